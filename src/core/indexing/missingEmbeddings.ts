import { isFailure } from '../errors.ts';
import type { Failure } from '../errors.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { Embedder, EmbeddingServer, ServerWait } from '../ports/textModels.ts';
import type { CatalogWriter } from './catalogPort.ts';
import type { Unembedded } from './fileRecords.ts';
import type { IndexingEvent } from './indexingEvents.ts';
import type { EmbeddingCounts, VectorSink } from './indexingPorts.ts';
import type { Priority, Turns } from './turns.ts';
import { untilCancelled } from './untilCancelled.ts';

export interface MissingEmbeddingsParts {
  readonly catalog: CatalogWriter;
  readonly vectors: VectorSink;
  /** The embedder, or null without a model. Called when there are texts to embed. */
  readonly embedder: (wait: ServerWait) => Promise<Embedder | null>;
  readonly embeddingCounts: Pick<EmbeddingCounts, 'missing'>;
  readonly mayEmbed: () => Promise<boolean>;
  readonly turns: Turns;
  readonly onEvent: (event: IndexingEvent) => void;
}

/** What embedding came to. */
export interface EmbeddingReport {
  readonly computed: number;
  /** Why the server that embeds could not go on; null if it could. */
  readonly failure: Failure | null;
}

/**
 * Embeds the texts that have no embedding yet. Every embedding is stored as soon as it is there. On
 * this machine each text takes a turn, and bulk work ends early when it may not go on: a later
 * update computes the rest. A server gets many texts at once, between two turns.
 */
export class MissingEmbeddings {
  readonly #parts: MissingEmbeddingsParts;

  constructor(parts: MissingEmbeddingsParts) {
    this.#parts = parts;
  }

  /**
   * Embeds the texts of the whole folder; none without a model.
   * @throws Failure `cancelled`, and what the catalog and an embedder of this machine throw.
   */
  async ofFolder(cancellation: Cancellation): Promise<EmbeddingReport> {
    const { catalog, turns } = this.#parts;
    return this.#report(async (tally) => {
      const embedder = await this.#embedder('long', cancellation);
      if (embedder === null) return;
      await this.#begin();
      for (let after: number | null = 0; after !== null;) {
        const from: number = after;
        const { texts, next } = await turns.run('bulk', cancellation, () =>
          catalog.unembedded(embedder.modelSha256, from),
        );
        const goesOn = await this.#embed('bulk', { embedder, texts, tally }, cancellation);
        after = goesOn ? next : null;
      }
    });
  }

  /** As `ofFolder`, for the texts of these files. */
  async ofFiles(
    priority: Priority,
    fileIds: readonly number[],
    cancellation: Cancellation,
  ): Promise<EmbeddingReport> {
    return this.#report(async (tally) => {
      if (fileIds.length === 0) return;
      const embedder = await this.#embedder(waitOf(priority), cancellation);
      if (embedder === null) return;
      if (priority === 'bulk') await this.#begin();
      const texts = await this.#parts.catalog.unembeddedOfFiles(embedder.modelSha256, fileIds);
      await this.#embed(priority, { embedder, texts, tally }, cancellation);
    });
  }

  /** The failure of a server is no reason to give up an update: its words are complete. */
  async #report(work: (tally: { computed: number }) => Promise<void>): Promise<EmbeddingReport> {
    const tally = { computed: 0 };
    try {
      await work(tally);
      return { ...tally, failure: null };
    } catch (error) {
      if (!isServerFailure(error)) throw error;
      return { ...tally, failure: error };
    }
  }

  #embedder(wait: ServerWait, cancellation: Cancellation): Promise<Embedder | null> {
    return untilCancelled(this.#parts.embedder(wait), cancellation);
  }

  async #begin(): Promise<void> {
    const chunks = await this.#parts.embeddingCounts.missing();
    this.#parts.onEvent({ type: 'embedding', chunks });
  }

  /** @returns false if the rest is left to a later update. */
  async #embed(
    priority: Priority,
    work: EmbeddingWork,
    cancellation: Cancellation,
  ): Promise<boolean> {
    const { server } = work.embedder;
    if (server === undefined) return this.#embedHere(priority, work, cancellation);
    await this.#embedThere(priority, { ...work, server }, cancellation);
    return true;
  }

  async #embedHere(
    priority: Priority,
    { embedder, texts, tally }: EmbeddingWork,
    cancellation: Cancellation,
  ): Promise<boolean> {
    for (const text of texts) {
      if (priority === 'bulk' && !(await this.#parts.mayEmbed())) {
        this.#parts.onEvent({ type: 'waitsForPower' });
        return false;
      }
      await this.#parts.turns.run(priority, cancellation, async () => {
        await this.#store(priority, embedder, text, await embedder.embed(text.text, 'chunk'));
      });
      tally.computed++;
    }
    return true;
  }

  async #embedThere(
    priority: Priority,
    { embedder, server, texts, tally }: EmbeddingWork & { readonly server: EmbeddingServer },
    cancellation: Cancellation,
  ): Promise<void> {
    const { turns } = this.#parts;
    for (let at = 0; at < texts.length; at += server.maxTexts) {
      const sent = texts.slice(at, at + server.maxTexts);
      // Waits while indexing is paused. Nothing else has to wait for the server.
      await turns.run(priority, cancellation, () => undefined);
      const vectors = await server.embedAll(
        sent.map(({ text }) => text),
        waitOf(priority),
        cancellation,
      );
      await turns.run(priority, cancellation, async () => {
        for (const [index, text] of sent.entries()) {
          const vector = vectors[index] ?? null;
          if (vector === null) continue;
          await this.#store(priority, embedder, text, vector);
          tally.computed++;
        }
      });
    }
  }

  async #store(
    priority: Priority,
    { modelSha256 }: Embedder,
    { content, chunks }: Unembedded,
    vector: Float32Array,
  ): Promise<void> {
    const { catalog, vectors, onEvent } = this.#parts;
    vectors.add(await catalog.addEmbedding(modelSha256, content, vector), vector);
    if (priority === 'bulk') onEvent({ type: 'embedded', chunks });
  }
}

interface EmbeddingWork {
  readonly embedder: Embedder;
  readonly texts: readonly Unembedded[];
  /** Counts the embeddings that were stored. */
  readonly tally: { computed: number };
}

/** The next edit waits for this one, so it must not wait for a server. */
function waitOf(priority: Priority): ServerWait {
  return priority === 'edit' ? 'brief' : 'long';
}

function isServerFailure(error: unknown): error is Failure {
  return (
    isFailure(error) &&
    [
      'server-unreachable',
      'server-failed',
      'key-refused',
      'context-too-small',
      'invalid-setting',
    ].includes(error.reason)
  );
}
