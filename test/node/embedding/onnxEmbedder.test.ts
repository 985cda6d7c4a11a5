import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { env, pipeline } from '@xenova/transformers';
import { isFailure } from '../../../src/core/errors.ts';
import { similarity } from '../../../src/node/vectors/exactVectorIndex.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';
import {
  defaultEmbeddingModel,
  embeddingModelPath,
  embeddingModels,
  multilingualEmbeddingModel,
  tokenizerPath,
} from '../../../src/node/embedding/embeddingModels.ts';
import type {
  EmbeddingModel,
  EmbeddingTraits,
} from '../../../src/node/embedding/embeddingModels.ts';
import { OnnxEmbedder } from '../../../src/node/embedding/onnxEmbedder.ts';
import { questionMapFile } from '../../support/models/questionMapFile.ts';
import { realModel } from '../../support/models/realModels.ts';
import { repositoryRoot, resultsFolder } from '../../support/paths.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeLookupModel } from '../../support/models/tinyOnnx.ts';
import { tinyUnigram } from '../../support/models/tinyUnigram.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';

/** The models folder with the real embedding model. */
function modelsFolder(context: Mocha.Context): string {
  return realModel(context, modelFolder).slice(0, -modelFolder.length);
}

describe('OnnxEmbedder', () => {
  // Known for the full weights; 8-bit ones differ by the processor's rounding.
  it("reproduces the model's known similarities", async function () {
    const embedder = await OnnxEmbedder.load(modelsFolder(this), defaultEmbeddingModel, 1);
    assert.ok(embedder !== null);
    const [person, dog, happier, weather] = await Promise.all(
      [
        'That is a happy person',
        'That is a happy dog',
        'That is a very happy person',
        'Today is a sunny day',
      ].map((text) => embedder.embed(text)),
    );
    assert.ok(Math.abs(similarity('cosine', person!, dog!) - 0.696) < 0.02);
    assert.ok(Math.abs(similarity('cosine', person!, happier!) - 0.926) < 0.02);
    assert.ok(Math.abs(similarity('cosine', person!, weather!) - 0.266) < 0.02);
    assert.ok(Math.abs(Math.hypot(...person!) - 1) < 1e-5);
  });

  it('does not mix embeddings of whole chunks with those without punctuation', async function () {
    const load = (dropsCodePunctuation: boolean): Promise<OnnxEmbedder | null> =>
      OnnxEmbedder.load(
        modelsFolder(this),
        {
          ...defaultEmbeddingModel,
          traits: { ...defaultEmbeddingModel.traits, dropsCodePunctuation },
        },
        1,
      );
    const [byWords, whole] = [await load(true), await load(false)];
    assert.equal(byWords?.modelSha256, `${whole?.modelSha256}/prose`);
  });

  it("matches the vectors of the library's own tokenizer and pooling", async function () {
    const embedder = await OnnxEmbedder.load(modelsFolder(this), defaultEmbeddingModel, 1);
    env.allowRemoteModels = false;
    env.localModelPath = modelsFolder(this);
    const library = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', {
      dtype: 'q8',
    });
    for (const text of [
      'def f(x):\n\treturn x ** 2  # Ünïcode, 漢字',
      '',
      '[SEP] [MASK]',
      'word '.repeat(254),
    ]) {
      const { data } = await library(text, { pooling: 'mean', normalize: true });
      assert.ok(
        similarity('cosine', await embedder!.embed(text), data as Float32Array) > 0.9999,
        text.slice(0, 20),
      );
    }
  });

  it("reads only the start of a text that is longer than the model's limit", async function () {
    const embedder = await OnnxEmbedder.load(modelsFolder(this), defaultEmbeddingModel, 1);
    const beginning = await embedder!.embed('word '.repeat(254));
    assert.ok(
      similarity('cosine', await embedder!.embed(`${'word '.repeat(254)}and more`), beginning) >
        0.9999,
    );
  });

  it('is absent if the folder has no model', async () => {
    await using folder = throwAwayFolder('models');
    assert.equal(await OnnxEmbedder.load(folder.path, defaultEmbeddingModel, 1), null);
  });

  it('names the damaged file', async function () {
    const real = modelsFolder(this);
    await using folder = throwAwayFolder('models');
    const file = embeddingModelPath(folder.path, defaultEmbeddingModel);
    await mkdir(dirname(file), { recursive: true });
    const content = await readFile(embeddingModelPath(real, defaultEmbeddingModel));
    for (const damaged of [
      content.subarray(0, content.length >> 1),
      Buffer.from('no model at all'),
      Buffer.alloc(0),
    ]) {
      await writeFile(file, damaged);
      await assert.rejects(
        OnnxEmbedder.load(folder.path, defaultEmbeddingModel, 1),
        (error) => isFailure(error, 'model-corrupt') && error.message.includes(file),
      );
    }
    await cp(embeddingModelPath(real, defaultEmbeddingModel), file);
    assert.ok(
      (await OnnxEmbedder.load(folder.path, defaultEmbeddingModel, 1)) !== null,
      'what came later is found',
    );
  });

  it('loads the file that the catalog names, including one with full weights', async function () {
    const real = modelsFolder(this);
    const [, full] = embeddingModels;
    assert.equal(full?.file, 'onnx/model.onnx');
    await using folder = throwAwayFolder('models');
    await mkdir(dirname(embeddingModelPath(folder.path, full)), { recursive: true });
    await cp(
      embeddingModelPath(real, defaultEmbeddingModel),
      embeddingModelPath(folder.path, full),
    ); // its contents are the library's business
    assert.equal(await OnnxEmbedder.load(folder.path, defaultEmbeddingModel, 1), null);
    const [one, other] = await Promise.all([
      OnnxEmbedder.load(folder.path, full, 1),
      OnnxEmbedder.load(real, defaultEmbeddingModel, 1),
    ]);
    assert.deepEqual(await one?.embed('a text'), await other?.embed('a text'));
  });

  describe('with a vocabulary of its own', () => {
    const model = multilingualEmbeddingModel;

    async function write(folder: string, tokenizer: string | null): Promise<string> {
      const place = tokenizerPath(folder, model)!;
      await mkdir(dirname(embeddingModelPath(folder, model)), { recursive: true });
      if (tokenizer !== null) await writeFile(place, tokenizer);
      return place;
    }

    it('reads questions and texts with their prefixes by its tokenizer', async () => {
      await using folder = throwAwayFolder('models');
      await write(folder.path, JSON.stringify(tinyUnigram));
      const tokens = tinyUnigram.model.vocab.length;
      const own = { ...model, traits: { ...model.traits, dimensions: tokens } };
      makeLookupModel(embeddingModelPath(folder.path, own), tokens, tokens, (token) =>
        Array.from({ length: tokens }, (_, place) => Number(place === token)),
      );
      const embedder = await OnnxEmbedder.load(folder.path, own, 1);
      const read = async (...call: Parameters<OnnxEmbedder['embed']>) =>
        [...(await embedder!.embed(...call)).entries()]
          .filter(([, share]) => share > 0)
          .map(([token]) => tinyUnigram.model.vocab[token]![0]);
      assert.deepEqual(
        await read('세션은', 'question'),
        ['<s>', '</s>', '▁query', ':', '은', '▁세션'].sort(byId),
      );
      assert.deepEqual(
        await read('the session'),
        ['<s>', '</s>', '▁passage', ':', '▁the', '▁session'].sort(byId),
      );
      assert.equal(embedder?.isMultilingual, true);
    });

    it('runs real weights', async function () {
      const real = embeddingModelPath(modelsFolder(this), defaultEmbeddingModel);
      await using folder = throwAwayFolder('models');
      await write(folder.path, JSON.stringify(tinyUnigram));
      await cp(real, embeddingModelPath(folder.path, model));
      const embedder = await OnnxEmbedder.load(folder.path, model, 1);
      const vector = await embedder!.embed('the session', 'question');
      assert.equal(vector.length, 384);
      assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
      assert.notDeepEqual(await embedder!.embed('the session'), vector);
    });

    it('is absent without its tokenizer, and names a damaged one', async function () {
      const real = embeddingModelPath(modelsFolder(this), defaultEmbeddingModel);
      await using folder = throwAwayFolder('models');
      const place = await write(folder.path, null);
      await cp(real, embeddingModelPath(folder.path, model));
      assert.equal(await OnnxEmbedder.load(folder.path, model, 1), null);
      await writeFile(place, '{"model":{"type":"WordPiece"}}');
      await assert.rejects(
        OnnxEmbedder.load(folder.path, model, 1),
        (error) => isFailure(error, 'model-corrupt') && error.message.includes(place),
      );
    });

    function byId(a: string, b: string): number {
      const id = (piece: string): number =>
        tinyUnigram.model.vocab.findIndex(([known]) => known === piece);
      return id(a) - id(b);
    }
  });

  describe('with a static embedding model', () => {
    const word = (text: string): number => loadWordPiece().encode(text)[1]!;
    const [start, end] = [loadWordPiece().encode('')[0], loadWordPiece().encode('')[1]];
    const rows = new Map([
      [start, [1, 0, 0, 0]],
      [end, [0, 1, 0, 0]],
      [word('query'), [0, 0, 0, 1]],
    ]);

    let contextLength = 256;
    afterEach(() => {
      contextLength = 256;
    });

    async function embed(
      traits: Partial<EmbeddingTraits>,
      ...call: Parameters<OnnxEmbedder['embed']>
    ): Promise<readonly number[]> {
      const model: EmbeddingModel = {
        ...defaultEmbeddingModel,
        repository: 'made/lookup',
        file: 'onnx/lookup.onnx',
        contextLength,
        traits: { ...defaultEmbeddingModel.traits, dimensions: 4, questionMap: null, ...traits },
      };
      await using folder = throwAwayFolder('models');
      const file = embeddingModelPath(folder.path, model);
      await mkdir(dirname(file), { recursive: true });
      makeLookupModel(file, 30_522, 4, (token) => rows.get(token) ?? [0, 0, 1, 0]);
      const embedder = await OnnxEmbedder.load(folder.path, model, 1);
      return [...(await embedder!.embed(...call))].map(
        (number) => Math.round(number * 1000) / 1000,
      );
    }

    it('takes the mean of all tokens, or only the first one, as the catalog says', async () => {
      assert.deepEqual(await embed({}, 'one two'), [0.408, 0.408, 0.816, 0]);
      assert.deepEqual(await embed({ pooling: 'first' }, 'one two'), [1, 0, 0, 0]);
    });

    it('puts the query prefix only before questions', async () => {
      assert.deepEqual(
        await embed({ queryPrefix: 'query ' }, 'one two', 'question'),
        [0.378, 0.378, 0.756, 0.378],
      );
      assert.deepEqual(await embed({ queryPrefix: 'query ' }, 'one two'), [0.408, 0.408, 0.816, 0]);
    });

    it('puts the passage prefix only before texts that are not questions', async () => {
      const prefixed = [0.378, 0.378, 0.756, 0.378];
      assert.deepEqual(await embed({ passagePrefix: 'query ' }, 'one two'), prefixed);
      assert.deepEqual(
        await embed({ passagePrefix: 'query ' }, 'one two', 'question'),
        [0.408, 0.408, 0.816, 0],
      );
    });

    it('maps questions with the map of the catalog, and no other text', async () => {
      // In the repository, where shipped files are looked for.
      await using folder = throwAwayFolder('map', resultsFolder);
      const file = join(folder.path, 'map.bin');
      // The first number gets the third one as well.
      const rows = [[0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]; // prettier-ignore
      await writeFile(file, questionMapFile([1, 0, 0, 0], rows));
      const questionMap = relative(repositoryRoot, file);
      assert.deepEqual(
        await embed({ questionMap }, 'one two', 'question'),
        [0.802, 0.267, 0.535, 0],
      );
      assert.deepEqual(await embed({ questionMap }, 'one two'), [0.408, 0.408, 0.816, 0]);
    });

    it('drops the punctuation of code in chunks, and in no other text', async () => {
      const words = await embed({}, 'one two, query.');
      const code = 'one->two, ["query"].';
      const whole = await embed({ dropsCodePunctuation: false }, code, 'chunk');
      assert.notDeepEqual(whole, words);
      assert.deepEqual(await embed({ dropsCodePunctuation: true }, code, 'chunk'), words);
      assert.deepEqual(await embed({ dropsCodePunctuation: true }, code), whole);
      assert.deepEqual(await embed({ dropsCodePunctuation: true }, code, 'question'), whole);
    });

    it('keeps the punctuation of other scripts in chunks', async () => {
      const text = 'one。two';
      assert.deepEqual(
        await embed({ dropsCodePunctuation: true }, text, 'chunk'),
        await embed({}, text),
      );
    });

    it('truncates a text to the tokens that the model was trained for', async () => {
      contextLength = 4; // [CLS], two words, [SEP]
      assert.deepEqual(await embed({}, 'one two query'), await embed({}, 'one two'));
      contextLength = 5;
      assert.deepEqual(await embed({}, 'one two query'), [0.378, 0.378, 0.756, 0.378]);
    });
  });
});
