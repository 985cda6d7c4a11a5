/** Counts tokens as a particular model does. */
export interface Tokenizer {
  /** Tokens of `text`, not including special tokens. */
  count(text: string): number;
}

/** Turns text into a unit vector. */
export interface Embedder {
  /** sha256 of the model file, hex: part of every stored embedding's address. */
  readonly modelSha256: string;
  readonly dimensions: number;
  /** Whether it understands texts in more than one language; if not, it is for English. */
  readonly isMultilingual: boolean;
  /**
   * @param role some models need questions, or all other texts, marked as such.
   * @returns `dimensions` floats of length 1. One text per run: on a CPU this is faster than
   * batches.
   */
  embed(text: string, role?: 'text' | 'question'): Promise<Float32Array>;
}
