import { isFailure } from '../../core/errors.ts';
import type {
  Cancellation,
  FileState,
  GenerateEvent,
  GenerateRequest,
  Receipt,
  ReplayGuessing,
  ReplayOutcome,
  ReplayableGeneration,
} from '../../core/ports.ts';
import type { LoadParams, ModelDescription } from '../../protocol/modelMessages.ts';
import { generateAnswer, readSources } from './llamaAnswer.ts';
import { calibrateThreads } from './llamaCalibration.ts';
import { fileState, loadModel } from './llamaLoadedModel.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { makePrompt, promptText } from './llamaPrompt.ts';
import { replayAnswer } from './llamaReplay.ts';
import { stoppedFailure, throwIfCancelled } from './llamaReader.ts';
import { assumedRounding, measureRounding } from './llamaRounding.ts';
import { startLlama } from './llamaRuntime.ts';
import type { LlamaRuntime } from './llamaRuntime.ts';
import { commonBeginning } from './llamaTokens.ts';
import type { TuningFile } from './llamaTuning.ts';

/** The user may be about to ask another question. */
const calibrationDelayMs = 3000;

/**
 * llama.cpp as the language model: one model in memory, one answer at a time. A new question stops
 * the running answer.
 */
export class LlamaLanguageModel {
  readonly #log: (line: string) => void;
  readonly #tuning: TuningFile;
  #runtime: Promise<LlamaRuntime> | undefined;
  #loaded: { readonly key: string; readonly model: Promise<LoadedModel> } | undefined;
  #running: AbortController | undefined;
  /**
   * Whether the running work was requested; otherwise it is work ahead of time, which gives way.
   */
  #asked = false;
  #queue: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;
  #calibrationTimer: NodeJS.Timeout | undefined;

  /**
   * @param log receives what may be useful later, including llama.cpp's warnings, one line each.
   * @param tuning stores measurements of the machine and the model.
   */
  constructor(log: (line: string) => void, tuning: TuningFile) {
    this.#log = log;
    this.#tuning = tuning;
  }

