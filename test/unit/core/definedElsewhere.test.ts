import assert from 'node:assert/strict';
import type { CheckedSentence } from '../../../src/core/answering/answer.ts';
import { doubtReason } from '../../../src/core/answering/checking/verdictWords.ts';
import { definitionIn, withDefinitions } from '../../../src/core/answering/definedElsewhere.ts';
import type { NameIndex } from '../../../src/core/answering/definedElsewhere.ts';
import type { StoredChunk } from '../../../src/core/domain.ts';
import { Failure } from '../../../src/core/errors.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';
import { hit } from '../vscode/hits.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const chunk: StoredChunk = {
  id: 1,
  fileId: 1,
  path: 'src/adapters.py',
  language: 'python',
  role: 'source',
  ordinal: 0,
  range: { kind: 'lines', startLine: 40, endLine: 43 },
  symbol: 'HTTPAdapter.take_connection',
  text: '    @cached\n    # take_connection opens\n    def take_connection(self):\n        pass',
};
const index: NameIndex = {
  suggestNames: (root, name) =>
    Promise.resolve(
      root === '/w/two'
        ? [
            { kind: 'file', name: `${name}.py`, path: '' },
            { kind: 'symbol', name: 'x.take_connection_now', path: 'src/other.py' },
            { kind: 'symbol', name: 'HTTPAdapter.take_connection', path: chunk.path },
          ]
        : [],
    ),
  fileChunks: (_, path) => Promise.resolve(path === chunk.path ? [chunk] : []),
};
const hits = [
  hit({ text: 'a', root: '/w/one' }),
  hit({ text: 'b', root: '/w/two' }),
  hit({ text: 'c', root: '/w/two' }),
];

/** A text of one sentence, in which `doubted` is doubted. */
function sentence(text: string, doubted: string, sign: 'name' | 'technical' = 'name') {
  const start = text.indexOf(doubted);
  const sentences: readonly CheckedSentence[] = [
    {
      start: 0,
      end: text.length,
      verdict: 'not-in-lines',
      doubted: [{ start, end: start + doubted.length, sign, instead: ['send'] }],
    },
  ];
  return { text, sentences };
}

describe('a name that is not in the lines', () => {
  it('is shown with the line that defines it, in the folder of a source', async () => {
    for (const written of ['`take_connection`', 'HTTPAdapter.take_connection()']) {
      const answer = sentence(`It calls ${written} first.`, written);
      const [checked] = await withDefinitions(answer, hits, index);
      const [words] = checked?.doubted ?? [];
      assert.deepEqual(words?.definedIn, {
        source: 2,
        path: 'src/adapters.py',
        line: 42,
        text: '    def take_connection(self):',
      });
      assert.equal(
        inEnglish(doubtReason(words)),
        'Defined in src/adapters.py:42, not in these lines.',
      );
    }
  });

  it('opens as a single line of that file', () => {
    const definition = { source: 2, path: 'src/adapters.py', line: 42, text: 'def f():' };
    const opened = definitionIn(hits[1]!, definition);
    assert.deepEqual(
      [opened.root, opened.path, opened.range, opened.text],
      ['/w/two', 'src/adapters.py', { kind: 'lines', startLine: 42, endLine: 42 }, 'def f():'],
    );
  });

  it('is left as it is if nothing defines it, or it is not a name', async () => {
    for (const [words, sign] of [
      ['give_connection', 'name'],
      ['--take_connection', 'name'],
      ['take_connection', 'technical'],
    ] as const) {
      const answer = sentence(`It calls ${words} first.`, words, sign);
      assert.deepEqual(await withDefinitions(answer, hits, index), answer.sentences);
    }
  });

  it('is left as it is if the index process is gone', async () => {
    const answer = sentence('It calls take_connection first.', 'take_connection');
    const gone: NameIndex = {
      ...index,
      suggestNames: () => Promise.reject(new Failure('process-crashed', wording('gone'))),
    };
    assert.deepEqual(await withDefinitions(answer, hits, gone), answer.sentences);
  });
});
