import type { FileRole } from '../../../core/domain.ts';
import type { ChunkFilter } from '../../../core/ports/searchIndexes.ts';
import { passesAll, passesFilter } from '../../../core/retrieval/passesFilter.ts';
import { fileRole, hexOf, number, text } from '../../catalog/catalogRows.ts';
import type { PublishedState } from './publishedState.ts';
import type { StoreConnection } from '../storeConnection.ts';

export interface PublishedFile {
  readonly id: number;
  readonly path: string;
  /** Of its bytes, hex. */
  readonly hash: string;
  readonly language: string;
  readonly role: FileRole;
  readonly encoding: string;
  /** Its chunks' ids count up from this one. */
  readonly firstChunk: number;
  readonly chunks: number;
}

/** Which of a repository's files a search may find: all but these, or these alone. */
export interface FileChoice {
  readonly only: boolean;
  readonly files: readonly number[];
  /** The number of chunks that may be found. */
  readonly chunks: number;
}

/**
 * The files of a published branch. They are read once a publication and kept, so that a search
 * sends ids where it would send conditions.
 */
export class PublishedFiles {
  readonly generation: number;
  readonly #byPath: ReadonlyMap<string, PublishedFile>;
  readonly #byId: ReadonlyMap<number, PublishedFile>;
  /** Files of other branches, and versions that no branch uses. */
  readonly #others: readonly number[];

  private constructor(
    generation: number,
    files: readonly PublishedFile[],
    others: readonly number[],
  ) {
    this.generation = generation;
    this.#byPath = new Map(files.map((file) => [file.path, file]));
    this.#byId = new Map(files.map((file) => [file.id, file]));
    this.#others = others;
  }

  static async read(
    store: StoreConnection,
    { branch, repository, generation }: PublishedState,
  ): Promise<PublishedFiles> {
    const rows = await store.query(
      `SELECT id, path, hash, language, role, encoding, first_chunk, chunks
       FROM branch_files JOIN files ON files.id = file WHERE branch = $1 ORDER BY id`,
      [branch],
    );
    const others = await store.query(
      `SELECT id FROM files WHERE repository = $2
         AND NOT EXISTS (SELECT FROM branch_files WHERE branch = $1 AND file = files.id)`,
      [branch, repository],
    );
    return new PublishedFiles(
      generation,
      rows.map((row) => ({
        id: number(row['id']),
        path: text(row['path']),
        hash: hexOf(row['hash']),
        language: text(row['language']),
        role: fileRole(row['role']),
        encoding: text(row['encoding']),
        firstChunk: number(row['first_chunk']),
        chunks: number(row['chunks']),
      })),
      others.map((row) => number(row['id'])),
    );
  }

  /** All of them, in the order of their chunks. */
  all(): Iterable<PublishedFile> {
    return this.#byId.values();
  }

  at(path: string): PublishedFile | undefined {
    return this.#byPath.get(path);
  }

  withId(id: number): PublishedFile | undefined {
    return this.#byId.get(id);
  }

  /**
   * What a search may find.
   * @param hidden files that are different or missing in the reader's folder.
   */
  choose(filter: ChunkFilter, hidden: ReadonlySet<PublishedFile>): FileChoice {
    const shown = [...this.all()].filter((file) => !hidden.has(file) && passesFilter(file, filter));
    const chunks = shown.reduce((sum, file) => sum + file.chunks, 0);
    const excluded = hidden.size + this.#others.length;
    return passesAll(filter) && excluded <= shown.length
      ? { only: false, files: [...this.#others, ...[...hidden].map(({ id }) => id)], chunks }
      : { only: true, files: shown.map(({ id }) => id), chunks };
  }
}
