import type { FileState } from '../../core/ports/fileState.ts';
import type { LoadParams } from '../../protocol/modelMessages.ts';
import { modelState } from '../gguf/ggufParts.ts';
import { loadModel } from './llamaLoadedModel.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { startLlama } from './llamaRuntime.ts';
import type { LlamaRuntime } from './llamaRuntime.ts';
import { commonBeginning } from './llamaTokens.ts';

export interface LlamaLoadingOptions {
  /** Called for each model that is loaded, before it is used. */
  readonly onLoaded: (loaded: LoadedModel) => Promise<void>;
  /** Called before a model is unloaded, and if there is none to unload. */
  readonly onUnload: () => void;
  /** Called when nothing has been asked for `minutes`, as long as the settings allow. */
  readonly onIdle: (minutes: number) => void;
  readonly log: (line: string) => void;
}

/** Keeps the model that was last asked for in memory, until it has not been used for a while. */
export class LlamaLoading {
  readonly #options: LlamaLoadingOptions;
  #runtime: Promise<LlamaRuntime> | undefined;
  #loaded: { readonly key: string; readonly model: Promise<LoadedModel> } | undefined;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(options: LlamaLoadingOptions) {
    this.#options = options;
  }

  /** The model in memory, whichever it is. */
  get current(): Promise<LoadedModel> | undefined {
    return this.#loaded?.model;
  }

  /** The model in memory; undefined if it is not the one that `params` asks for. */
  async ifLoaded(params: LoadParams): Promise<LoadedModel | undefined> {
    return this.#loaded?.key === keyOf(params, await modelState(params.modelPath))
      ? this.#loaded.model
      : undefined;
  }

  /**
   * Loads the model unless it is in memory, and unloads any other.
   * @param onLoading called if it has to be loaded.
   */
  async load(params: LoadParams, onLoading?: () => void): Promise<LoadedModel> {
    const { modelPath, settings } = params;
    const key = keyOf(params, await modelState(modelPath));
    if (this.#loaded?.key !== key) {
      onLoading?.();
      await this.unload();
      this.#runtime ??= startLlama(this.#options.log);
      const runtime = await this.#runtime;
      const model = this.#prepared(
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
    this.unloadAfter(settings.idleUnloadMinutes);
    return this.#loaded.model;
  }

  /** @param minutes 0: never. */
  unloadAfter(minutes: number): void {
    clearTimeout(this.#idleTimer);
    if (minutes === 0) return;
    this.#idleTimer = setTimeout(() => {
      this.#options.onIdle(minutes);
    }, minutes * 60_000).unref();
  }

  /** Frees the memory. */
  async unload(): Promise<void> {
    clearTimeout(this.#idleTimer);
    this.#options.onUnload();
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await (await loaded?.model)?.dispose();
  }

  async #prepared(loading: Promise<LoadedModel>): Promise<LoadedModel> {
    const loaded = await loading;
    await this.#options.onLoaded(loaded);
    return loaded;
  }
}

/** Reads the system prompt right after loading, which also shows how fast this machine is. */
export async function readBeginning(
  { model, wrapper, reader }: LoadedModel,
  signal: AbortSignal,
): Promise<void> {
  if (reader.tokensPerSecond === 0)
    await reader.read(commonBeginning(model, wrapper), () => undefined, signal);
}

/** The same for what can stay loaded. */
function keyOf(
  { modelPath, settings: { contextSize, threads } }: LoadParams,
  { bytes, modifiedMs }: FileState,
): string {
  return JSON.stringify([modelPath, bytes, modifiedMs, contextSize, threads]);
}
