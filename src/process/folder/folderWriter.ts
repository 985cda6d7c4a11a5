import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import { Indexer } from '../../core/indexing/indexer.ts';
import { isFailure } from '../../core/errors.ts';
import type { IndexingEvent } from '../../core/indexing/indexingEvents.ts';
import type { FilePreparer } from '../../core/indexing/indexingPorts.ts';
import { withoutPublished } from '../../core/indexing/publishedFile.ts';
import { preparationIn } from '../../core/indexing/preparation.ts';
import { priorityOf } from '../../core/indexing/turns.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { IndexedFolder } from '../../core/ports/folderIndex.ts';
import type { FolderParts } from './folderParts.ts';

const never = new AbortController().signal;

export interface FolderWriterParts extends FolderParts {
  /** What a search reads; undefined while there is no index. */
  readonly index: () => Promise<IndexedFolder | undefined>;
  readonly onEvent: (event: IndexingEvent) => void;
}

/** Writes a folder's index, in the one process that holds its lock. */
export class FolderWriter {
  readonly #parts: FolderWriterParts;
  #indexer: Indexer | undefined;

  constructor(parts: FolderWriterParts) {
    this.#parts = parts;
  }

  /**
   * Becomes the folder's writer, and creates the index if there is none.
   * @returns false while another process is the writer.
   */
  tryBecome(): boolean {
    return this.#open() !== undefined;
  }

  /** The index was discarded; the next update begins with another one. */
  reset(): void {
    this.#indexer = undefined;
  }

  /**
   * Brings files and folders up to date; all if `paths` is empty.
   * @param track keeps work that goes on after the update, so that it can be stopped.
   * @returns the number of embeddings computed; 0 while another process is the writer.
   */
  async update(
    paths: readonly string[],
    cancellation: Cancellation,
    track: (work: Promise<void>) => Promise<void>,
  ): Promise<number> {
    const { params, shared, store, indexedBy, meaning, progress } = this.#parts;
    const indexer = this.#open();
    if (indexer === undefined) {
      await indexedBy.refresh();
      return 0;
    }
    const update = async (): Promise<number> => {
      await indexedBy.refresh();
      if (priorityOf(paths) === 'bulk')
        await store.carryOlder((step) => shared.turns.run('bulk', cancellation, step));
      if (paths.length === 0) await this.#followTeam(cancellation);
      return indexer.update({ paths, recentFiles: params.recentFiles }, cancellation);
    };
    // Nothing is awaited before: whoever waited for another writer's words now waits for these.
    const computed = await (priorityOf(paths) === 'edit' ? update() : progress.during(update));
    if (paths.length === 0) await this.#noteComplete();
    if (priorityOf(paths) === 'bulk') await meaning.recount();
    const measuring = track(this.#measureRelevance(cancellation));
    // A terminal asks once and is gone, so the threshold must be there when the update ends.
    if (priorityOf(paths) === 'bulk') await measuring.catch(() => undefined);
    return computed;
  }

  /**
   * In a turn of its own: within an edit's transaction, these entries could be rolled back with it.
   */
  async #noteComplete(): Promise<void> {
    await this.#parts.shared.turns.run('edit', never, async () => {
      const writer = this.#parts.store.write();
      await writer?.setMeta(...this.#parts.indexedBy.entry);
      await writer?.setMeta('updatedAt', String(Date.now()));
    });
  }

  /**
   * Forgets files that were published or are no longer, so that the update reads them again. If the
   * team's index is away, the state that was read last still holds.
   */
  async #followTeam(cancellation: Cancellation): Promise<void> {
    const { shared, store, team } = this.#parts;
    const writer = store.write();
    if (team === null || writer === undefined) return;
    await team
      .read(() => Promise.resolve())
      .catch((error: unknown) => {
        if (!isFailure(error)) throw error;
        shared.log(error.message);
      });
    const own = await store.reading?.published();
    for (const { id, path, hash, skipped } of await writer.knownFiles([])) {
      if (skipped !== null) continue;
      const isPublished = team.hashOf(path) === hash;
      if (isPublished !== (own?.has(path) ?? false))
        await shared.turns.run('bulk', cancellation, () => writer.remove(id));
    }
  }

  async #measureRelevance(cancellation: Cancellation): Promise<void> {
    const { shared, store, relevance, team } = this.#parts;
    if (team !== null) return; // the publisher has measured it
    const embedder = await shared.embedder();
    const index = await this.#parts.index();
    const catalog = store.reading?.catalog;
    const writer = store.write();
    if (embedder === null || index === undefined || catalog === undefined || writer === undefined)
      return;
    await relevance.keep(
      {
        catalog,
        index,
        embedder,
        metric: shared.metric(),
        setMeta: (key, value) =>
          shared.turns.run('edit', cancellation, () => writer.setMeta(key, value)),
      },
      cancellation,
    );
  }

  #open(): Indexer | undefined {
    const { params, shared, store, indexedBy, files, meaning, team, onEvent } = this.#parts;
    const writer = store.write();
    if (writer === undefined) return undefined;
    const { preparer, turns, embedder, mayEmbed } = shared;
    const encoding = params.encoding ?? defaultEncoding;
    const own: FilePreparer = {
      prepare: (folder, path, knownHash) =>
        preparer(indexedBy.limits).prepare(folder, path, knownHash, encoding),
    };
    this.#indexer ??= new Indexer({
      root: params.root,
      source: files,
      preparer: team === null ? own : withoutPublished(own, (path) => team.hashOf(path)),
      catalog: writer,
      vectors: meaning,
      embedder: async (wait) => {
        const loaded = await embedder(wait);
        if (loaded !== null) await meaning.open();
        return loaded;
      },
      embeddingCounts: {
        embeddedIn: (paths) => meaning.embeddedIn(paths),
        missing: async () => {
          const chunks = (await store.reading?.catalog.chunkCount()) ?? 0;
          return chunks - meaning.embeddedChunks;
        },
      },
      mayEmbed,
      preparation: preparationIn(encoding),
      turns,
      now: Date.now,
      onEvent,
    });
    return this.#indexer;
  }
}
