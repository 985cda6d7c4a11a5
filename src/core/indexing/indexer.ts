import type { Cancellation, Clock, Embedder } from '../ports.ts';
import type { CatalogWriter } from './catalogPort.ts';
import type { PreparedFile, Unembedded } from './fileRecords.ts';
import { indexingOrder } from './indexingOrder.ts';
import type { FilePreparer, FileSource } from './indexingPorts.ts';
import { planChanges } from './planChanges.ts';
import type { FileToPrepare } from './planChanges.ts';
import { priorityOf } from './turns.ts';
import type { Priority, Turns } from './turns.ts';

/** How many files are prepared ahead of the one being stored, so that neither side waits. */
const preparedAhead = 8;

/** What the indexer reports while it works. */
export type IndexingEvent =
  | { readonly type: 'scanning' }
  | { readonly type: 'chunking'; readonly files: number }
  | {
      readonly type: 'stored';
      readonly files: number;
      readonly addedChunks: number;
      readonly removedChunks: number;
    }
  | { readonly type: 'wordsReady' }
  | { readonly type: 'embedding' }
  | { readonly type: 'embedded'; readonly chunks: number }
  /** An edit is done: this many more chunks (or fewer, below 0) have an embedding. */
  | { readonly type: 'edited'; readonly embeddedChunks: number };

/** Receives vectors as they are computed, for the vector index. */
export interface VectorSink {
  add(id: number, vector: Float32Array): void;
  /**
   * Called after an update of folders: a good moment to compare with the catalog and to save the
   * vector index.
   */
  settle(): Promise<void>;
}

