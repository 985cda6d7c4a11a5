import type { Cancellation } from '../ports/cancellation.ts';
import type { Embedder, ServerWait } from '../ports/textModels.ts';
import { wordsAtKey } from './catalogPort.ts';
import type { CatalogWriter } from './catalogPort.ts';
import { FileChanges } from './fileChanges.ts';
import type { IndexingEvent } from './indexingEvents.ts';
import { indexingOrder } from './indexingOrder.ts';
import type { EmbeddingCounts, FilePreparer, FileSource, VectorSink } from './indexingPorts.ts';
import { MissingEmbeddings } from './missingEmbeddings.ts';
import { planChanges } from './planChanges.ts';
import { priorityOf } from './turns.ts';
import type { Priority, Turns } from './turns.ts';

export interface IndexerParts {
  readonly root: string;
  readonly source: FileSource;
  readonly preparer: FilePreparer;
  readonly catalog: CatalogWriter;
  readonly vectors: VectorSink;
  /** The embedder, or null without a model. Called when there are texts to embed. */
  readonly embedder: (wait: ServerWait) => Promise<Embedder | null>;
  readonly embeddingCounts: EmbeddingCounts;
  /** Asked before each embedding of bulk work; if false, the update ends without the rest. */
  readonly mayEmbed: () => Promise<boolean>;
  /** Version of the code that turns bytes into chunks and words. */
  readonly preparation: string;
  readonly turns: Turns;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly onEvent: (event: IndexingEvent) => void;
}

export interface UpdateOptions {
  /** Only these files or folders; empty for the whole folder. */
  readonly paths: readonly string[];
  /** Indexed first. */
  readonly recentFiles: readonly string[];
}

/**
 * Brings a folder's index up to date: the words of all files first, then embeddings. Every file is
 * one transaction, and every embedding is stored immediately. So whatever ends an update
 * (cancelling, a crash, a full disk), the next one continues from there.
 */
export class Indexer {
  readonly #parts: IndexerParts;
  readonly #changes: FileChanges;
  readonly #missing: MissingEmbeddings;
  readonly #queues: Record<Priority, Promise<unknown>> = {
    edit: Promise.resolve(),
    bulk: Promise.resolve(),
  };

  constructor(parts: IndexerParts) {
    this.#parts = parts;
    this.#changes = new FileChanges(parts);
    this.#missing = new MissingEmbeddings(parts);
  }

  /**
   * Updates of the whole folder and of folders in it (ending in `/`) run one after another. Edits,
   * which are all other paths, run between their steps.
   * @returns the number of embeddings computed.
   * @throws Failure `cancelled`, `disk-full`, `folder-missing` and others by reason; the index
   * stays usable.
   */
  async update(options: UpdateOptions, cancellation: Cancellation): Promise<number> {
    const priority = priorityOf(options.paths);
    const update = this.#queues[priority]
      .catch(() => undefined)
      .then(() => this.#update(priority, options, cancellation));
    this.#queues[priority] = update;
    return update;
  }

  async #update(
    priority: Priority,
    { paths, recentFiles }: UpdateOptions,
    cancellation: Cancellation,
  ): Promise<number> {
    const { source, catalog, turns, onEvent, vectors, embeddingCounts } = this.#parts;
    const whole = paths.length === 0;
    if (priority === 'bulk') {
      this.#changes.beginBulk();
      onEvent({ type: 'scanning' });
    }
    const { files, leftOut } = await source.list(paths, cancellation);
    // A path that is a file now may have been a folder, and the other way round.
    const places = paths.flatMap((path) => (path.endsWith('/') ? [path] : [path, `${path}/`]));
    const embeddedBefore = priority === 'edit' ? await embeddingCounts.embeddedIn(places) : 0;
    const known = await catalog.knownFiles(places);
    const { toPrepare, toRemove } = planChanges(known, files, this.#parts.preparation);
    await this.#changes.remove(priority, toRemove, cancellation);
    if (whole) await turns.run(priority, cancellation, () => catalog.replaceLeftOut(leftOut));
    const stored = await this.#changes.store(
      priority,
      indexingOrder(toPrepare, ({ file }) => file.path, recentFiles),
      cancellation,
    );
    if (whole) await this.#noteWords(cancellation);
    const { computed, failure } = whole
      ? await this.#missing.ofFolder(cancellation)
      : await this.#missing.ofFiles(priority, stored, cancellation);
    if (failure !== null || whole) onEvent({ type: 'embeddingEnded', failure });
    if (whole)
      await turns.run(priority, cancellation, () =>
        catalog.dropUnusedEmbeddings(this.#parts.now()),
      );
    if (priority === 'bulk') {
      if (failure === null) await vectors.settle();
    } else {
      const embeddedAfter = await embeddingCounts.embeddedIn(places);
      onEvent({ type: 'edited', embeddedChunks: embeddedAfter - embeddedBefore });
    }
    return computed;
  }

  /**
   * In an edit's turn, because pausing now must not keep a question waiting for words that are
   * ready.
   */
  async #noteWords(cancellation: Cancellation): Promise<void> {
    const { catalog, turns, now, onEvent } = this.#parts;
    await turns.run('edit', cancellation, async () => {
      await catalog.setMeta(wordsAtKey, String(now()));
      onEvent({ type: 'wordsReady' });
    });
  }
}
