import type {
  Cancellation,
  GenerateEvent,
  GenerateRequest,
  Generation,
  Receipt,
  ReplayGuessing,
  ReplayOutcome,
} from '../core/ports.ts';
import type { ChildProcess } from './childProcess.ts';
import {
  Generate,
  Generated,
  Inspect,
  Load,
  PreviewPrompt,
  ReadAhead,
  Replay,
  Unload,
} from './modelMessages.ts';
import type { InspectOutcome } from '../core/models.ts';
import type { InspectParams, LoadParams, ModelDescription } from './modelMessages.ts';
import { call } from './rpc.ts';

/** The model process as the host and the CLI use it. */
export class ModelClient {
  readonly #child: ChildProcess;
  readonly #listeners = new Map<string, (event: GenerateEvent) => void>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.onStart((connection) => {
      connection.onNotification(Generated, ({ id, event }) => this.#listeners.get(id)?.(event));
      return Promise.resolve();
    });
  }

  async load(params: LoadParams, cancellation?: Cancellation): Promise<ModelDescription> {
    return call(await this.#child.connect(), Load, params, cancellation);
  }

  /** Events arrive in order and none after the promise has settled. */
  async generate(
    load: LoadParams,
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Generation> {
    const id = String(++this.#lastId);
    this.#listeners.set(id, onEvent);
    try {
      return await call(await this.#child.connect(), Generate, { id, load, request }, cancellation);
    } finally {
      this.#listeners.delete(id);
    }
  }

  /**
   * Reads the sources of a question that is still being typed. Whatever is asked next stops it,
   * which rejects as `cancelled`.
   */
  async readAhead(
    load: LoadParams,
    request: GenerateRequest,
    cancellation: Cancellation,
  ): Promise<number> {
    return call(await this.#child.connect(), ReadAhead, { load, request }, cancellation);
  }

  /** The exact prompt that `generate` would read now. */
  async previewPrompt(
    load: LoadParams,
    request: GenerateRequest,
    cancellation: Cancellation,
  ): Promise<string> {
    return call(await this.#child.connect(), PreviewPrompt, { load, request }, cancellation);
  }

  /** Computes an answer again and compares. */
  async replay(
    load: LoadParams,
    receipt: Receipt,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return call(await this.#child.connect(), Replay, { load, receipt, guessing }, cancellation);
  }

  /** One outcome a path, in their order. */
  async inspect(params: InspectParams): Promise<readonly InspectOutcome[]> {
    return call(await this.#child.connect(), Inspect, params);
  }

  async unload(): Promise<void> {
    const connection = await this.#child.connect();
    await connection.sendRequest(Unload);
  }
}
