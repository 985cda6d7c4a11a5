import type { Cancellation } from './cancellation.ts';

/** Counts tokens as a particular model does. */
export interface Tokenizer {
  /** Tokens of `text`, not including special tokens. */
  count(text: string): number;
}

/**
 * What a text is to a retriever. A `text` is neither a chunk nor a question, such as a sentence of
 * an answer.
 */
export type TextRole = 'chunk' | 'question' | 'text';

/** Turns text into a unit vector. */
export interface Embedder {
  /**
   * sha256 of the model file, hex, and `/prose` if it embeds chunks without the punctuation of
   * code: part of every stored embedding's address. For a server's model, the sha256 of its name
   * and dimensions.
   */
  readonly modelSha256: string;
  readonly dimensions: number;
  /** Whether it understands texts in more than one language; if not, it is for English. */
  readonly isMultilingual: boolean;
  /** Omitted if the model runs on this machine, in this process. */
  readonly server?: EmbeddingServer;
  /**
   * @param role some models need questions, or all other texts, marked as such. Default: `text`.
   * @returns `dimensions` floats of length 1. One text per run: on a CPU this is faster than
   * batches.
   * @throws Failure by reason, if a server computes it.
   */
  embed(text: string, role?: TextRole): Promise<Float32Array>;
}

/**
 * How long to wait for a server that is silent or busy: `brief` if somebody or something else waits
 * for the result.
 */
export type ServerWait = 'brief' | 'long';

/** A server that computes embeddings. */
export interface EmbeddingServer {
  /** Host and port, as shown to the user. */
  readonly host: string;
  /** The model's name there. */
  readonly model: string;
  /** Maximum number of texts in one call of `embedAll`. */
  readonly maxTexts: number;
  /**
   * Embeds chunks, or other texts that are not questions.
   * @returns an embedding for each text, in order; null if the server refuses this one.
   * @throws Failure by reason; `cancelled`.
   */
  embedAll(
    texts: readonly string[],
    wait: ServerWait,
    cancellation: Cancellation,
  ): Promise<readonly (Float32Array | null)[]>;
}

/** A piece of a text, as a UTF-16 range of it, and how likely its sources are not to support it. */
export interface PieceProbability {
  readonly start: number;
  readonly end: number;
  /** 0 to 1. */
  readonly probability: number;
}

/** A text laid out after its sources, ready to be read. */
export interface DetectorInput {
  readonly tokens: number;
  /** Whether the end of the sources did not fit into what the model reads at once. */
  readonly isCut: boolean;
  /** All pieces of the text in order. It cannot be stopped, and blocks the thread. */
  read(): Promise<readonly PieceProbability[]>;
}

/** A token classifier that says which words of a text its sources do not support. */
export interface Detector {
  /** As it is shown to the user. */
  readonly name: string;
  /** Time that reading took when it was loaded. */
  readonly msPerToken: number;
  /** @returns null if the text alone is longer than what the model reads at once. */
  layOut(sources: string, text: string): DetectorInput | null;
}
