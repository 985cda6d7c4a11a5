import type { Cancellation } from '../ports/cancellation.ts';
import type { CatalogWriter } from './catalogPort.ts';
import type { KnownFile, PreparedFile } from './fileRecords.ts';
import type { IndexingEvent } from './indexingEvents.ts';
import type { FilePreparer } from './indexingPorts.ts';
import type { FileToPrepare } from './planChanges.ts';
import type { Priority, Turns } from './turns.ts';

/** How many files are prepared ahead of the one being stored, so that neither side waits. */
const preparedAhead = 8;

export interface FileChangesParts {
  readonly root: string;
  readonly preparer: FilePreparer;
  readonly catalog: CatalogWriter;
  /** Version of the code that turns bytes into chunks and words. */
  readonly preparation: string;
  readonly turns: Turns;
  readonly onEvent: (event: IndexingEvent) => void;
}

/** Brings files of the catalog up to date, each in one turn: prepares, stores and removes them. */
export class FileChanges {
  readonly #parts: FileChangesParts;
  /**
   * Paths that edits have stored during a bulk update. The bulk update skips them, because what it
   * has read may be older.
   */
  readonly #edited = new Set<string>();

  constructor(parts: FileChangesParts) {
    this.#parts = parts;
  }

  /** Call it when a bulk update begins to read. */
  beginBulk(): void {
    this.#edited.clear();
  }

  /** @throws Failure `cancelled`, and what the catalog throws. */
  async remove(
    priority: Priority,
    files: readonly KnownFile[],
    cancellation: Cancellation,
  ): Promise<void> {
    for (const { id, path } of files)
      await this.#parts.turns.run(priority, cancellation, async () => {
        if (this.#mayChange(priority, path)) await this.#remove(id, 0);
      });
  }

  /**
   * Prepares and stores files in this order.
   * @returns the ids of the files that were stored.
   * @throws Failure `cancelled`, and what the catalog throws.
   */
  async store(
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
        if (!this.#mayChange(priority, wanted.file.path)) return;
        const id = await this.#store(wanted, prepared);
        if (id !== null) stored.push(id);
      });
    }
    return stored;
  }

  #mayChange(priority: Priority, path: string): boolean {
    if (priority === 'bulk') return !this.#edited.has(path);
    this.#edited.add(path);
    return true;
  }

  async #remove(id: number, files: number): Promise<void> {
    const removedChunks = await this.#parts.catalog.remove(id);
    this.#parts.onEvent({ type: 'stored', files, addedChunks: 0, removedChunks });
  }

  async #store({ file, knownId }: FileToPrepare, prepared: PreparedFile): Promise<number | null> {
    const { catalog, preparation, onEvent } = this.#parts;
    if (prepared.outcome === 'gone' && knownId !== null) {
      await this.#remove(knownId, 1);
      return null;
    }
    if (prepared.outcome === 'gone' || prepared.outcome === 'unchanged') {
      if (knownId !== null) await catalog.touch(knownId, file);
      onEvent({ type: 'stored', files: 1, addedChunks: 0, removedChunks: 0 });
      return knownId;
    }
    const { id, added, removed } = await catalog.store(file, prepared, preparation);
    onEvent({ type: 'stored', files: 1, addedChunks: added, removedChunks: removed });
    return id;
  }
}
