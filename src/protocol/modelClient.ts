import type { MessageConnection } from 'vscode-jsonrpc';
import type { Cancellation } from '../core/ports/cancellation.ts';
import type { ConverseRequest, Reply } from '../core/ports/conversing.ts';
import type {
  Continuation,
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../core/ports/generation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../core/ports/receipt.ts';
import type { ChildProcess } from './childProcess.ts';
import { modelMessages } from './modelMessages.ts';
import type { LoadParams, ModelDescription } from './modelMessages.ts';

/** The model process as the host and the CLI use it. */
export class ModelClient {
  readonly #child: ChildProcess;
  readonly #listeners = new Map<string, (event: GenerateEvent) => void>();
  #lastId = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.onStart((connection) => {
      modelMessages.listen(connection, {
        generated: ({ id, event }) => this.#listeners.get(id)?.(event),
      });
      return Promise.resolve();
    });
  }

  async load(params: LoadParams, cancellation?: Cancellation): Promise<ModelDescription> {
    return modelMessages.call(await this.#child.connect(), 'load', params, cancellation);
  }

  /** Events arrive in order and none after the promise has settled. */
  async generate(
    load: LoadParams,
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<ReplayableGeneration> {
    return this.#listening(onEvent, (id, connection) =>
      modelMessages.call(connection, 'generate', { id, load, request }, cancellation),
    );
  }

  /** Writes on where an answer was cut. Events as for `generate`. */
  async continueAnswer(
    load: LoadParams,
    continuation: Continuation,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<ReplayableGeneration> {
    return this.#listening(onEvent, (id, connection) =>
      modelMessages.call(connection, 'continueAnswer', { id, load, continuation }, cancellation),
    );
  }

  /** Answers a conversation of another program. Events as for `generate`. */
  async converse(
    load: LoadParams,
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply> {
    return this.#listening(onEvent, (id, connection) =>
      modelMessages.call(connection, 'converse', { id, load, request }, cancellation),
    );
  }

  /** The tokens of a text; null while the model is not loaded. */
  async countTokens(load: LoadParams, text: string): Promise<number | null> {
    return modelMessages.call(await this.#child.connect(), 'countTokens', { load, text });
  }

  async #listening<T>(
    onEvent: (event: GenerateEvent) => void,
    work: (id: string, connection: MessageConnection) => Promise<T>,
  ): Promise<T> {
    const id = String(++this.#lastId);
    this.#listeners.set(id, onEvent);
    try {
      return await work(id, await this.#child.connect());
    } finally {
      this.#listeners.delete(id);
    }
  }

  /**
   * Reads the sources of a question that is still being typed. The next request of any kind stops
   * it; it then rejects as `cancelled`.
   */
  async readAhead(
    load: LoadParams,
    request: GenerateRequest,
    cancellation: Cancellation,
  ): Promise<number> {
    return modelMessages.call(
      await this.#child.connect(),
      'readAhead',
      { load, request },
      cancellation,
    );
  }

  /** The exact prompt that `generate` would read now. */
  async previewPrompt(
    load: LoadParams,
    request: GenerateRequest,
    cancellation: Cancellation,
  ): Promise<string> {
    return modelMessages.call(
      await this.#child.connect(),
      'previewPrompt',
      { load, request },
      cancellation,
    );
  }

  /** Computes an answer again and compares. */
  async replay(
    load: LoadParams,
    receipt: Receipt,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return modelMessages.call(
      await this.#child.connect(),
      'replay',
      { load, receipt, guessing },
      cancellation,
    );
  }

  async unload(): Promise<void> {
    await modelMessages.call(await this.#child.connect(), 'unload', undefined);
  }
}
