import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure, isFailure } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import type {
  Embedder,
  EmbeddingServer,
  ServerWait,
  TextRole,
} from '../../core/ports/textModels.ts';
import { toSignal } from '../children/toSignal.ts';
import { embeddingPrefixes } from './embeddingPrefixes.ts';
import type { EmbeddingPrefixes } from './embeddingPrefixes.ts';
import { ChangedDimensions, requestEmbeddings } from './embeddingRequest.ts';
import type { ServerConnection } from './serverConnection.ts';
import { ServerBusy } from './serverFailure.ts';
import { onlyModelName } from './serverModelName.ts';
import { Silence } from './silence.ts';

/** How long a server may take, in milliseconds. */
export interface EmbeddingPatience {
  /** If a question, an answer or an edited file waits for it. */
  readonly questionMs: number;
  /** Otherwise: it may be loading the model, or computing on a CPU. */
  readonly textsMs: number;
  /** The first wait for a busy server that does not say how long. The next is twice as long. */
  readonly busyMs: number;
  /** After a failure, what waits briefly does without the server for this long. */
  readonly restMs: number;
}

export const usualEmbeddingPatience: EmbeddingPatience = {
  questionMs: 5000,
  textsMs: 240_000,
  busyMs: 1000,
  restMs: 10_000,
};

/** Texts of one request: about 6,000 tokens. */
const maxTexts = 32;
const maxBusyWaits = 5;
const maxBusyWaitMs = 60_000;
/** Any model embeds this. */
const sampleText = 'text';
/** A text that is too long is halved, unless it is shorter than this. */
const minCharacters = 64;

/**
 * The embedding model of an OpenAI-compatible server: llama.cpp's own, Ollama, LM Studio, vLLM and
 * others.
 */
export class ServerEmbedder implements Embedder {
  readonly modelSha256: string;
  readonly dimensions: number;
  /** Not known. A question is sent as it was asked, not in a rough translation. */
  readonly isMultilingual = true;
  readonly server: EmbeddingServer;
  readonly #connection: ServerConnection;
  readonly #model: string;
  readonly #prefixes: EmbeddingPrefixes;
  readonly #patience: EmbeddingPatience;
  #hasChanged = false;
  #away: { readonly failure: Failure; readonly untilMs: number } | undefined;

  private constructor(
    connection: ServerConnection,
    model: string,
    dimensions: number,
    patience: EmbeddingPatience,
  ) {
    const name = plainText(model.endsWith('.gguf') ? basename(model) : model);
    this.#connection = connection;
    this.#model = model;
    this.#prefixes = embeddingPrefixes(name);
    this.#patience = patience;
    this.dimensions = dimensions;
    this.modelSha256 = createHash('sha256')
      .update(JSON.stringify(['server', name, dimensions, this.#prefixes.text]))
      .digest('hex');
    this.server = {
      host: connection.address.host,
      model: name,
      maxTexts,
      embedAll: (texts, wait, cancellation) =>
        this.#embedSome(
          texts.map((text) => this.#prefixes.text + text),
          wait,
          toSignal(cancellation),
        ),
    };
  }

  /**
   * Asks the server for its model, if none is named, and for the length of an embedding.
   * @param model empty for the only one that the server has.
   * @throws Failure by reason.
   */
  static async connect(
    connection: ServerConnection,
    model: string,
    patience: EmbeddingPatience = usualEmbeddingPatience,
  ): Promise<ServerEmbedder> {
    using silence = new Silence(connection.address.host);
    silence.allow(patience.textsMs);
    const { signal } = silence;
    const named = model === '' ? await onlyModelName(connection, signal) : model;
    const request = { model: named, texts: [sampleText], dimensions: null };
    const [sample] = await requestEmbeddings(connection, request, signal);
    return new ServerEmbedder(connection, named, sample?.length ?? 0, patience);
  }

  /** Whether the server has another model by now; then connect again. */
  get hasChanged(): boolean {
    return this.#hasChanged;
  }

  async embed(text: string, role: TextRole = 'text'): Promise<Float32Array> {
    this.#checkRested();
    using silence = new Silence(this.server.host);
    silence.allow(this.#patience.questionMs);
    const [vector] = await this.#request(
      [this.#prefixes[role === 'question' ? 'question' : 'text'] + text],
      silence.signal,
    );
    if (vector === undefined) throw new TypeError('A response without embeddings was accepted.');
    return vector;
  }

  /** Whoever waits briefly does not wait again for a server that was away just now. */
  #checkRested(): void {
    if (this.#away !== undefined && performance.now() < this.#away.untilMs)
      throw this.#away.failure;
  }

  /** Refused texts are halved: first their number, then the length of one that is too long. */
  async #embedSome(
    texts: readonly string[],
    wait: ServerWait,
    signal: AbortSignal,
  ): Promise<readonly (Float32Array | null)[]> {
    try {
      return await this.#whenNotBusy(texts, wait, signal);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const [text = ''] = texts;
      const middle = Math.ceil(texts.length / 2);
      if (texts.length > 1)
        return [
          ...(await this.#embedSome(texts.slice(0, middle), wait, signal)),
          ...(await this.#embedSome(texts.slice(middle), wait, signal)),
        ];
      if (error.reason === 'context-too-small' && text.length >= minCharacters)
        return this.#embedSome([text.slice(0, text.length / 2).toWellFormed()], wait, signal);
      // Throws if it is not because of this text.
      await this.#whenNotBusy([sampleText], wait, signal);
      return [null];
    }
  }

  async #whenNotBusy(
    texts: readonly string[],
    wait: ServerWait,
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    for (let waits = 0; ; waits++) {
      if (wait === 'brief') this.#checkRested();
      using silence = new Silence(this.server.host);
      silence.allow(wait === 'brief' ? this.#patience.questionMs : this.#patience.textsMs);
      try {
        return await this.#request(texts, AbortSignal.any([signal, silence.signal]));
      } catch (error) {
        if (!(error instanceof ServerBusy) || wait === 'brief' || waits === maxBusyWaits)
          throw error;
        const ms = error.retryAfterMs ?? this.#patience.busyMs * 2 ** waits;
        if (ms > maxBusyWaitMs) throw error;
        await pause(ms, signal);
      }
    }
  }

  async #request(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const { dimensions } = this;
    const request = { model: this.#model, texts, dimensions };
    try {
      return await requestEmbeddings(this.#connection, request, signal);
    } catch (error) {
      this.#hasChanged ||= error instanceof ChangedDimensions;
      if (isFailure(error, 'server-unreachable'))
        this.#away = { failure: error, untilMs: performance.now() + this.#patience.restMs };
      throw error;
    }
  }
}

/** Whether the server answered, but would not or could not embed these texts. */
function isRefusal(error: unknown): error is Failure {
  return (
    isFailure(error, 'context-too-small') ||
    (isFailure(error, 'server-failed') &&
      !(error instanceof ServerBusy) &&
      !(error instanceof ChangedDimensions))
  );
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    throw new Failure('cancelled', 'Stopped.');
  }
}
