import assert from 'node:assert/strict';
import {
  affordableTerms,
  analyzeQuestion,
} from '../../../../src/core/retrieval/question/analyzeQuestion.ts';
import { resolveFollowUp } from '../../../../src/core/retrieval/question/resolveFollowUp.ts';
import { pathsNamed } from '../../../../src/core/retrieval/question/pathsNamed.ts';
import {
  mentionReadings,
  parseMentions,
} from '../../../../src/core/retrieval/question/parseMentions.ts';

describe('analyzeQuestion', () => {
  it('drops stop words, except from a question of nothing else', () => {
    assert.deepEqual(analyzeQuestion('Where is the proxy?').terms, ['proxy']);
    assert.deepEqual(analyzeQuestion('what is this').terms, ['what', 'is', 'this']);
  });

  it('keeps quoted text as written', () => {
    assert.deepEqual(
      analyzeQuestion('Who raises "No such file", `TypeError` or “Bad gateway”?').quoted,
      ['No such file', 'TypeError', 'Bad gateway'],
    );
  });

  it('drops the most frequent terms if a question would take too long', async () => {
    const terms = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const kept = await affordableTerms(
      terms,
      countingFolder((term) => Number(term.slice(1)) * 2000),
    );
    assert.deepEqual(kept, terms.slice(0, 14));
  });

  it('keeps eight terms, however frequent', async () => {
    const terms = Array.from({ length: 20 }, (_, index) => `t${index}`);
    const kept = await affordableTerms(
      terms,
      countingFolder(() => 1e6),
    );
    assert.equal(kept.length, 8);
  });

  it('keeps all affordable terms, with repetitions and in order', async () => {
    const kept = await affordableTerms(
      ['b', 'a', 'b'],
      countingFolder((term) => (term === 'b' ? 10 : 20)),
    );
    assert.deepEqual(kept, ['b', 'a', 'b']);
  });

  it('drops terms in over half of many chunks, unless there is nothing else', async () => {
    const folder = countingFolder((term) => (term === 'rare' ? 2 : 30_000), 50_000);
    assert.deepEqual(await affordableTerms(['often', 'rare'], folder), ['rare']);
    assert.deepEqual(await affordableTerms(['often', 'again'], folder), ['often']);
  });

  it('keeps terms in over half of a few chunks', async () => {
    const folder = countingFolder((term) => (term === 'rare' ? 2 : 8000), 10_000);
    assert.deepEqual(await affordableTerms(['often', 'rare'], folder), ['often', 'rare']);
  });
});

/** A folder in which each term is in so many chunks. */
function countingFolder(count: (term: string) => number, chunkCount = 4e6) {
  return {
    chunkCount,
    documentFrequencies: (terms: readonly string[]) => Promise.resolve(terms.map(count)),
  };
}

describe('parseMentions', () => {
  it('finds files, folders and symbols', () => {
    const { names, text } = parseMentions(
      'How does @src/core/app.ts use @Session.get of @src/http/?',
    );
    assert.deepEqual(names, ['src/core/app.ts', 'Session.get', 'src/http/']);
    assert.equal(text, 'How does app.ts use Session.get of ?');
  });

  it('accepts quoted names with blanks, and paths with backslashes', () => {
    assert.deepEqual(parseMentions('@"my notes/to do.md" @src\\app.ts').names, [
      'my notes/to do.md',
      'src/app.ts',
    ]);
  });

  it('does not include a full stop at the end of a sentence', () => {
    assert.deepEqual(parseMentions('Look at @app.ts.').names, ['app.ts']);
  });

  describe('with the paths of an index', () => {
    const paths = [
      'app/[locale]/blog/[slug]/page.tsx',
      'app/(auth)/@modal/page.tsx',
      'docs/it\u2019s.md',
      "docs/it's late.md",
      'docs/\u2693\ufe0fanchor.md',
      'docs/50% off #1 (draft).md',
      'docs/입항신고.md'.normalize('NFD'),
      'src/app.ts',
    ];
    const cases: readonly [question: string, name: string, text: string][] = [
      [
        'Where does @app/[locale]/blog/[slug]/page.tsx cut?',
        'app/[locale]/blog/[slug]/page.tsx',
        'Where does page.tsx cut?',
      ],
      ['(see @app/[locale]/) title', 'app/[locale]/', '(see ) title'],
      ['@(auth)/@modal/page.tsx: why?', '(auth)/@modal/page.tsx', 'page.tsx: why?'],
      ["@docs/it's.md who", "docs/it's.md", "it's.md who"],
      ["Is @docs/it's late.md, too?", "docs/it's late.md", "Is it's late.md, too?"],
      ['@docs/\u2693anchor.md weight', 'docs/\u2693anchor.md', '\u2693anchor.md weight'],
      [
        'In @docs/50% off #1 (draft).md what is off?',
        'docs/50% off #1 (draft).md',
        'In 50% off #1 (draft).md what is off?',
      ],
      ['@입항신고.md는 언제?', '입항신고.md', '입항신고.md는 언제?'],
      ['@docs/에서 언제?', 'docs/', '에서 언제?'],
      ['“@src/app.ts” (@src/app.ts:12).', 'src/app.ts', '“@src/app.ts” (app.ts:12).'],
    ];
    for (const [question, name, text] of cases)
      it(`reads ${name} in: ${question}`, () => {
        const known = new Set(
          mentionReadings(question).filter((own) => pathsNamed(paths, own, 10).length > 0),
        );
        const mentions = parseMentions(question, known);
        assert.deepEqual([mentions.names, mentions.text], [[name], text]);
      });

    it('does not fall back to a parent folder if a path does not exist', () => {
      const known = new Set(['app/', 'app/[locale]/', 'docs/']);
      assert.deepEqual(parseMentions('@app/[locale]/gone.tsx @docs/가.md', known).names, [
        'app/[locale]/gone.tsx',
        'docs/가.md',
      ]);
    });
  });

  it('does not include the arguments of a decorator or a call in its name', () => {
    const { names, text } = parseMentions('What do @dataclass(frozen=True) and @[x] do?');
    assert.deepEqual(names, ['dataclass']);
    assert.equal(text, 'What do dataclass(frozen=True) and @[x] do?');
  });

  it('does not take an e-mail address for a mention', () => {
    assert.deepEqual(parseMentions('Who is ann@example.org?'), {
      text: 'Who is ann@example.org?',
      names: [],
      selection: false,
      open: false,
    });
  });

  it('reads #selection and #open, and nothing else after a hash', () => {
    assert.deepEqual(parseMentions('Explain #selection'), {
      text: 'Explain',
      names: [],
      selection: true,
      open: false,
    });
    assert.equal(parseMentions('#open what is this?').open, true);
    assert.equal(parseMentions('issue #openness #12').open, false);
  });
});

