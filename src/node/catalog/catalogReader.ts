import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { generationKey } from './database/catalogDatabase.ts';
import { number, text } from './catalogRows.ts';
import { ChunkReader } from './chunkReader.ts';
import { EmbeddingReader } from './embeddingReader.ts';
import { FileReader } from './fileReader.ts';

/**
 * Reads one folder's SQLite catalog. It has its own connection, so it sees complete files and never
 * a transaction in progress.
 */
export class CatalogReader {
  readonly files: FileReader;
  readonly chunks: ChunkReader;
  readonly embeddings: EmbeddingReader;
  readonly #database: DatabaseSync;
  readonly #meta: StatementSync;
  readonly #dataVersion: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.files = new FileReader(database);
    this.chunks = new ChunkReader(database);
    this.embeddings = new EmbeddingReader(database);
    this.#meta = database.prepare('SELECT value FROM meta WHERE key = ?');
    this.#dataVersion = database.prepare('PRAGMA data_version');
  }

  /** Changes whenever another connection has changed the catalog. */
  dataVersion(): number {
    return number(this.#dataVersion.get()?.['data_version']);
  }

  meta(key: string): string | null {
    const row = this.#meta.get(key);
    return row === undefined ? null : text(row['value']);
  }

  /** How often files or embeddings have been added or removed since the index was created. */
  generation(): number {
    return Number(this.meta(generationKey) ?? 0);
  }

  close(): void {
    this.#database.close();
  }
}
