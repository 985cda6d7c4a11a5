import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFailure } from '../../../../src/core/errors.ts';
import { knownItem } from '../../../../src/core/retrieval/quality/knownItems.ts';
import {
  calibrateRelevance,
  isNothingRelevant,
} from '../../../../src/core/retrieval/quality/relevance.ts';
import { retrieve } from '../../../../src/core/retrieval/retrieve.ts';
import { measureIndex } from '../../../../src/core/retrieval/quality/measureIndex.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const clock = { nowMs: () => 0 };
const never = new AbortController().signal;
const topics = [
  'cookie',
  'proxy',
  'redirect',
  'adapter',
  'session',
  'timeout',
  'retry',
  'header',
  'stream',
  'certificate',
];

/** Returns which of the topics a text is about, and a different direction for an unknown one. */
function embed(text: string): Promise<Float32Array> {
  const vector = Float32Array.from(
    [...topics, 'nothing'],
    (topic) => 0.1 + Number(text.toLowerCase().includes(topic)),
  );
  if (!vector.some((value) => value > 1)) vector[topics.length] = 1;
  const length = Math.hypot(...vector);
  return Promise.resolve(vector.map((value) => value / length));
}

function ask(
  index: MemoryFolderIndex,
  question: string,
  embedQuestion: ((text: string) => Promise<Float32Array>) | null,
) {
  return retrieve(
    [index],
    { question, roots: ['/w'], filter: { paths: [], languages: [] }, topK: 5, history: [] },
    { embedQuestion, clock },
    never,
  );
}

async function sources(): Promise<MemoryFolderIndex> {
  const chunks = topics.flatMap((topic) =>
    ['first', 'second', 'third'].map((number) => ({
      path: `src/${topic}/part${number}.py`,
      text:
        `def handle_${topic}_${number}():\n    """Gives ${topic} pieces ${number} ${topic} ` +
        `names, makes ${topic} known within ${topic} bounds ${topic}."""\n    return ${topic}`,
    })),
  );
  return new MemoryFolderIndex(
    '/w',
    await Promise.all(
      chunks.map(async (chunk) => ({ ...chunk, vector: [...(await embed(chunk.text))] })),
    ),
  );
}

describe('knownItem', () => {
  const item = (text: string, role: 'source' | 'prose' = 'source') =>
    knownItem(new MemoryFolderIndex('/w', [{ path: 'a', text, role }]).stored([1])[0]!)?.question;

  it('takes the first sentence of a docstring or comment', () => {
    assert.equal(
      item('def f():\n    """Closes every open adapter of the session. And more."""'),
      'Closes every open adapter of the session.',
    );
    assert.equal(
      item('// Closes every open adapter\n// of the session.\nfunction f() {}'),
      'Closes every open adapter of the session.',
    );
    assert.equal(
      item('/**\n * Closes every open adapter now.\n * @param x\n */'),
      'Closes every open adapter now.',
    );
  });

  it("skips code, people's names and sentences that say too little", () => {
    assert.equal(item('x = close(adapter, session, every, open)'), undefined);
    assert.equal(item('# Written by Ann <ann@example.org> for everybody who reads'), undefined);
    assert.equal(item('# Helpers'), undefined);
  });
});

describe('calibrateRelevance', () => {
  it('sets a threshold that only questions about these files pass', async () => {
    const index = await sources();
    index.relevanceThreshold = await calibrateRelevance(index, embed, never);
    assert.ok(index.relevanceThreshold > 0);
    const said = async (question: string) => (await ask(index, question, embed)).nothingRelevant;
    assert.equal(await said('How is a redirect named?'), false);
    assert.equal(await said('How do I bake sourdough bread from pieces?'), true);
  });

  it('rejects only gibberish in a folder with too few comments', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: 'retry = 1', vector: [...(await embed('retry'))] },
    ]);
    index.relevanceThreshold = await calibrateRelevance(
      index,
      () => Promise.reject(new Error()),
      never,
    );
    const said = async (question: string, similarity: number) =>
      (
        await ask(index, question, async () =>
          (await embed('retry')).map((value) => value * similarity),
        )
      ).nothingRelevant;
    assert.equal(await said('asdf qwer', 0.15), true);
    assert.equal(await said('How often is a request sent again?', 0.35), false);
    assert.equal(await said('retry', 0.15), false);
  });

  it('fails as cancelled', async () => {
    await assert.rejects(calibrateRelevance(await sources(), embed, AbortSignal.abort()), (error) =>
      isFailure(error, 'cancelled'),
    );
  });
});

