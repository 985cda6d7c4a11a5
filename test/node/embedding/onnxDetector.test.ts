import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { detectUnsupported } from '../../../src/core/answering/detecting/detectUnsupported.ts';
import type {
  Detection,
  DetectorPassage,
} from '../../../src/core/answering/detecting/detectUnsupported.ts';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { OnnxDetector } from '../../../src/node/embedding/onnxDetector.ts';
import { writeTinyDetector } from '../../support/models/tinyDetector.ts';
import { makeRepetitionModel } from '../../support/models/tinyOnnx.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';

const source = 'pool.py:1\n The pool keeps at most five connections and closes idle ones.';
const words =
  `${source} It keeps seven connections forever in memory . connection pool ` +
  '연결 풀은 최대 다섯 개를 유지합니다 일곱 개의 버립니다';

/** A folder with a detector that doubts words of the vocabulary that the sources lack. */
async function detectorFolder(config = {}): Promise<ThrowAwayFolder> {
  const folder = throwAwayFolder('detector');
  await writeTinyDetector(folder.path, words, config);
  return folder;
}

async function read(path: string, passage: Partial<DetectorPassage>): Promise<Detection> {
  const detector = await OnnxDetector.load(path, 1);
  try {
    return await detectUnsupported(
      [{ question: 'What is it that It keeps?', sources: [source], sentences: [], ...passage }],
      detector,
      { nowMs: () => 0 },
      new AbortController().signal,
    );
  } finally {
    await detector.close();
  }
}

/** The words that it doubts, sentence by sentence. */
async function doubts(
  path: string,
  passage: Partial<DetectorPassage> & Pick<DetectorPassage, 'sentences'>,
): Promise<readonly (readonly string[])[]> {
  const { passages } = await read(path, passage);
  return passage.sentences.map((sentence, index) =>
    (passages[0]?.[index] ?? []).map(({ start, end }) => sentence.slice(start, end)),
  );
}

async function assertUnusable(
  path: string,
  reason: FailureReason,
  ...mentioned: readonly string[]
): Promise<void> {
  await assert.rejects(
    OnnxDetector.load(path, 1),
    (error) =>
      isFailure(error, reason) &&
      ['askWorkspace.answer.detector', ...mentioned].every((text) => error.message.includes(text)),
  );
}

describe('OnnxDetector', () => {
  it('doubts the words that the sources lack, with their probability', async () => {
    await using folder = await detectorFolder();
    const sentences = [' It keeps seven connections.', 'It closes idle connections forever.'];
    assert.deepEqual(await doubts(folder.path, { sentences }), [['seven'], ['forever']]);
    const { model, passages, isCut } = await read(folder.path, { sentences });
    assert.equal(passages[0]?.[0]?.[0]?.probability.toFixed(2), '0.88');
    assert.equal(isCut, false);
    assert.ok(folder.path.endsWith(model));
  });

  it('reads a sentence in Korean', async () => {
    await using folder = await detectorFolder();
    assert.deepEqual(
      await doubts(folder.path, {
        sources: ['pool.md:1\n 연결 풀은 최대 다섯 개를 유지합니다.'],
        sentences: [' 풀은 최대 일곱 개를 유지합니다.', '연결 풀은 다섯 개를 버립니다.'],
      }),
      [['일곱'], ['버립니다']],
    );
  });

  it('takes the number of the label that means unsupported from its config', async () => {
    await using folder = await detectorFolder({ id2label: { 0: 'unsupported', 1: 'supported' } });
    const [found] = await doubts(folder.path, { sentences: [' It keeps seven connections.'] });
    assert.deepEqual(found, ['It keeps', 'connections']);
  });

  it('cuts the end off sources that are too long for the model, and says so', async () => {
    await using folder = await detectorFolder({ max_position_embeddings: 130 });
    const sentences = ['The pool closes idle ones.'];
    const sources = [`It${' connections'.repeat(120)}`, source];
    assert.equal((await read(folder.path, { sources, sentences })).isCut, true);
    assert.deepEqual(await doubts(folder.path, { sources, sentences }), [
      ['The pool closes idle ones'],
    ]);
  });

  it('does not read sentences that are too long for the model', async () => {
    await using folder = await detectorFolder({ max_position_embeddings: 130 });
    const { passages } = await read(folder.path, { sentences: [' connections'.repeat(200)] });
    assert.deepEqual(passages, [null]);
  });

  it('says which text a token belongs to if the model wants to know', async () => {
    await using folder = await detectorFolder();
    makeRepetitionModel(join(folder.path, 'model.onnx'), {
      inputs: ['input_ids', 'token_type_ids', 'attention_mask'],
    });
    assert.deepEqual(await doubts(folder.path, { sentences: [' It keeps seven connections.'] }), [
      ['seven'],
    ]);
  });

  it('names the file that does not exist, and the setting', async () => {
    await using folder = throwAwayFolder('detector');
    const absent = join(folder.path, 'detector.onnx');
    await assertUnusable(absent, 'model-missing', absent);
    await assertUnusable(folder.path, 'model-missing', 'model.onnx', folder.path);
    for (const name of ['tokenizer.json', 'config.json']) {
      await using whole = await detectorFolder();
      await rm(join(whole.path, name));
      await assertUnusable(whole.path, 'model-missing', name);
    }
  });

  it('names a damaged file', async () => {
    for (const name of ['model.onnx', 'config.json', 'tokenizer.json']) {
      await using folder = await detectorFolder();
      const file = join(folder.path, name);
      const content = await readFile(file);
      for (const damaged of [content.subarray(0, content.length >> 1), Buffer.from('{}')]) {
        await writeFile(file, damaged);
        await assert.rejects(
          OnnxDetector.load(folder.path, 1),
          (error) =>
            isFailure(error) &&
            /^model-(?:corrupt|unsupported)$/.test(error.reason) &&
            error.message.includes(name) &&
            error.message.includes('askWorkspace.answer.detector'),
          `${name}: ${damaged.length}`,
        );
      }
    }
  });

  it('refuses labels of another task', async () => {
    for (const id2label of [
      { 0: 'O', 1: 'B-PER', 2: 'I-PER' },
      { 0: 'negative', 1: 'positive' },
      { 0: 'supported' },
    ]) {
      await using folder = await detectorFolder({ id2label });
      await assertUnusable(folder.path, 'model-unsupported', Object.values(id2label).join(', '));
    }
  });

  it('refuses a model that does not give two numbers for each token', async () => {
    await using folder = await detectorFolder();
    for (const options of [{ labels: 3 }, { output: 'last_hidden_state' }]) {
      makeRepetitionModel(join(folder.path, 'model.onnx'), options);
      await assertUnusable(folder.path, 'model-unsupported', 'logits');
    }
  });

  it('refuses a model that needs an input which it does not know', async () => {
    await using folder = await detectorFolder();
    makeRepetitionModel(join(folder.path, 'model.onnx'), { inputs: ['input_ids', 'bbox'] });
    await assertUnusable(folder.path, 'model-unsupported', 'bbox');
  });
});
