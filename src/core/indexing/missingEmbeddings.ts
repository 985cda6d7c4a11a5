import type { Cancellation } from '../ports/cancellation.ts';
import type { Embedder } from '../ports/textModels.ts';
import type { CatalogWriter } from './catalogPort.ts';
import type { Unembedded } from './fileRecords.ts';
import type { IndexingEvent } from './indexingEvents.ts';
import type { EmbeddingCounts, VectorSink } from './indexingPorts.ts';
import type { Priority, Turns } from './turns.ts';

export interface MissingEmbeddingsParts {
  readonly catalog: CatalogWriter;
  readonly vectors: VectorSink;
  /** The embedder, or null without a model. Called when there are texts to embed. */
  readonly embedder: () => Promise<Embedder | null>;
  readonly embeddingCounts: Pick<EmbeddingCounts, 'missing'>;
  readonly turns: Turns;
  readonly onEvent: (event: IndexingEvent) => void;
}

/** Embeds the texts that have no embedding yet, each in one turn. Every one is stored at once. */
export class MissingEmbeddings {
  readonly #parts: MissingEmbeddingsParts;

  constructor(parts: MissingEmbeddingsParts) {
    this.#parts = parts;
  }

  /**
   * Embeds the texts of the whole folder.
   * @returns the number of embeddings computed; 0 without a model.
   * @throws Failure `cancelled`, and what the embedder and the catalog throw.
   */
  async ofFolder(cancellation: Cancellation): Promise<number> {
    const { catalog, turns } = this.#parts;
    const embedder = await this.#parts.embedder();
    if (embedder === null) return 0;
    await this.#begin();
    let computed = 0;
    for (let after: number | null = 0; after !== null;) {
      const from: number = after;
      const { texts, next } = await turns.run('bulk', cancellation, () =>
        catalog.unembedded(embedder.modelSha256, from),
      );
      computed += await this.#embed('bulk', embedder, texts, cancellation);
      after = next;
    }
    return computed;
  }

  /** As `ofFolder`, for the texts of these files. */
  async ofFiles(
    priority: Priority,
    fileIds: readonly number[],
    cancellation: Cancellation,
  ): Promise<number> {
    if (fileIds.length === 0) return 0;
    const embedder = await this.#parts.embedder();
    if (embedder === null) return 0;
    if (priority === 'bulk') await this.#begin();
    const texts = await this.#parts.catalog.unembeddedOfFiles(embedder.modelSha256, fileIds);
    return this.#embed(priority, embedder, texts, cancellation);
  }

  async #begin(): Promise<void> {
    const chunks = await this.#parts.embeddingCounts.missing();
    this.#parts.onEvent({ type: 'embedding', chunks });
  }

  async #embed(
    priority: Priority,
    embedder: Embedder,
    texts: readonly Unembedded[],
    cancellation: Cancellation,
  ): Promise<number> {
    const { catalog, turns, vectors, onEvent } = this.#parts;
    for (const { content, text, chunks } of texts) {
      await turns.run(priority, cancellation, async () => {
        const vector = await embedder.embed(text);
        vectors.add(await catalog.addEmbedding(embedder.modelSha256, content, vector), vector);
        if (priority === 'bulk') onEvent({ type: 'embedded', chunks });
      });
    }
    return texts.length;
  }
}