describe('the answer that nothing is relevant', () => {
  const said = async (index: MemoryFolderIndex, question: string, withMeaning = true) =>
    (await ask(index, question, withMeaning ? embed : null)).nothingRelevant;

  it('is not given while the threshold is unknown', async () => {
    assert.equal(await said(await sources(), 'How do I bake sourdough bread from pieces?'), false);
  });

  it('is not given if a source has the exact text, whatever it means', async () => {
    const index = await sources();
    index.relevanceThreshold = 1.1;
    assert.equal(await said(index, 'What is a proxy good for?'), true);
    assert.equal(await said(index, 'handle_proxy_second'), false);
  });

  it('is not given for a file that the question names', async () => {
    const index = await sources();
    index.relevanceThreshold = 0.99;
    assert.equal(await said(index, 'What is @nowhere.py good for?'), true);
    assert.equal(await said(index, 'What is @src/proxy/ good for?'), false);
  });

  it('is given sooner for words in no file, since gibberish is close to anything', async () => {
    const index = new MemoryFolderIndex('/w', [{ path: 'a.py', text: 'adapter', vector: [1, 0] }]);
    const saidAt = async (question: string, similarity: number) =>
      (
        await ask(index, question, () =>
          Promise.resolve(Float32Array.of(similarity, Math.sqrt(1 - similarity ** 2))),
        )
      ).nothingRelevant;
    index.relevanceThreshold = 0.4;
    assert.equal(await saidAt('flurble wobbit', 0.45), true);
    assert.equal(await saidAt('flurble wobbit', 0.55), false);
    assert.equal(await saidAt('flurble wobbit adapter', 0.45), false);
  });

  it('is given later for words that the files use all the time than for rare ones', async () => {
    const common = ['adapter', 'session', 'proxy', 'retry'];
    const rare = ['cookie', 'redirect', 'timeout', 'certificate'];
    const index = new MemoryFolderIndex(
      '/w',
      Array.from({ length: 40 }, (_, number) => ({
        path: `${number}.py`,
        text: [common[number % 4], rare[number]].join(' '),
        vector: [1, 0],
      })),
    );
    index.relevanceThreshold = 0.4;
    const saidAt = async (words: readonly string[], similarity: number) =>
      (
        await ask(index, words.join(' '), () =>
          Promise.resolve(Float32Array.of(similarity, Math.sqrt(1 - similarity ** 2))),
        )
      ).nothingRelevant;
    assert.equal(await saidAt(common, 0.35), false);
    assert.equal(await saidAt(common, 0.3), true);
    assert.equal(await saidAt(rare, 0.35), true);
    assert.equal(await saidAt(rare, 0.45), false);
  });

  it('is never given for a question and not for the same one in rarer words', async () => {
    const index = new MemoryFolderIndex('/w', [{ path: 'a.py', text: 'adapter', vector: [1, 0] }]);
    const { hits } = await ask(index, 'xylophone', () => Promise.resolve(Float32Array.of(1, 0)));
    assert.deepEqual(hits[0]?.breakdown.matchedWords, []);
    const hundredths = (min: number, max: number) =>
      fc.integer({ min, max }).map((number) => number / 100);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hundredths(1, 100), hundredths(1, 100)), { minLength: 1, maxLength: 12 }),
        hundredths(-100, 100),
        hundredths(-30, 30),
        (pairs, measured, beyond) => {
          index.relevanceThreshold = measured;
          const score = measured + beyond * Math.abs(measured);
          const said = (weights: readonly number[]) =>
            isNothingRelevant(hits, [index], [[{ id: 1, score }]], {
              terms: new Map(weights.map((one, number) => [`w${number}`, one])),
              isTranslated: false,
            });
          const commoner = said(pairs.map((pair) => Math.min(...pair)));
          const rarer = said(pairs.map((pair) => Math.max(...pair)));
          assert.ok(rarer || !commoner);
        },
      ),
    );
  });

  it('is given for a translated word that is in a file, unless its meaning is close', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: 'session adapter', vector: [1, 0] },
      { path: 'b.py', text: 'proxy', vector: [0, 1] },
    ]);
    const saidAt = async (question: string, similarity: number) =>
      (
        await ask(index, question, () =>
          Promise.resolve(Float32Array.of(similarity, -Math.sqrt(1 - similarity ** 2))),
        )
      ).nothingRelevant;
    index.relevanceThreshold = 0.4;
    assert.equal(await saidAt('세션은?', 0.3), true);
    assert.equal(await saidAt('세션은?', 0.33), false);
    assert.equal(await saidAt('session?', 0.3), false);
  });

  it('is given if no word of the question is in any file', async () => {
    assert.equal(await said(await sources(), 'xylophone orchestra', false), true);
  });
});

