import assert from 'node:assert/strict';
import { checkSentences } from '../../../src/core/answering/checkSentences.ts';
import type { MeaningCheck } from '../../../src/core/answering/checkSentences.ts';
import { citeSources } from '../../../src/core/answering/citations.ts';
import { splitSentences } from '../../../src/core/answering/sentences.ts';

const adapters = { number: 1, text: 'Adapters are sorted in descending order by prefix length.' };
const routes = { number: 2, text: 'Matches the URL to a view function.' };
const noEmbedder: MeaningCheck = (sentences) =>
  Promise.resolve(sentences.map(() => ({ text: -1, support: -1 })));

interface Asked {
  readonly sentences: readonly string[];
  readonly texts: readonly string[];
}

async function supported(
  text: string,
  meaning: MeaningCheck,
  sources = [adapters, routes],
): Promise<readonly (boolean | null)[]> {
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
  return checked.map((sentence) => sentence.supported);
}

/** Stands for the embedder: every cosine is `cosine`. */
function always(cosine: number, asked: Asked[] = []): MeaningCheck {
  return (sentences, texts) => {
    asked.push({ sentences, texts });
    return Promise.resolve(sentences.map(() => ({ text: 0, support: cosine })));
  };
}

describe('checkSentences', () => {
  it('flags a name and a number that neither sources nor question hold', async () => {
    assert.deepEqual(await supported('Longest keys are sorted by `sort_all()` [1].', always(0.9)), [
      false,
    ]);
    assert.deepEqual(await supported('Longest keys come first, 4711 times [1].', always(0.9)), [
      false,
    ]);
    assert.deepEqual(await supported('Longest keys use `timeout_ms` and 77 [1].', always(0.9)), [
      true,
    ]);
  });

  it('bears out a paraphrase by its meaning, and flags it where that is far too', async () => {
    const text = 'Longest keys come first [1].';
    assert.deepEqual(await supported(text, always(0.6)), [true]);
    assert.deepEqual(await supported(text, always(0.2)), [false]);
  });

  it('weighs the words of the cited source, not of others', async () => {
    const text = 'Adapters are sorted by prefix length [2].';
    assert.deepEqual(await supported(text, always(0.3)), [false]);
    assert.deepEqual(await supported(text.replace('2', '1'), always(0.3)), [true]);
  });

  it('decides by words alone where there is no embedder', async () => {
    assert.deepEqual(
      await supported('Adapters are sorted [1]. Cookies are signed [1].', noEmbedder),
      [true, false],
    );
  });

  it('does not check introductions and sentences that claim nothing', async () => {
    assert.deepEqual(
      await supported('Yes. Cookies are signed as follows:\n- Cookies are signed.', always(0)),
      [null, null, false],
    );
  });

  it('does not check where the model saw no source', async () => {
    assert.deepEqual(await supported('Cookies are signed.', always(0), []), [null]);
  });

  it('asks once for sentences with the same sources, and of all where none is cited', async () => {
    const asked: Asked[] = [];
    await supported(
      'Cookies are signed [1]. Sessions are kept [1]. Templates are rendered quickly.',
      always(0.5, asked),
    );
    assert.deepEqual(asked, [
      { sentences: ['Cookies are signed [1].', 'Sessions are kept [1].'], texts: [adapters.text] },
      { sentences: ['Templates are rendered quickly.'], texts: [adapters.text, routes.text] },
    ]);
  });

  it('compares a sentence that is repeated once, and judges each of its places', async () => {
    const asked: Asked[] = [];
    assert.deepEqual(
      await supported('Cookies are signed [1]. Cookies are signed [1].', always(0.6, asked)),
      [true, true],
    );
    assert.deepEqual(
      asked.map(({ sentences }) => sentences),
      [['Cookies are signed [1].']],
    );
  });

  it('gives long sources to the embedder in pieces that it reads to their end', async () => {
    const asked: Asked[] = [];
    const long = { number: 1, text: Array.from({ length: 60 }, (_, i) => `line ${i}`).join('\n') };
    await supported('Cookies are signed [1].', always(0.5, asked), [long]);
    assert.equal(asked[0]?.texts.join('\n'), long.text);
    assert(asked[0].texts.every((piece) => piece.split('\n').length <= 25));
  });
});
