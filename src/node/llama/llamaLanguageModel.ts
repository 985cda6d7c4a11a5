import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { ConverseRequest, Reply } from '../../core/ports/conversing.ts';
import type {
  Continuation,
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../../core/ports/generation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../../core/ports/receipt.ts';
import type { LoadParams, ModelDescription } from '../../protocol/modelMessages.ts';
import { generateAnswer, readSources } from './llamaAnswer.ts';
import { converse } from './llamaConversing.ts';
import { continueAnswer } from './llamaContinuation.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { LlamaLoading, readBeginning } from './llamaLoading.ts';
import { makePrompt, promptText } from './llamaPrompt.ts';
import { replayAnswer } from './llamaReplay.ts';
import { throwIfCancelled } from './llamaReader.ts';
import { tokenizeText } from './llamaTokens.ts';
import { LlamaSelfTuning } from './tuning/llamaSelfTuning.ts';
import { LlamaTurns, rejectionOnAbort } from './llamaTurns.ts';
import type { TuningFile } from './tuning/llamaTuning.ts';

/**
 * llama.cpp as the language model: one model in memory, one answer at a time. A new question stops
 * the running answer.
 */
export class LlamaLanguageModel {
  readonly #turns = new LlamaTurns();
  readonly #loading: LlamaLoading;
  readonly #tuning: LlamaSelfTuning;
  readonly #log: (line: string) => void;

  /**
   * @param log receives what may be useful later, including llama.cpp's warnings, one line each.
   * @param tuning stores measurements of the machine and the model.
   */
  constructor(log: (line: string) => void, tuning: TuningFile) {
    this.#log = log;
    this.#tuning = new LlamaSelfTuning({
      turns: this.#turns,
      file: tuning,
      loaded: () => this.#loading.current,
      log,
    });
    this.#loading = new LlamaLoading({
      onLoaded: (loaded) => this.#tuning.apply(loaded),
      onUnload: () => {
        this.#tuning.cancel();
      },
      onIdle: (minutes) => {
        this.#unloadUnlessRunning(minutes);
      },
      log,
    });
  }

  /**
   * Loads the model if it is not loaded, and reads the system prompt, unless a question comes
   * first.
   */
  async load(params: LoadParams, cancellation: Cancellation): Promise<ModelDescription> {
    return this.#turns.takeOver('asked', cancellation, async (signal) => {
      const loaded = await this.#loading.load(params);
      await readBeginning(loaded, signal);
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
    return this.#write(
      load,
      onEvent,
      (work) => this.#turns.takeOver('asked', cancellation, work),
      async (loaded, loadMs, tell, signal) => {
        await readBeginning(loaded, signal);
        return generateAnswer(loaded, { request, loadMs: loadMs() }, tell, signal);
      },
    );
  }

  /**
   * Writes on where an answer was cut; otherwise like `generate`.
   * @throws Failure `cancelled`, `model-incapable`, or why the model does not load.
   */
  async continueAnswer(
    load: LoadParams,
    continuation: Continuation,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<ReplayableGeneration> {
    return this.#write(
      load,
      onEvent,
      (work) => this.#turns.takeOver('asked', cancellation, work),
      (loaded, loadMs, tell, signal) =>
        continueAnswer(loaded, { ...continuation, loadMs: loadMs() }, tell, signal),
    );
  }

  /**
   * Answers a conversation of another program, once what was asked before is answered. A question
   * stops it.
   * @throws Failure `cancelled`, `context-too-small`, or why the model does not load.
   */
  async converse(
    load: LoadParams,
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply> {
    return this.#write(
      load,
      onEvent,
      (work) => this.#turns.afterAsked(cancellation, work),
      (loaded, _, tell, signal) => converse(loaded, request, tell, signal),
    );
  }

  /** The tokens of a text; null while the model is not loaded. It neither stops nor waits. */
  async countTokens(load: LoadParams, text: string): Promise<number | null> {
    const loaded = await this.#loading.ifLoaded(load);
    return loaded === undefined ? null : tokenizeText(loaded.model, text).length;
  }

  /** Loads the model if it is not loaded, and writes; only one at a time. */
  async #write<T>(
    load: LoadParams,
    onEvent: (event: GenerateEvent) => void,
    inTurn: (work: (signal: AbortSignal) => Promise<T>) => Promise<T>,
    write: (
      loaded: LoadedModel,
      loadMs: () => number,
      tell: (event: GenerateEvent) => void,
      signal: AbortSignal,
    ) => Promise<T>,
  ): Promise<T> {
    const written = await inTurn(async (signal) => {
      const tell = (event: GenerateEvent): void => {
        if (!signal.aborted) onEvent(event);
      };
      const startedMs = performance.now();
      const loaded = await this.#loading.load(load, () => {
        tell({ type: 'loading' });
      });
      return write(loaded, () => performance.now() - startedMs, tell, signal);
    });
    this.#tuning.measureLater();
    return written;
  }

  /** Computes an answer again from an empty context and compares it with the receipt. */
  async replay(
    load: LoadParams,
    receipt: Receipt,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return this.#turns.takeOver('asked', cancellation, async (signal) =>
      replayAnswer(await this.#loading.load(load), receipt, guessing, signal),
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
    if (this.#turns.isAsked) return 0;
    return this.#turns.takeOver('unasked', cancellation, async (signal) => {
      const loaded = await this.#loading.load(load);
      await readBeginning(loaded, signal);
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
    const loaded =
      (await this.#loading.ifLoaded(load)) ??
      (await this.#turns.inTurn(async () => {
        throwIfCancelled(signal);
        const fresh = await this.#loading.load(load);
        await readBeginning(fresh, signal); // how much is sent depends on the speed
        return fresh;
      }));
    return promptText(loaded, makePrompt(loaded, request).tokens);
  }

  /** Stops running work and frees the memory. */
  async unload(): Promise<void> {
    this.#turns.stop();
    await this.#turns.inTurn(() => this.#loading.unload());
  }

  #unloadUnlessRunning(minutes: number): void {
    if (this.#turns.isRunning) this.#loading.unloadAfter(minutes);
    else
      void this.unload().then(() => {
        this.#log('The model was unloaded because it was idle.');
      });
  }
}
