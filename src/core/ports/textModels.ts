import type { Cancellation } from './cancellation.ts';

/** Counts tokens as a particular model does. */
export interface Tokenizer {
  /** Tokens of `text`, not including special tokens. */
  count(text: string): number;
}

/** Turns text into a unit vector. */
export interface Embedder {
  /**
   * sha256 of the model file, hex: part of every stored embedding's address. For a server's model,
   * the sha256 of its name and dimensions.
   */
  readonly modelSha256: string;
  readonly dimensions: number;
  /** Whether it understands texts in more than one language; if not, it is for English. */
  readonly isMultilingual: boolean;
  /** Omitted if the model runs on this machine, in this process. */
  readonly server?: EmbeddingServer;
  /**
   * @param role some models need questions, or all other texts, marked as such.
   * @returns `dimensions` floats of length 1. One text per run: on a CPU this is faster than
   * batches.
   * @throws Failure by reason, if a server computes it.
   */
  embed(text: string, role?: 'text' | 'question'): Promise<Float32Array>;
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
   * Embeds texts that are not questions.
   * @returns an embedding for each text, in order; null if the server refuses this one.
   * @throws Failure by reason; `cancelled`.
   */
  embedAll(
    texts: readonly string[],
    wait: ServerWait,
    cancellation: Cancellation,
  ): Promise<readonly (Float32Array | null)[]>;
}
