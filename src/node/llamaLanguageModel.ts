import { stat } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { Token } from 'node-llama-cpp';
import { Failure } from '../core/errors.ts';
import { layoutPrompt } from '../core/prompt/layoutPrompt.ts';
import type { Cancellation, GenerateEvent, GenerateRequest, Generation } from '../core/ports.ts';
import type { LoadParams, ModelDescription } from '../protocol/modelMessages.ts';
import { AnswerText } from './llamaAnswerText.ts';
import { loadModel } from './llamaLoadedModel.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { readTokens, stoppedFailure, throwIfCancelled } from './llamaReader.ts';
import { startLlama } from './llamaRuntime.ts';
import type { LlamaRuntime } from './llamaRuntime.ts';
import { frameCosts, renderPrompt, tokenizeText } from './llamaTokens.ts';
import { writeTokens } from './llamaWriter.ts';

/** Tokens read at once: how long Stop may take. */
const chunkTokens = 32;

/** Llama.cpp as the language model: one model in memory, one answer at a time; a new question stops the answer that runs. */
export class LlamaLanguageModel {
  readonly #log: (line: string) => void;
  #runtime: Promise<LlamaRuntime> | undefined;
  #loaded: { readonly key: string; readonly model: Promise<LoadedModel> } | undefined;
  #running: AbortController | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #idleTimer: NodeJS.Timeout | undefined;

  /** @param log takes what is worth knowing later, llama.cpp's warnings among it, a line each. */
  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  async load(params: LoadParams): Promise<ModelDescription> {
    const { inspection, contextSize } = await this.#inTurn(() => this.#ensureLoaded(params));
    return { name: inspection.name, path: inspection.path, contextSize, parameters: inspection.parameters };
  }

  /**
   * Loads the model where it is not loaded, reads the prompt, writes the answer. A cancellation rejects at once; the processor is free
   * behind the current chunk or token, and what was read stays for the next question.
   * @throws Failure `cancelled`, `context-too-small`, or why the model does not load.
   */
  async generate(load: LoadParams, request: GenerateRequest, onEvent: (event: GenerateEvent) => void, cancellation: Cancellation): Promise<Generation> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    const stop = (): void => { running.abort(); };
    cancellation.addEventListener('abort', stop, { once: true });
    if (cancellation.aborted) stop();
    try {
      const work = this.#inTurn(() => this.#generate(load, request, (event) => { if (!running.signal.aborted) onEvent(event); }, running.signal));
      return await Promise.race([work, rejectionOnAbort(running.signal)]);
    } finally {
      cancellation.removeEventListener('abort', stop);
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Stops what runs and gives the memory back. */
  async unload(): Promise<void> {
    this.#running?.abort();
    await this.#inTurn(() => this.#unload());
  }

  async #generate(load: LoadParams, request: GenerateRequest, onEvent: (event: GenerateEvent) => void, signal: AbortSignal): Promise<Generation> {
    throwIfCancelled(signal);
    const startedMs = performance.now();
    const loaded = await this.#ensureLoaded(load, () => { onEvent({ type: 'loading' }); });
    const { model, wrapper, sequence, contextSize, inspection } = loaded;
    const loadedMs = performance.now();
    const answerTokens = Math.min(request.decoding.maxTokens, Math.floor(contextSize / 4));
    const limits = { roomTokens: contextSize - answerTokens, ...frameCosts(model, wrapper) };
    const layout = layoutPrompt(request, limits, { count: (text) => tokenizeText(model, text).length });
    const tokens = renderPrompt(model, wrapper, layout);
    const reusedTokens = await readTokens(sequence, tokens.slice(0, -1), chunkTokens, (progress) => { onEvent({ type: 'reading', ...progress }); }, signal);
    const readMs = performance.now();
    const answer = new AnswerText(model, endWords(loaded));
    const room = Math.min(request.decoding.maxTokens, contextSize - tokens.length);
    let outputTokens = 0;
    let stop: Generation['stop'] = 'max-tokens';
    const give = (delta: string): void => { if (delta !== '') onEvent({ type: 'text', delta }); };
    for await (const token of writeTokens(sequence, lastOf(tokens), request.decoding)) {
      throwIfCancelled(signal);
      if (model.isEogToken(token)) stop = 'end';
      else {
        outputTokens++;
        give(answer.add(token));
        if (answer.ended) stop = 'end';
      }
      if (stop === 'end' || outputTokens >= room) break;
    }
    give(answer.finish());
    return {
      text: answer.text,
      prompt: model.detokenize(tokens, true),
      usedSources: layout.usedSources,
      droppedTurns: layout.droppedTurns,
      stop,
      model: { name: inspection.name, path: inspection.path },
      timings: {
        loadMs: loadedMs - startedMs, readMs: readMs - loadedMs, writeMs: performance.now() - readMs,
        promptTokens: tokens.length, reusedTokens, outputTokens,
      },
    };
  }

  async #ensureLoaded(params: LoadParams, onLoading?: () => void): Promise<LoadedModel> {
    const { modelPath, settings } = params;
    const { size, mtimeMs } = await stat(modelPath).catch((cause: unknown) => { throw new Failure('model-missing', `${modelPath} is not there.`, { cause }); });
    const key = JSON.stringify([modelPath, size, mtimeMs, settings.contextSize, settings.threads]);
    if (this.#loaded?.key !== key) {
      onLoading?.();
      await this.#unload();
      this.#runtime ??= startLlama(this.#log);
      const runtime = await this.#runtime;
      const threads = Math.min(settings.threads || Math.max(1, runtime.cores - 1), runtime.cores);
      const model = loadModel(runtime, { path: modelPath, contextSize: settings.contextSize, threads });
      this.#loaded = { key, model };
      model.catch(() => { this.#loaded = undefined; });
    }
    this.#unloadWhenIdle(settings.idleUnloadMinutes);
    return (this.#loaded).model;
  }

  async #unload(): Promise<void> {
    clearTimeout(this.#idleTimer);
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await (await loaded?.model)?.dispose();
  }

  #unloadWhenIdle(minutes: number): void {
    clearTimeout(this.#idleTimer);
    if (minutes === 0) return;
    this.#idleTimer = setTimeout(() => {
      if (this.#running === undefined) void this.unload().then(() => { this.#log('The model left memory because nobody asked anything.'); });
      else this.#unloadWhenIdle(minutes);
    }, minutes * 60_000).unref();
  }

  /** Runs `work` when everything before it has ended. */
  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

/** What the template writes behind a message, for models that spell it out. */
function endWords({ wrapper }: LoadedModel): readonly string[] {
  const { stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: [{ type: 'user', text: '' }, { type: 'model', response: [] }] });
  return stopGenerationTriggers.flatMap(({ values }) => values.filter((value): value is string => typeof value === 'string' && value !== ''));
}

function lastOf(tokens: readonly Token[]): Token {
  const last = tokens.at(-1);
  if (last === undefined) throw new RangeError('An empty prompt.');
  return last;
}

async function rejectionOnAbort(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await new Promise((resolve) => { signal.addEventListener('abort', resolve, { once: true }); });
  throw stoppedFailure();
}
