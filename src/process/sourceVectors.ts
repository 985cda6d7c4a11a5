import { similarity } from '../node/vectors/exactVectorIndex.ts';
import type { Embedder, EmbeddingServer } from '../core/ports/textModels.ts';

const never = new AbortController().signal;
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
   * The highest cosine of a sentence and the texts, or the first one that is at least `enough`.
   * @throws Failure by reason, if a server embeds.
   */
  async nearness(
    sentence: string,
    texts: readonly string[],
    enough: number,
    embedder: Embedder,
  ): Promise<number> {
    const { server } = embedder;
    if (server !== undefined) await this.#request([sentence, ...texts], embedder, server);
    const vector = await this.of(sentence, embedder);
    let nearest = -1;
    for (const text of texts) {
      nearest = Math.max(nearest, similarity('cosine', vector, await this.of(text, embedder)));
      if (nearest >= enough) break;
    }
    return nearest;
  }

  async of(text: string, embedder: Embedder): Promise<Float32Array> {
    this.#use(embedder);
    const vector = this.#vectors.get(text) ?? (await embedder.embed(text));
    this.#keep(text, vector);
    return vector;
  }

  /**
   * To a server, one request for all texts takes less time than one for each, even if the first
   * text would have been near enough.
   */
  async #request(
    texts: readonly string[],
    embedder: Embedder,
    server: EmbeddingServer,
  ): Promise<void> {
    this.#use(embedder);
    const missing = [...new Set(texts)].filter((text) => !this.#vectors.has(text));
    for (let from = 0; from < missing.length; from += server.maxTexts) {
      const part = missing.slice(from, from + server.maxTexts);
      for (const [index, vector] of (await server.embedAll(part, 'brief', never)).entries())
        if (vector !== null) this.#keep(part[index] ?? '', vector);
    }
  }

  #use(embedder: Embedder): void {
    if (this.#embedder !== embedder) this.#vectors.clear();
    this.#embedder = embedder;
  }

  #keep(text: string, vector: Float32Array): void {
    this.#vectors.delete(text);
    this.#vectors.set(text, vector);
    const [oldest] = this.#vectors.keys();
    if (this.#vectors.size > maxVectors && oldest !== undefined) this.#vectors.delete(oldest);
  }
}
