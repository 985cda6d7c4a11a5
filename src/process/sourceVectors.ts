import { similarity } from '../node/vectors/exactVectorIndex.ts';
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

  /**
   * The highest cosine of a vector and the texts, or the first one that is at least `enough`.
   * @param vector of the same embedder.
   */
  async nearness(
    vector: Float32Array,
    texts: readonly string[],
    enough: number,
    embedder: Embedder,
  ): Promise<number> {
    let nearest = -1;
    for (const text of texts) {
      nearest = Math.max(nearest, similarity('cosine', vector, await this.of(text, embedder)));
      if (nearest >= enough) break;
    }
    return nearest;
  }

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