describe('resolveFollowUp', () => {
  const history = [{ question: 'What does Session.mount do with an adapter?', answer: '' }];
  /** As in a large folder: a word in many chunks weighs little, and a word in none weighs 0. */
  const known = new Map([
    ['call', 0.2],
    ['test', 0.15],
    ['error', 0.25],
    ['cookie', 0.45],
    ['pars', 0.3],
    ['domain', 0.6],
    ['pag', 0.9],
  ]);
  const weigh = (terms: readonly string[]): Promise<Map<string, number>> =>
    Promise.resolve(new Map(terms.map((term) => [term, known.get(term) ?? 0])));
  const resolve = (question: string, turns = history) => resolveFollowUp(question, turns, weigh);

  it('leaves a first question unchanged', async () => {
    assert.equal((await resolve('Where is it called?', [])).followsUp, false);
  });

  it('adds the terms of the previous turn to a question that refers to it', async () => {
    const { terms, followsUp, text } = await resolve('And where is it called?');
    assert.ok(followsUp);
    assert.ok(terms.includes('mount') && terms.includes('adapter'));
    assert.ok(text.startsWith('What does Session.mount'));
  });

  it('weighs its own terms twice', async () => {
    const { terms } = await resolve('And where is it called?');
    assert.equal(terms.filter((term) => term === 'call').length, 2);
    assert.equal(terms.filter((term) => term === 'mount').length, 1);
  });

  for (const question of [
    'why?',
    'what about tests?',
    'and the flurbles?',
    'Who calls?',
    'Give an example',
    'Explain further',
    'Which tests call that?',
    'Is there a test that calls this?',
    'Which cookie domains are parsed there?',
    'Where is its constructor?',
    'What calls its constructor?',
    'Which tests use it?',
    'Warum ist dies so?',
    'Wo wird dies aufgerufen?',
    '왜요?',
    '그럼 테스트는?',
    'なぜですか',
    '为什么？',
  ]) {
    it(`takes ${JSON.stringify(question)} for a follow-up`, async () => {
      assert.equal((await resolve(question)).followsUp, true);
    });
  }

  for (const question of [
    'Who is paged?',
    'What happens when the worker process dies?',
    'Which process dies first?',
    'How does the flurble keep its wobbits?',
    'How do flurbles release their sockets?',
    'How is a flurble embedded before it is stored?',
    'Who is called?',
    '왜 어댑터는 접두사 순으로 정렬되나요?',
    'なぜアダプタは並べられますか？',
    'Where are cookies parsed?',
    'Is there a function that parses domains?',
    'flurble wobbit',
    'Where is the flurble?',
    'How does the cookie jar merge domains from responses?',
    '`call`?',
  ]) {
    it(`takes ${JSON.stringify(question)} for a question of its own`, async () => {
      assert.deepEqual(await resolve(question), {
        ...(await resolve(question, [])),
        followsUp: false,
      });
    });
  }

  it('does not repeat the mentions of the previous turn', async () => {
    const { terms, text } = await resolve('why?', [
      { question: 'What does @src/http/ mount, @adapters.py?', answer: '' },
    ]);
    assert.ok(!text.includes('@') && !terms.includes('http') && terms.includes('adapter'));
  });

  it('reaches back through a follow-up to the question before it', async () => {
    const { terms } = await resolve('Why is that?', [
      ...history,
      { question: 'And who calls it?', answer: '' },
    ]);
    assert.ok(terms.includes('mount'));
  });
});
