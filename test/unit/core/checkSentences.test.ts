import assert from 'node:assert/strict';
import { checkSentences } from '../../../src/core/answering/checkSentences.ts';
import type { MeaningCheck } from '../../../src/core/answering/checkSentences.ts';
import type { CheckedSentence } from '../../../src/core/answering/answer.ts';
import { citeSources } from '../../../src/core/answering/citations.ts';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';

const adapters = {
  number: 1,
  label: 'sessions.py:77-90',
  text: 'Adapters are sorted in descending order by prefix length.\nself.adapters = {}',
};
const routes = {
  number: 2,
  label: 'app.py:12',
  text: 'Matches the URL to a view function. At most 3 are tried.',
};
const noEmbedder: MeaningCheck = () => Promise.resolve(null);

interface Asked {
  readonly sentence: string;
  readonly texts: readonly string[];
  readonly enough: number;
}

async function check(
  text: string,
  meaning: MeaningCheck = noEmbedder,
  sources = [adapters, routes],
): Promise<readonly CheckedSentence[]> {
  const sentences = splitSentences(text);
  const checked = await checkSentences(
    {
      text,
      sentences,
      citations: citeSources(text, sentences, sources),
      sources,
      question: 'Which adapter, timeout_ms or 77, is used?',
    },
    meaning,
  );
  assert.deepEqual(
    checked.map(({ start, end }) => ({ start, end })),
    sentences,
  );
  return checked;
}

async function verdicts(...call: Parameters<typeof check>): Promise<readonly string[]> {
  return (await check(...call)).map(({ verdict }) => verdict);
}

/** A stand-in for the embedder: every cosine is `cosine`. */
function always(cosine: number, asked: Asked[] = []): MeaningCheck {
  return (sentence, texts, enough) => {
    asked.push({ sentence, texts, enough });
    return Promise.resolve(cosine);
  };
}

