import assert from 'node:assert/strict';
import { isFailure } from '../../../../src/core/errors.ts';
import type { Embedder } from '../../../../src/core/ports/textModels.ts';
import {
  embedderQuiz,
  scoreEmbedder,
} from '../../../../src/core/retrieval/quality/compareEmbedders.ts';
import type { EmbedderQuiz } from '../../../../src/core/retrieval/quality/compareEmbedders.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const never = new AbortController().signal;
const topics = ['bread', 'train', 'planet', 'violin', 'harbour', 'meadow', 'castle', 'engine'];
const folder = new MemoryFolderIndex('/w', [
  ...topics.map((topic) => ({
    path: `src/${topic}.py`,
    text: `# Explains carefully how every ${topic} becomes ready.\n${topic} = 1`,
  })),
  ...Array.from({ length: 5 }, (_, n) => ({ path: `src/bare${n}.py`, text: `value = ${n}` })),
]);

/** Knows which of the topics a text is about; from `seen` on, all topics look alike. */
function knowing(seen: number): Embedder & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    modelSha256: '',
    dimensions: topics.length + 1,
    isMultilingual: false,
    embed(text, role = 'text') {
      asked.push(`${role}: ${text}`);
      const topic = topics.findIndex((word) => text.includes(word));
      const place = topic < 0 ? topics.length : Math.min(topic, seen);
      return Promise.resolve(
        Float32Array.from({ length: topics.length + 1 }, (_, i) => Number(i === place)),
      );
    },
  };
}

async function quiz(): Promise<EmbedderQuiz> {
  const made = await embedderQuiz(folder);
  assert.ok(made !== null);
  return made;
}

describe('comparing embedding models', () => {
  it('asks each about the same known places, among all chunks of a small folder', async () => {
    const { texts, questions, isWholeFolder } = await quiz();
    assert.deepEqual([texts.length, questions.length, isWholeFolder], [13, 8, true]);
    for (const { text, right } of questions) assert.ok(texts[right]?.includes(text));
  });

  it('gives the better score to the model that tells more of the folder apart', async () => {
    const scores = await Promise.all(
      [8, 4, 0].map(async (seen) =>
        scoreEmbedder(await quiz(), { name: `${seen}`, embedder: knowing(seen) }, never),
      ),
    );
    assert.deepEqual(scores, [
      { name: '8', hitAt1: 1, hitAt5: 1, mrr: 1 },
      { name: '4', hitAt1: 0.5, hitAt5: 1, mrr: 0.625 },
      { name: '0', hitAt1: 0, hitAt5: 0, mrr: 0.125 },
    ]);
  });

  it('embeds questions as questions and chunks as chunks', async () => {
    const model = knowing(topics.length);
    await scoreEmbedder(await quiz(), { name: 'a', embedder: model }, never);
    assert.equal(model.asked.filter((line) => line.startsWith('question: Explains')).length, 8);
    assert.equal(model.asked.filter((line) => line.startsWith('chunk: ')).length, 13);
  });

  it('takes a sample of a large folder, with every right place in it', async () => {
    const large = new MemoryFolderIndex(
      '/w',
      Array.from({ length: 700 }, (_, n) => ({
        path: `src/f${n}.py`,
        text: n < 20 ? `# Explains carefully how every harbour number ${n} is built.` : `v = ${n}`,
      })),
    );
    const made = await embedderQuiz(large);
    assert.equal(made?.texts.length, 300);
    assert.equal(made.isWholeFolder, false);
    for (const { text, right } of made.questions) assert.ok(made.texts[right]?.includes(text));
  });

  it('has nothing to compare in a folder without comments and prose', async () => {
    assert.equal(
      await embedderQuiz(new MemoryFolderIndex('/w', [{ path: 'a.py', text: 'a = 1' }])),
      null,
    );
  });

  it('stops when it is cancelled', async () => {
    await assert.rejects(
      scoreEmbedder(await quiz(), { name: 'a', embedder: knowing(1) }, AbortSignal.abort()),
      (error) => isFailure(error, 'cancelled'),
    );
  });
});
