import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { FileRole, StoredChunk } from '../../../core/domain.ts';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import {
  bytes,
  chunkColumns,
  fileRole,
  number,
  storedChunk,
  text,
} from '../../catalog/catalogRows.ts';
import { openCatalogForReading } from '../../catalog/database/catalogDatabase.ts';

export interface LocalFile {
  readonly id: number;
  readonly path: string;
  readonly hash: Uint8Array;
  readonly preparation: string;
  readonly language: string;
  readonly role: FileRole;
  readonly encoding: string;
}

export interface LocalChunk extends StoredChunk {
  /** Hash of the text that is embedded. */
  readonly content: Uint8Array;
}

/** One state of a folder's own index, as it is published. */
export class LocalIndex implements Disposable {
  readonly #database: DatabaseSync;
  readonly #chunks: StatementSync;
  readonly #vector: StatementSync;

  /**
   * @param directory of the index.
   * @throws Failure `index-empty`, `index-unreadable`.
   */
  constructor(directory: string) {
    const database = openCatalogForReading(directory);
    if (database === undefined)
      throw new Failure('index-empty', wording('There is no index to publish yet.'));
    this.#database = database;
    this.#database.exec('BEGIN'); // one state, whatever is indexed meanwhile
    this.#chunks = database.prepare(
      `SELECT ${chunkColumns}, chunks.content FROM chunks JOIN files ON files.id = chunks.file
       WHERE chunks.file = ? ORDER BY chunks.ordinal`,
    );
    this.#vector = database.prepare(
      `SELECT vector FROM embeddings
       WHERE model = (SELECT id FROM models WHERE sha256 = ?) AND content = ?`,
    );
  }

  /** The indexed files, in the order in which they were stored. */
  files(): LocalFile[] {
    return this.#database
      .prepare(
        `SELECT id, path, hash, preparation, language, role, encoding FROM files
         WHERE skipped IS NULL ORDER BY id`,
      )
      .all()
      .map((row) => ({
        id: number(row['id']),
        path: text(row['path']),
        hash: bytes(row['hash']),
        preparation: text(row['preparation']),
        language: text(row['language']),
        role: fileRole(row['role']),
        encoding: text(row['encoding']),
      }));
  }

  chunks(fileId: number): LocalChunk[] {
    return this.#chunks
      .all(fileId)
      .map((row) => ({ ...storedChunk(row), content: bytes(row['content']) }));
  }

  /** The bytes of a stored vector; undefined if the text is not embedded by this model. */
  vector(modelSha256: string, content: Uint8Array): Uint8Array | undefined {
    const row = this.#vector.get(modelSha256, content);
    return row === undefined ? undefined : bytes(row['vector']);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