export interface IndexerParts {
  readonly root: string;
  readonly source: FileSource;
  readonly preparer: FilePreparer;
  readonly catalog: CatalogWriter;
  readonly vectors: VectorSink;
  /** The embedder, or null without a model. Called when there are texts to embed. */
  readonly embedder: () => Promise<Embedder | null>;
  /**
   * The number of chunks in these files and folders with an embedding that meaning search finds.
   */
  readonly countEmbedded: (paths: readonly string[]) => number;
  /** Version of the code that turns bytes into chunks and words. */
  readonly preparation: string;
  readonly turns: Turns;
  readonly clock: Clock;
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
  readonly #queues: Record<Priority, Promise<unknown>> = {
    edit: Promise.resolve(),
    bulk: Promise.resolve(),
  };
  /**
   * Paths that edits have stored during a bulk update. The bulk update skips them, because what it
   * has read may be older.
   */
  readonly #edited = new Set<string>();

  constructor(parts: IndexerParts) {
    this.#parts = parts;
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
    const { source, catalog, turns, onEvent, vectors, countEmbedded } = this.#parts;
    const whole = paths.length === 0;
    if (priority === 'bulk') {
      this.#edited.clear();
      onEvent({ type: 'scanning' });
    }
    const { files, leftOut } = await source.list(paths, cancellation);
    // A path that is a file now may have been a folder, and the other way round.
    const places = paths.flatMap((path) => (path.endsWith('/') ? [path] : [path, `${path}/`]));
    const embeddedBefore = priority === 'edit' ? countEmbedded(places) : 0;
    const known = await catalog.knownFiles(places);
    const { toPrepare, toRemove } = planChanges(known, files, this.#parts.preparation);
    for (const { id, path } of toRemove)
      await turns.run(priority, cancellation, () => {
        this.#remove(priority, id, path);
      });
    if (whole)
      await turns.run(priority, cancellation, () => {
        catalog.replaceLeftOut(leftOut);
      });
    const stored = await this.#storeAll(
      priority,
      indexingOrder(toPrepare, ({ file }) => file.path, recentFiles),
      cancellation,
    );
    if (whole)
      // An edit's turn, because pausing now must not keep a question waiting for words that are
      // ready.
      await turns.run('edit', cancellation, () => {
        onEvent({ type: 'wordsReady' });
      });
    const embeddings = whole
      ? await this.#embedAll(cancellation)
      : await this.#embedFiles(priority, stored, cancellation);
    if (whole)
      await turns.run(priority, cancellation, () => {
        catalog.dropUnusedEmbeddings(this.#parts.now());
      });
    if (priority === 'bulk') await vectors.settle();
    else onEvent({ type: 'edited', embeddedChunks: countEmbedded(places) - embeddedBefore });
    return embeddings;
  }

  #remove(priority: Priority, id: number, path: string): void {
    if (priority === 'bulk' && this.#edited.has(path)) return;
    if (priority === 'edit') this.#edited.add(path);
    this.#parts.onEvent({
      type: 'stored',
      files: 0,
      addedChunks: 0,
      removedChunks: this.#parts.catalog.remove(id),
    });
  }

  /** @returns the ids of the files that were stored. */
  async #storeAll(
    priority: Priority,
    files: readonly FileToPrepare[],
    cancellation: Cancellation,
  ): Promise<number[]> {
    const { preparer, root, turns, onEvent } = this.#parts;
    if (priority === 'bulk') onEvent({ type: 'chunking', files: files.length });
    const ahead: Promise<PreparedFile>[] = [];
    const stored: number[] = [];
    for (const [index, wanted] of files.entries()) {
      while (ahead.length < preparedAhead && index + ahead.length < files.length) {
        const next = files[index + ahead.length];
        if (next !== undefined) ahead.push(preparer.prepare(root, next.file.path, next.knownHash));
      }
      const prepared = await ahead.shift();
      if (prepared === undefined) break;
      await turns.run(priority, cancellation, async () => {
        if (priority === 'bulk' && this.#edited.has(wanted.file.path)) return;
        if (priority === 'edit') this.#edited.add(wanted.file.path);
        const id = await this.#store(wanted, prepared);
        if (id !== null) stored.push(id);
      });
    }
    return stored;
  }

  async #store({ file, knownId }: FileToPrepare, prepared: PreparedFile): Promise<number | null> {
    const { catalog, preparation, onEvent } = this.#parts;
    if (prepared.outcome === 'gone') {
      onEvent({
        type: 'stored',
        files: 1,
        addedChunks: 0,
        removedChunks: knownId === null ? 0 : catalog.remove(knownId),
      });
      return null;
    }
    if (prepared.outcome === 'unchanged') {
      if (knownId !== null) catalog.touch(knownId, file);
      onEvent({ type: 'stored', files: 1, addedChunks: 0, removedChunks: 0 });
      return knownId;
    }
    const { id, added, removed } = await catalog.store(file, prepared, preparation);
    onEvent({ type: 'stored', files: 1, addedChunks: added, removedChunks: removed });
    return id;
  }

  async #embedAll(cancellation: Cancellation): Promise<number> {
    const { catalog, onEvent } = this.#parts;
    const embedder = await this.#parts.embedder();
    if (embedder === null) return 0;
    onEvent({ type: 'embedding' });
    let computed = 0;
    for (let after: number | null = 0; after !== null;) {
      const from: number = after;
      const { texts, next } = await this.#parts.turns.run('bulk', cancellation, () =>
        catalog.unembedded(embedder.modelSha256, from),
      );
      computed += await this.#embed('bulk', embedder, texts, cancellation);
      after = next;
    }
    return computed;
  }

  async #embedFiles(
    priority: Priority,
    fileIds: readonly number[],
    cancellation: Cancellation,
  ): Promise<number> {
    if (fileIds.length === 0) return 0;
    const embedder = await this.#parts.embedder();
    if (embedder === null) return 0;
    if (priority === 'bulk') this.#parts.onEvent({ type: 'embedding' });
    const texts = await this.#parts.catalog.unembeddedOfFiles(embedder.modelSha256, fileIds);
    return this.#embed(priority, embedder, texts, cancellation);
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
        vectors.add(catalog.addEmbedding(embedder.modelSha256, content, vector), vector);
        if (priority === 'bulk') onEvent({ type: 'embedded', chunks });
      });
    }
    return texts.length;
  }
}
