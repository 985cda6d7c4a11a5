import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyzeQuestion } from '../../../../src/core/retrieval/question/analyzeQuestion.ts';
import { expandQuestion } from '../../../../src/core/retrieval/translation/expandQuestion.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';
import { retrieve } from '../../../../src/core/retrieval/retrieve.ts';

const sources = new MemoryFolderIndex('/w', [
  {
    path: 'src/session.py',
    symbol: 'expire_sessions',
    text: 'def expire_sessions(store):\n    """Deletes every session that has expired."""',
  },
  { path: 'src/adapter.py', symbol: 'Adapter.send', text: 'def send(self, request):\n    pass' },
  { path: 'src/color.py', symbol: 'mix', text: 'def mix(red, green):\n    return red + green' },
]);

const expand = (text: string, index = sources): ReturnType<typeof expandQuestion> => {
  const { terms } = analyzeQuestion(text);
  return expandQuestion({ text, terms, followsUp: false }, [index]);
};

describe('expandQuestion', () => {
  it('leaves every question without Korean, Japanese or Chinese unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.lorem(),
          fc.constantFrom('Где хранится сессия?', 'Où est la fonction ?', 'كيف يعمل؟'),
        ),
        async (text) => {
          fc.pre(!/[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text));
          const { terms } = analyzeQuestion(text);
          const question = { text, terms, followsUp: false };
          assert.deepEqual(await expandQuestion(question, [sources]), {
            ...question,
            english: text,
          });
        },
      ),
    );
  });

  it('never fails and loses no Latin word, whatever is asked', async () => {
    const scripts = fc.string({
      unit: fc.constantFrom(
        ...Array.from('세션을 지우는가처리セッション処理を設定默认值在哪里ㄱㅏ々〆ー・ab 1?'),
      ),
    });
    await fc.assert(
      fc.asyncProperty(scripts, async (text) => {
        const { terms } = await expand(`${text} getProxy ${text}`);
        for (const term of ['get', 'proxy', 'getproxy']) assert.ok(terms.includes(term));
      }),
    );
  });

  it('searches for English words, and embeds them', async () => {
    const { terms, english } = await expand('만료된 세션을 지우는 코드는?');
    for (const term of ['expir', 'session', 'delet']) assert.ok(terms.includes(term), term);
    assert.equal(english, 'expire session delete code ?');
  });

  it('gives the likeliest equivalent more weight than the others', async () => {
    const { terms } = await expand('처리');
    const times = (term: string): number => terms.filter((other) => other === term).length;
    assert.ok(times('handl') > times('process') && times('process') > 0);
  });

  it('embeds a question unchanged if the sources are in its language', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: '# 만료된 세션을 지우는 코드\nexpire()' },
    ]);
    const question = '만료된 세션을 지우는 코드';
    assert.equal((await expand(question, index)).english, question);
  });

  for (const [language, question] of [
    ['Korean', '만료된 세션을 지우는 코드는 어디에 있나요?'],
    ['Japanese', '期限切れのセッションを削除するコードはどこですか?'],
    ['Chinese', '删除过期会话的代码在哪里?'],
  ] as const)
    it(`lets a ${language} question find English code`, async () => {
      const { hits, nothingRelevant } = await retrieve(
        [sources],
        { question, roots: ['/w'], filter: { paths: [], languages: [] }, topK: 3, history: [] },
        { embedQuestion: null, clock: { nowMs: () => 0 } },
        new AbortController().signal,
      );
      assert.equal(hits[0]?.path, 'src/session.py');
      assert.equal(nothingRelevant, false);
    });

  it('gives only an embedder for English the question in English', async () => {
    const embedded: string[] = [];
    for (const isMultilingual of [true, false])
      await retrieve(
        [sources],
        {
          question: '만료된 세션을 지우는 코드는?',
          roots: ['/w'],
          filter: { paths: [], languages: [] },
          topK: 3,
          history: [],
        },
        {
          embedQuestion: (text) => {
            embedded.push(text);
            return Promise.resolve(new Float32Array([1]));
          },
          isMultilingual,
          clock: { nowMs: () => 0 },
        },
        new AbortController().signal,
      );
    assert.equal(embedded[0], '만료된 세션을 지우는 코드는?');
    assert.match(embedded[1] ?? '', /^[\w ]*expired? session/);
  });
});
