import assert from 'node:assert/strict';
import { mkdtemp, rm, readFile, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { inspectGguf } from '../../../src/node/gguf/ggufInspection.ts';
import { calibrateThreads } from '../../../src/node/llama/tuning/llamaCalibration.ts';
import { loadModel } from '../../../src/node/llama/llamaLoadedModel.ts';
import { startLlama } from '../../../src/node/llama/llamaRuntime.ts';
import { ThreadChoice } from '../../../src/node/llama/tuning/llamaThreads.ts';
import { TuningFile, measuredReadingRate } from '../../../src/node/llama/tuning/llamaTuning.ts';
import { makeRandomModel } from '../../support/models/tinyModel.ts';
import { isFailure } from '../../../src/core/errors.ts';

const notStopped = new AbortController().signal;

describe('threads', () => {
  let folder: string;
  const modelPath = () => join(folder, 'model.gguf');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'threads-'));
    makeRandomModel(modelPath(), 3);
  });

  after(() => rm(folder, { recursive: true }));

  it("follow the user's setting, but never exceed the cores", async () => {
    const { llama } = await startLlama(() => undefined);
    for (const [wanted, used] of [
      [1, 1],
      [2, 2],
      [64, 2],
    ] as const) {
      new ThreadChoice(llama, 2, wanted).apply('read');
      assert.equal(llama.maxThreads, used);
    }
    await llama.dispose();
  });

  it('are fewer while other programs are busy', async () => {
    const { llama } = await startLlama(() => undefined);
    const choice = new ThreadChoice(llama, cpus().length, 0);
    const busy = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;) ;']));
    try {
      await delay(1000); // the time over which the system load is watched
      choice.apply('read');
      assert.equal(llama.maxThreads, 1);
    } finally {
      for (const child of busy) child.kill('SIGKILL');
      await llama.dispose();
    }
  });

  it('stay within the range that was measured to be useful', async () => {
    const { llama } = await startLlama(() => undefined);
    const choice = new ThreadChoice(llama, 8, 0);
    choice.limit({ read: 1, write: 1 });
    choice.apply('read');
    assert.equal(llama.maxThreads, 1);
    await llama.dispose();
  });

  it('are measured without changing the context, and not while the machine is busy', async () => {
    const runtime = await startLlama(() => undefined);
    const loaded = await loadModel(runtime, { path: modelPath(), contextSize: 512, threads: 0 });
    await loaded.sequence.evaluateWithoutGeneratingNewTokens(
      loaded.model.tokenize('the of and to in is that it for as was'),
    );
    const before = [...loaded.sequence.contextTokens];
    const force = (threads: number): void => {
      loaded.threads.force(threads);
    };
    const quiet = { ...loaded, threads: { cores: 2, isQuiet: true, force } };
    const calibration = await calibrateThreads(quiet, notStopped);
    assert(calibration !== null);
    const { limits, tokensPerSecond } = calibration;
    assert([1, 2].includes(limits.read) && [1, 2].includes(limits.write));
    assert(tokensPerSecond > 0 && Number.isFinite(tokensPerSecond));
    assert.equal(
      await calibrateThreads(
        { ...loaded, threads: { cores: 2, isQuiet: false, force } },
        notStopped,
      ),
      null,
    );
    await assert.rejects(calibrateThreads(quiet, AbortSignal.abort()), (error) =>
      isFailure(error, 'cancelled'),
    );
    assert.deepEqual(loaded.sequence.contextTokens, before);
    await loaded.dispose();
    await runtime.llama.dispose();
  });

  it('are remembered with the speed, whose slowest counts for this processor', async () => {
    const path = join(folder, 'speeds.json');
    const model = await inspectGguf(modelPath(), 2048);
    const limits = { read: 1, write: 1, rounding: 0.4 };
    assert.equal(measuredReadingRate(path), null);
    await new TuningFile(path).remember(model, 4, limits);
    assert.equal(measuredReadingRate(path), null);
    const file = new TuningFile(path);
    await file.remember(model, 4, { ...limits, readingRate: 3e11 });
    await file.remember({ ...model, quantization: 'Q8_0' }, 4, { ...limits, readingRate: 2e11 });
    assert.equal(measuredReadingRate(path), 2e11);
    const others = (await readFile(path, 'utf8')).replaceAll(/^ {2}".* x4, /gm, '  "Z80 x4, ');
    await writeFile(path, others);
    assert.equal(measuredReadingRate(path), null);
    await writeFile(path, '{"half');
    assert.equal(measuredReadingRate(path), null);
  });

  it('are remembered per model; a damaged record is ignored', async () => {
    const path = join(folder, 'deep', 'threads.json');
    const model = await inspectGguf(modelPath(), 2048);
    const limits = { read: 4, write: 2, rounding: 0.4 };
    await new TuningFile(path).remember(model, 4, limits);
    assert.deepEqual(await new TuningFile(path).find(model, 4), limits);
    assert.equal(await new TuningFile(path).find({ ...model, quantization: 'Q4_K_M' }, 4), null);
    assert.equal(await new TuningFile(path).find(model, 8), null);
    await writeFile(path, '{"half');
    assert.equal(await new TuningFile(path).find(model, 4), null);
    await new TuningFile(path).remember(model, 4, limits);
    assert.deepEqual(await new TuningFile(path).find(model, 4), limits);
  });
});
