import { setTimeout as delay } from 'node:timers/promises';
import { Failure, isFailure } from '../core/errors.ts';
import type { ConfigureParams } from '../core/indexing/folderState.ts';
import type { ServerWait } from '../core/ports/textModels.ts';
import type { NamedEmbedder } from '../core/retrieval/quality/compareEmbedders.ts';
import { wording } from '../core/texts/wording.ts';
import { followProxy } from '../node/server/followProxy.ts';
import { embeddingServerSettings, parseServerAddress } from '../node/server/serverAddress.ts';
import { ServerConnection } from '../node/server/serverConnection.ts';
import { ServerEmbedder, usualEmbeddingPatience } from '../node/server/serverEmbedder.ts';
import type { EmbeddingPatience } from '../node/server/serverEmbedder.ts';
import type { EmbedderSource } from './embedderSource.ts';
import type { LocalEmbedders } from './localEmbedders.ts';

/**
 * The embedding model of the server that the settings name. Connects on first use. A connection
 * that failed, and one whose server has another model by now, are made again.
 */
export class ServedEmbedders implements EmbedderSource {
  readonly #params: ConfigureParams;
  readonly #local: LocalEmbedders;
  readonly #patience: EmbeddingPatience;
  #connecting: Promise<ServerEmbedder> | undefined;
  #connected: ServerEmbedder | undefined;
  #failed: { readonly failure: Failure; readonly untilMs: number } | undefined;

  constructor(
    params: ConfigureParams,
    local: LocalEmbedders,
    patience: EmbeddingPatience = usualEmbeddingPatience,
  ) {
    this.#params = params;
    this.#local = local;
    this.#patience = patience;
  }

  get name(): string {
    const { embeddingServer, embeddingServerModel } = this.#params.settings;
    return this.#connected?.server.model ?? (embeddingServerModel || embeddingServer);
  }

  get host(): string {
    return URL.parse(this.#params.settings.embeddingServer)?.host ?? '';
  }

  async withOthers(use: (model: NamedEmbedder) => Promise<void>): Promise<void> {
    await this.#local.withAll(use);
  }

  equals(other: EmbedderSource): boolean {
    return other instanceof ServedEmbedders && this.#key === other.#key;
  }

  async get(wait: ServerWait = 'brief'): Promise<ServerEmbedder> {
    if (this.#connected?.hasChanged === true) this.#connected = this.#connecting = undefined;
    if (this.#connected !== undefined) return this.#connected;
    if (wait === 'brief' && this.#failed !== undefined && performance.now() < this.#failed.untilMs)
      throw this.#failed.failure;
    this.#connecting ??= this.#connect();
    return wait === 'long' ? this.#connecting : this.#briefly(this.#connecting);
  }

  /** Gives up waiting, but goes on connecting. */
  async #briefly(connecting: Promise<ServerEmbedder>): Promise<ServerEmbedder> {
    const { questionMs } = this.#patience;
    const connected = await Promise.race([connecting, delay(questionMs, null, { ref: false })]);
    if (connected !== null) return connected;
    throw this.#note(
      new Failure(
        'server-unreachable',
        wording('{host} has sent nothing for {seconds} s.', {
          host: this.host,
          seconds: Math.round(questionMs / 1000),
        }),
      ),
    );
  }

  async #connect(): Promise<ServerEmbedder> {
    try {
      // The editor's own proxy settings do not reach this process.
      followProxy();
      const { settings, embeddingServerKey } = this.#params;
      const address = parseServerAddress(settings.embeddingServer, embeddingServerSettings);
      const connection = new ServerConnection(address, embeddingServerKey);
      this.#connected = await ServerEmbedder.connect(
        connection,
        settings.embeddingServerModel,
        this.#patience,
      );
      return this.#connected;
    } catch (error) {
      this.#connecting = undefined;
      throw isFailure(error) ? this.#note(error) : error;
    }
  }

  #note(failure: Failure): Failure {
    this.#failed = { failure, untilMs: performance.now() + this.#patience.restMs };
    return failure;
  }

  get #key(): string {
    const { settings, embeddingServerKey = '' } = this.#params;
    const { embeddingServer, embeddingServerModel } = settings;
    return JSON.stringify([embeddingServer, embeddingServerModel, embeddingServerKey]);
  }
}
