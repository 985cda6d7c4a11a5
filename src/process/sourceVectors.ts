import type { Embedder } from '../core/ports/textModels.ts';

/** At most this many vectors are kept: under 1 MB with 384 dimensions. */
const maxVectors = 512;

/**
 * The vectors of the texts that sentences were compared with last, so that a source is embedded
 * once, however many sentences cite it.
 */
export class SourceVectors {
  /** The least recently used text first. */
  readonly #vectors = new Map<string, Float32Array>();
  #embedder: Embedder | undefined;

  async of(text: string, embedder: Embedder): Promise<Float32Array> {
    if (this.#embedder !== embedder) this.#vectors.clear();
    this.#embedder = embedder;
    const vector = this.#vectors.get(text) ?? (await embedder.embed(text));
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    const [oldest] = this.#vectors.keys();
    if (this.#vectors.size > maxVectors && oldest !== undefined) this.#vectors.delete(oldest);
    return vector;
  }
}
