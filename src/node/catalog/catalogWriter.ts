import type { DatabaseSync } from 'node:sqlite';
import type { CatalogWriter } from '../../core/indexing/catalogPort.ts';
import type {
  FoundFile,
  KnownFile,
  LeftOut,
  PreparedFile,
  Unembedded,
} from '../../core/indexing/fileRecords.ts';
import type { StoredEmbedding } from './catalogRows.ts';
import { CatalogTransactions } from './catalogTransactions.ts';
import { EmbeddingWriter } from './embeddingWriter.ts';
import { FileWriter } from './fileWriter.ts';

/** Writes one folder's SQLite catalog: its files, their embeddings, and notes about the whole. */
export class SqliteCatalogWriter implements CatalogWriter {
  readonly #database: DatabaseSync;
  readonly #transactions: CatalogTransactions;
  readonly #files: FileWriter;
  readonly #embeddings: EmbeddingWriter;

  /** @param file named in failures. */
  constructor(database: DatabaseSync, file: string) {
    this.#database = database;
    this.#transactions = new CatalogTransactions(database, file);
    this.#files = new FileWriter(database, this.#transactions);
    this.#embeddings = new EmbeddingWriter(database, this.#transactions);
  }

  knownFiles(paths: readonly string[]): Promise<KnownFile[]> {
    return this.#files.knownFiles(paths);
  }

  store(
    file: FoundFile,
    prepared: Extract<PreparedFile, { outcome: 'chunked' | 'skipped' }>,
    preparation: string,
  ): Promise<{ id: number; added: number; removed: number }> {
    return this.#files.store(file, prepared, preparation);
  }

  touch(id: number, file: FoundFile): Promise<void> {
    return this.#files.touch(id, file);
  }

  remove(id: number): Promise<number> {
    return this.#files.remove(id);
  }

  replaceLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
    return this.#files.replaceLeftOut(leftOut);
  }

  unembedded(
    modelSha256: string,
    after: number,
  ): Promise<{ texts: Unembedded[]; next: number | null }> {
    return this.#embeddings.unembedded(modelSha256, after);
  }

  unembeddedOfFiles(modelSha256: string, fileIds: readonly number[]): Promise<Unembedded[]> {
    return this.#embeddings.unembeddedOfFiles(modelSha256, fileIds);
  }

  addEmbedding(modelSha256: string, content: string, vector: Float32Array): Promise<number> {
    return this.#embeddings.addEmbedding(modelSha256, content, vector);
  }

  dropUnusedEmbeddings(nowMs: number): Promise<void> {
    return this.#embeddings.dropUnusedEmbeddings(nowMs);
  }

  /** Adds embeddings from another catalog. Those that are already here stay as they are. */
  takeIn(embeddings: readonly StoredEmbedding[]): Promise<void> {
    return this.#embeddings.takeIn(embeddings);
  }

  setMeta(key: string, value: string): Promise<void> {
    return this.#transactions.run(() => {
      this.#database
        .prepare(
          'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) ' +
            'DO UPDATE SET value = excluded.value',
        )
        .run(key, value);
    });
  }

  close(): void {
    this.#database.close();
  }
}