  /**
   * Loads the model if it is not loaded, and reads the system prompt, unless a question comes
   * first.
   */
  async load(params: LoadParams, cancellation: Cancellation): Promise<ModelDescription> {
    return this.#takeOver('asked', cancellation, async (signal) => {
      const loaded = await this.#ensureLoaded(params);
      await this.#readBeginning(loaded, signal);
      const { inspection, contextSize } = loaded;
      return {
        name: inspection.name,
        path: inspection.path,
        contextSize,
        parameters: inspection.parameters,
      };
    });
  }

  /**
   * Loads the model if it is not loaded, reads the prompt and writes the answer. A cancellation
   * rejects at once. The processor is free after the current chunk or token, and what was read is
   * kept for the next question.
   * @throws Failure `cancelled`, `context-too-small`, or why the model does not load.
   */
  async generate(
    load: LoadParams,
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<ReplayableGeneration> {
    const generation = await this.#takeOver('asked', cancellation, async (signal) => {
      const tell = (event: GenerateEvent): void => {
        if (!signal.aborted) onEvent(event);
      };
      const startedMs = performance.now();
      const loaded = await this.#ensureLoaded(load, () => {
        tell({ type: 'loading' });
      });
      await this.#readBeginning(loaded, signal);
      return generateAnswer(
        loaded,
        { request, loadMs: performance.now() - startedMs },
        tell,
        signal,
      );
    });
    this.#calibrateLater();
    return generation;
  }

  /** Computes an answer again from an empty context and compares it with the receipt. */
  async replay(
    load: LoadParams,
    receipt: Receipt,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return this.#takeOver('asked', cancellation, async (signal) =>
      replayAnswer(await this.#ensureLoaded(load), receipt, guessing, signal),
    );
  }

  /**
   * Reads the sources for a question that is still being typed, with fewer threads. The next
   * request stops it and keeps what was read. It stops nothing itself except an earlier reading
   * ahead.
   * @returns how many tokens of the prompt are read; 0 while an answer is being written.
   */
  async readAhead(
    load: LoadParams,
    request: GenerateRequest,
    cancellation: Cancellation,
  ): Promise<number> {
    if (this.#asked) return 0;
    return this.#takeOver('unasked', cancellation, async (signal) => {
      const loaded = await this.#ensureLoaded(load);
      await this.#readBeginning(loaded, signal);
      return readSources(loaded, request, signal);
    });
  }

  /**
   * The prompt that `generate` would read now. It neither stops nor waits for running work, unless
   * another model has to be loaded.
   * @throws Failure `cancelled` at once, even while a model is being loaded.
   */
  async previewPrompt(
    load: LoadParams,
    request: GenerateRequest,
    signal: AbortSignal,
  ): Promise<string> {
    return Promise.race([this.#preview(load, request, signal), rejectionOnAbort(signal)]);
  }

  async #preview(load: LoadParams, request: GenerateRequest, signal: AbortSignal): Promise<string> {
    const standing =
      this.#loaded?.key === keyOf(load, await fileState(load.modelPath))
        ? this.#loaded.model
        : undefined;
    const loaded = await (standing ??
      this.#inTurn(async () => {
        throwIfCancelled(signal);
        const fresh = await this.#ensureLoaded(load);
        await this.#readBeginning(fresh, signal); // how much is sent depends on the speed
        return fresh;
      }));
    return promptText(loaded, makePrompt(loaded, request).tokens);
  }

  /** Stops running work and frees the memory. */
  async unload(): Promise<void> {
    this.#running?.abort();
    await this.#inTurn(() => this.#unload());
  }

  /**
   * Stops running work, and does `work` once everything before it has ended. Cancelling rejects at
   * once.
   */
  async #takeOver<T>(
    kind: 'asked' | 'unasked',
    cancellation: Cancellation,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#running?.abort();
    const running = new AbortController();
    const { signal } = running;
    this.#running = running;
    this.#asked = kind === 'asked';
    const stop = (): void => {
      running.abort();
    };
    cancellation.addEventListener('abort', stop, { once: true });
    if (cancellation.aborted) stop();
    try {
      const done = this.#inTurn(async () => {
        throwIfCancelled(signal);
        return work(signal);
      });
      return await Promise.race([done, rejectionOnAbort(signal)]);
    } finally {
      cancellation.removeEventListener('abort', stop);
      if (this.#running === running) {
        this.#running = undefined;
        this.#asked = false;
      }
    }
  }

  /** Reads the system prompt right after loading, which also shows how fast this machine is. */
  async #readBeginning(
    { model, wrapper, reader }: LoadedModel,
    signal: AbortSignal,
  ): Promise<void> {
    if (reader.tokensPerSecond === 0)
      await reader.read(commonBeginning(model, wrapper), () => undefined, signal);
  }

  async #ensureLoaded(params: LoadParams, onLoading?: () => void): Promise<LoadedModel> {
    const { modelPath, settings } = params;
    const key = keyOf(params, await fileState(modelPath));
    if (this.#loaded?.key !== key) {
      onLoading?.();
      await this.#unload();
      this.#runtime ??= startLlama(this.#log);
      const runtime = await this.#runtime;
      const model = this.#tuned(
        loadModel(runtime, {
          path: modelPath,
          contextSize: settings.contextSize,
          threads: settings.threads,
        }),
      );
      this.#loaded = { key, model };
      model.catch(() => {
        this.#loaded = undefined;
      });
    }
    this.#unloadWhenIdle(settings.idleUnloadMinutes);
    return this.#loaded.model;
  }

  async #unload(): Promise<void> {
    clearTimeout(this.#idleTimer);
    clearTimeout(this.#calibrationTimer);
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await (await loaded?.model)?.dispose();
  }

  /**
   * Once per model, when the first answer is finished and nothing follows, measures how many
   * threads are fastest and how the model rounds.
   */
  #calibrateLater(): void {
    clearTimeout(this.#calibrationTimer);
    this.#calibrationTimer = setTimeout(() => {
      if (this.#running === undefined) void this.#calibrate();
    }, calibrationDelayMs).unref();
  }

  async #calibrate(): Promise<void> {
    try {
      await this.#takeOver('unasked', new AbortController().signal, async (signal) => {
        const loaded = await this.#loaded?.model;
        if (loaded?.threads.isFree !== true || loaded.isTuned) return;
        const { inspection, threads } = loaded;
        const limits = await calibrateThreads(loaded, signal);
        if (limits === null) return;
        const rounding = (await measureRounding(loaded.sequence, signal)) ?? assumedRounding;
        loaded.isTuned = true;
        loaded.rounding = rounding;
        threads.limit(limits);
        await this.#tuning.remember(inspection, threads.cores, { ...limits, rounding });
        this.#log(
          `${inspection.name} reads fastest with ${limits.read} threads and writes fastest ` +
            `with ${limits.write}; guessing moves its decisions by up to ${rounding.toFixed(2)}.`,
        );
      });
    } catch (error) {
      if (!isFailure(error, 'cancelled'))
        this.#log(`The threads could not be calibrated: ${String(error)}`);
    }
  }

  async #tuned(loading: Promise<LoadedModel>): Promise<LoadedModel> {
    const loaded = await loading;
    const tuning = await this.#tuning.find(loaded.inspection, loaded.threads.cores);
    if (tuning !== null) {
      loaded.threads.limit(tuning);
      loaded.rounding = tuning.rounding;
      loaded.isTuned = true;
    }
    return loaded;
  }

  #unloadWhenIdle(minutes: number): void {
    clearTimeout(this.#idleTimer);
    if (minutes === 0) return;
    this.#idleTimer = setTimeout(() => {
      if (this.#running === undefined)
        void this.unload().then(() => {
          this.#log('The model left memory because nobody asked anything.');
        });
      else this.#unloadWhenIdle(minutes);
    }, minutes * 60_000).unref();
  }

  /** Runs `work` once everything before it has ended. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** The same for what can stay loaded. */
function keyOf(
  { modelPath, settings: { contextSize, threads } }: LoadParams,
  { bytes, modifiedMs }: FileState,
): string {
  return JSON.stringify([modelPath, bytes, modifiedMs, contextSize, threads]);
}

async function rejectionOnAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted)
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  throw stoppedFailure();
}