describe('checkSentences', () => {
  it('calls a sentence quoted if its words are in the lines it cites, not elsewhere', async () => {
    assert.deepEqual(await verdicts('Adapters are **sorted** in descending order [1].'), [
      'quoted',
    ]);
    assert.notEqual((await verdicts('Adapters are sorted in descending order [2].'))[0], 'quoted');
  });

  it('says that names and numbers were checked if each is in the lines', async () => {
    assert.deepEqual(await verdicts('For a URL at most 3 functions are tried [2].', always(0.6)), [
      'facts-found',
    ]);
  });

  it('also holds a sentence that continues the one before against its lines', async () => {
    const prefix = {
      number: 1,
      label: 'sessions.py:77-90',
      text: 'def get_adapter(url):\n  return the first adapter whose prefix fits the url',
    };
    const session = { number: 2, label: 'sessions.py:1-9', text: 'Sends one request to a host.' };
    const first = 'Adapters are looked up in `get_adapter` [1].';
    const verdictOf = async (second: string): Promise<string | undefined> =>
      (await verdicts(`${first} ${second}`, noEmbedder, [prefix, session]))[1];
    assert.equal(
      await verdictOf('The first one whose prefix fits the URL sends the request [2].'),
      'not-checked',
    );
    assert.equal(
      await verdictOf('Any adapter whose prefix fits the URL sends the request [2].'),
      'not-in-lines',
    );
  });

  it('leaves a sentence unchecked if it has nothing to look up', async () => {
    assert.deepEqual(await verdicts('The sorted order of adapters matters [1].', always(0.6)), [
      'not-checked',
    ]);
  });

  it('marks the words of the answer that are not in the lines', async () => {
    const text = 'Sure. Adapters are sorted by `sort_all()` [1].';
    const [, sentence] = await check(text, always(0.9));
    assert.equal(sentence?.verdict, 'not-in-lines');
    assert.deepEqual(
      sentence.doubted.map(({ start, end, sign }) => [text.slice(start, end), sign]),
      [['`sort_all()`', 'name']],
    );
  });

  it('accepts names and numbers of the question, and paths, but not line numbers', async () => {
    assert.deepEqual(
      await verdicts('Adapters of `sessions.py` use timeout_ms and 77 [1].', always(0.9)),
      ['not-checked'],
    );
    assert.deepEqual(await verdicts('Adapters are sorted 90 times [1].', always(0.9)), [
      'not-in-lines',
    ]);
  });

  it('distinguishes a sentence with a supported clause from one without', async () => {
    assert.deepEqual(
      await verdicts(
        'Adapters are sorted by prefix length, and `close_all` removes them [1].',
        always(0.6),
      ),
      ['partly'],
    );
  });

  it('flags a sentence that is unlike its lines as a whole, and names no words', async () => {
    const text = 'Cookies expire after the visitor leaves town [1].';
    const [far] = await check(text, always(0));
    assert.equal(far?.verdict, 'not-in-lines');
    assert.deepEqual(far.doubted, []);
  });

  it('neither checks nor counts courtesies, headings and introductions', async () => {
    assert.deepEqual(
      await verdicts('# Adapters and routes\n\nHope that helps! They are sorted as follows:'),
      ['no-claim', 'no-claim', 'no-claim'],
    );
  });

  it('checks nothing where the model saw no source', async () => {
    assert.deepEqual(await verdicts('Cookies are signed.', always(0), []), ['not-checked']);
  });

  it('compares a sentence with the sources it cites, or with all if it cites none', async () => {
    const asked: Asked[] = [];
    await check('Cookies are signed [1]. Templates are rendered.', always(0.5, asked));
    const [first, second] = [adapters, routes].map(({ label, text }) => `${label}\n${text}`);
    assert.deepEqual(
      asked.map(({ sentence, texts }) => ({ sentence, texts })),
      [
        { sentence: 'Cookies are signed [1].', texts: [first] },
        { sentence: 'Templates are rendered.', texts: [first, second] },
      ],
    );
  });

  it('compares with the text first that shares most words with the sentence', async () => {
    const asked: Asked[] = [];
    await check('Cookies match templates rarely.', always(0.5, asked));
    assert.deepEqual(
      asked[0]?.texts.map((text) => text.split(':')[0]),
      ['app.py', 'sessions.py'],
    );
  });

  it('is flagged below the cosine that was said to be enough, and not from there on', async () => {
    const asked: Asked[] = [];
    const text = 'Cookies are signed [1].';
    await check(text, always(0.5, asked));
    const { enough = NaN } = asked[0] ?? {};
    assert.ok(enough > 0 && enough < 1);
    assert.deepEqual(await verdicts(text, always(enough - 0.001)), ['not-in-lines']);
    assert.deepEqual(await verdicts(text, always(enough)), ['not-checked']);
  });

  it('asks for no meaning where rules decide, or the words leave no doubt', async () => {
    const asked: Asked[] = [];
    for (const text of [
      'Adapters are sorted in descending order [1].',
      'Adapters are sorted by `sort_all()` [1].',
      'The order of prefixes is descending [1].',
    ])
      await check(text, always(0.5, asked));
    assert.deepEqual(asked, []);
  });

  it('compares a repeated sentence once, and judges each occurrence', async () => {
    const asked: Asked[] = [];
    const [one, two] = await check(
      'Cookies are signed [1]. Cookies are signed [1].',
      always(0, asked),
    );
    assert.deepEqual([one?.verdict, two?.verdict], ['not-in-lines', 'not-in-lines']);
    assert.deepEqual(
      asked.map(({ sentence }) => sentence),
      ['Cookies are signed [1].'],
    );
  });

  it('splits long sources into parts that the embedder can read in full', async () => {
    const asked: Asked[] = [];
    const text = Array.from({ length: 60 }, (_, i) => `line ${i}`).join('\n');
    await check('Cookies are signed [1].', always(0.5, asked), [{ ...adapters, text }]);
    assert.deepEqual(
      asked[0]?.texts.flatMap((piece) => piece.split('\n')).sort(),
      [adapters.label, ...text.split('\n')].sort(),
    );
    assert(asked[0].texts.every((piece) => piece.split('\n').length <= 25));
  });
});
