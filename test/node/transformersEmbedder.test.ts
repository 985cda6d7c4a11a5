import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from '@xenova/transformers';
import { isFailure } from '../../src/core/errors.ts';
import { similarity } from '../../src/node/exactVectorIndex.ts';
import { TransformersEmbedder, embeddingModelFile } from '../../src/node/transformersEmbedder.ts';
import { realModel } from '../support/realModels.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';

/** The models folder that has the real embedding model. */
function modelsFolder(context: Mocha.Context): string {
  return realModel(context, modelFolder).slice(0, -modelFolder.length);
}

describe('TransformersEmbedder', () => {
  // Known of the full weights; 8-bit ones differ by what the processor rounds.
  it('gives the similarities that are known of the model', async function () {
    const embedder = await TransformersEmbedder.load(modelsFolder(this), 1);
    assert.ok(embedder !== null);
    const [person, dog, happier, weather] = await Promise.all(
      ['That is a happy person', 'That is a happy dog', 'That is a very happy person', 'Today is a sunny day'].map((text) => embedder.embed(text)),
    );
    assert.ok(Math.abs(similarity('cosine', person!, dog!) - 0.696) < 0.02);
    assert.ok(Math.abs(similarity('cosine', person!, happier!) - 0.926) < 0.02);
    assert.ok(Math.abs(similarity('cosine', person!, weather!) - 0.266) < 0.02);
    assert.ok(Math.abs(Math.hypot(...person!) - 1) < 1e-5);
  });

  it('gives the vectors of the library\'s own tokenizer and pooling', async function () {
    const embedder = await TransformersEmbedder.load(modelsFolder(this), 1);
    const library = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', { dtype: 'q8' });
    for (const text of ['def f(x):\n\treturn x ** 2  # Ünïcode, 漢字', '', '[SEP] [MASK]', 'word '.repeat(254)]) {
      const { data } = await library(text, { pooling: 'mean', normalize: true });
      assert.ok(similarity('cosine', await embedder!.embed(text), data as Float32Array) > 0.9999, text.slice(0, 20));
    }
  });

  it('reads the beginning of a text that is longer than the model', async function () {
    const embedder = await TransformersEmbedder.load(modelsFolder(this), 1);
    const beginning = await embedder!.embed('word '.repeat(254));
    assert.ok(similarity('cosine', await embedder!.embed(`${'word '.repeat(254)}and more`), beginning) > 0.9999);
  });

  it('is absent where the folder has no model', async () => {
    await using folder = throwAwayFolder('models');
    assert.equal(await TransformersEmbedder.load(folder.path, 1), null);
  });

  it('names the file that is damaged', async function () {
    const real = modelsFolder(this);
    await using folder = throwAwayFolder('models');
    const file = embeddingModelFile(folder.path);
    await mkdir(dirname(file), { recursive: true });
    const content = await readFile(embeddingModelFile(real));
    for (const damaged of [content.subarray(0, content.length >> 1), Buffer.from('no model at all'), Buffer.alloc(0)]) {
      await writeFile(file, damaged);
      await assert.rejects(TransformersEmbedder.load(folder.path, 1), (error) => isFailure(error, 'model-corrupt') && error.message.includes(file));
    }
    await cp(embeddingModelFile(real), file);
    assert.ok(await TransformersEmbedder.load(folder.path, 1) !== null, 'what came later is found');
  });
});
