import assert from 'node:assert/strict';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';
import { OnnxDetector } from '../../../src/node/embedding/onnxDetector.ts';
import { ModelsFolder } from '../../support/models/modelsFolder.ts';
import { writeTinyDetector } from '../../support/models/tinyDetector.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

describe('a detector in the models folder', () => {
  let at: ModelsFolder;
  let source: string;

  beforeEach(async () => {
    at = await ModelsFolder.make();
    source = join(at.elsewhere, 'lettuce');
    await writeTinyDetector(source, 'some words');
  });

  afterEach(() => at[Symbol.asyncDispose]());

  async function assertRefused(reason: FailureReason, mentioned: string): Promise<void> {
    await assert.rejects(
      at.models.importDetector(source, quiet, never),
      (error) => isFailure(error, reason) && error.message.includes(mentioned),
    );
    assert.deepEqual(await at.models.list(), []);
  }

  it('is copied with all that it needs, listed, and loads from there', async () => {
    await writeFile(join(source, 'model.onnx_data'), 'weights');
    const path = await at.models.importDetector(source, quiet, never);
    assert.equal(path, join(at.models.folder, 'detectors/lettuce/model.onnx'));
    const detector = await OnnxDetector.load(path, 1);
    assert.equal(detector.name, 'lettuce');
    await detector.close();
    assert.equal(await readFile(`${path}_data`, 'utf8'), 'weights');
    const [kept, ...others] = await at.models.list();
    assert.deepEqual(
      [kept?.kind, kept?.name, kept?.origin, kept?.inUse, kept?.problem, others.length],
      ['detector', 'lettuce', 'imported', false, null, 0],
    );
    assert.equal(await at.models.verify(path, quiet, never), kept?.sha256);
  });

  it('may be chosen by its .onnx file in a folder of its own', async () => {
    await writeFile(join(source, 'config.json'), '{"max_position_embeddings":512}');
    const path = await at.models.importDetector(join(source, 'model.onnx'), quiet, never);
    assert.equal((await at.models.list())[0]?.path, path);
  });

  it('is in use if the setting names its file or its folder', async () => {
    const path = await at.models.importDetector(source, quiet, never);
    for (const [detector, inUse] of [
      [path, true],
      [join(path, '..'), true],
      [source, false],
    ] as const) {
      at.settings.answer = { ...at.settings.answer, detector };
      assert.equal((await at.models.list())[0]?.inUse, inUse, detector);
    }
  });

  it('is deleted with its other files', async () => {
    const path = await at.models.importDetector(source, quiet, never);
    await at.models.delete(path);
    assert.deepEqual(await at.models.list(), []);
    const left = await readdir(join(path, '..'), { withFileTypes: true });
    assert.ok(!left.some((entry) => entry.isFile()));
  });

  it('is listed with what is wrong if a file was damaged since', async () => {
    const path = await at.models.importDetector(source, quiet, never);
    await writeFile(join(path, '../config.json'), '{');
    const [kept] = await at.models.list();
    assert.ok(kept?.problem);
    assert.match(inEnglish(kept.problem), /config\.json is damaged/);
  });

  it('is refused if it is not one, and nothing of it is copied', async () => {
    await writeFile(join(source, 'model.onnx'), 'no model');
    await assertRefused('model-corrupt', 'model.onnx');
    await writeTinyDetector(source, 'some words', { id2label: { 0: 'O', 1: 'PER', 2: 'LOC' } });
    await assertRefused('model-unsupported', 'O, PER, LOC');
    source = join(source, 'absent');
    await assertRefused('model-missing', source);
  });

  it('is not copied any further when the import is stopped', async () => {
    await assert.rejects(at.models.importDetector(source, quiet, AbortSignal.abort()), (error) =>
      isFailure(error, 'cancelled'),
    );
    assert.deepEqual(await at.models.list(), []);
  });
});