describe('a question without letters and digits', () => {
  const ask = async (question: string, earlier: readonly string[] = []) =>
    retrieve(
      [await sources()],
      {
        question,
        roots: ['/w'],
        filter: { paths: [], languages: [] },
        topK: 5,
        history: earlier.map((said) => ({ question: said, answer: '' })),
      },
      { embedQuestion: embed, clock },
      never,
    );
  const marks = fc.constantFrom(
    ...Array.from('?!.,;:*"()^-+=<>/\\|~$%&§¿。？！…—'),
    ' ',
    '\n',
    '\u{1f680}',
    '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}',
    '\u2764\ufe0f',
  );

  it('finds nothing and says so, whatever its symbols and emoji', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(marks, { maxLength: 30 }), async (parts) => {
        const { hits, nothingRelevant } = await ask(parts.join(''));
        assert.deepEqual([hits, nothingRelevant], [[], true]);
      }),
      { numRuns: 200 },
    );
  });

  it('is answered from the file that it names, or from the previous question', async () => {
    assert.ok((await ask('@src/proxy/ ???')).hits.length > 0);
    assert.ok((await ask('???', ['How is a redirect named?'])).hits.length > 0);
  });

  it('does not count as such if it has a single word', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(marks, { maxLength: 10 }),
        fc.constantFrom(...topics),
        async (parts, topic) => {
          const { hits } = await ask(`${parts.join('')} ${topic} ${parts.join('')}`);
          assert.ok(hits[0]?.text.includes(topic));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('measureIndex', () => {
  it('asks about every file and finds it', async () => {
    const progress: number[] = [];
    const { questions, hitAt1, mrr, worstFolders } = await measureIndex(
      await sources(),
      { embedQuestion: embed, clock },
      never,
      (done) => {
        progress.push(done);
      },
    );
    assert.equal(questions, 30);
    assert.deepEqual(
      progress,
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
    assert.ok(hitAt1 > 0.6 && mrr >= hitAt1 && mrr <= 1, `${hitAt1} ${mrr}`);
    assert.ok(worstFolders.every(({ hitAt5 }) => hitAt5 < 1));
  });

  it('names the folder whose texts are all alike', async () => {
    const same = (name: string) => ({
      path: `copies/${name}.py`,
      text: '# Joins the parts of a message together again.\njoin = 1',
    });
    const own = topics.map((topic) => ({
      path: `src/${topic}.py`,
      text: `# Explains carefully how every ${topic} becomes ready.\n${topic} = 1`,
    }));
    const index = new MemoryFolderIndex('/w', [
      ...own,
      ...Array.from({ length: 9 }, (_, number) => same(`c${number}`)),
    ]);
    const { worstFolders } = await measureIndex(index, { embedQuestion: null, clock }, never);
    assert.deepEqual(
      worstFolders.map(({ folder }) => folder),
      ['copies/'],
    );
  });
});
