import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { embeddedText } from '../../core/chunking/embeddedText.ts';
import type { Unembedded } from '../../core/indexing/fileRecords.ts';
import { bytesOfHex, hexOf, number, text } from './catalogRows.ts';
import type { Row, StoredEmbedding } from './catalogRows.ts';
import type { CatalogTransactions } from './catalogTransactions.ts';

/** How many chunks one search for missing embeddings covers. */
const unembeddedWindow = 4000;

const unusedKeptMs = 30 * 24 * 60 * 60 * 1000;

const withoutEmbedding = `SELECT chunks.content, chunks.symbol, chunks.text, count(*) AS n
  FROM chunks WHERE NOT EXISTS (
    SELECT 1 FROM embeddings WHERE embeddings.model = ? AND embeddings.content = chunks.content)`;

/** Writes the embeddings of a catalog: one per text and model, kept a while after its last use. */
export class EmbeddingWriter {
  readonly #database: DatabaseSync;
  readonly #transactions: CatalogTransactions;
  readonly #insert: StatementSync;
  readonly #models = new Map<string, number>();

  constructor(database: DatabaseSync, transactions: CatalogTransactions) {
    this.#database = database;
    this.#transactions = transactions;
    this.#insert = database.prepare(
      'INSERT INTO embeddings (content, model, vector) VALUES (?, ?, ?) ' +
        'ON CONFLICT (model, content) DO UPDATE SET vector = excluded.vector RETURNING id',
    );
  }

  /** See `CatalogWriter`. */
  unembedded(
    modelSha256: string,
    after: number,
  ): Promise<{ texts: Unembedded[]; next: number | null }> {
    return this.#transactions.run(() => {
      const last = after + unembeddedWindow;
      const rows = this.#database
        .prepare(
          `${withoutEmbedding} AND chunks.id > ? AND chunks.id <= ? GROUP BY chunks.content ` +
            'ORDER BY min(chunks.id)',
        )
        .all(this.#model(modelSha256), after, last);
      const max = number(
        this.#database.prepare('SELECT coalesce(max(id), 0) AS n FROM chunks').get()?.['n'],
      );
      return { texts: rows.map(unembeddedText), next: last < max ? last : null };
    });
  }

  unembeddedOfFiles(modelSha256: string, fileIds: readonly number[]): Promise<Unembedded[]> {
    return this.#transactions.run(() =>
      this.#database
        .prepare(
          `${withoutEmbedding} AND chunks.file IN (SELECT value FROM json_each(?)) ` +
            'GROUP BY chunks.content ORDER BY min(chunks.id)',
        )
        .all(this.#model(modelSha256), JSON.stringify(fileIds))
        .map(unembeddedText),
    );
  }

  addEmbedding(modelSha256: string, content: string, vector: Float32Array): Promise<number> {
    const stored = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
    // `all`, although there is one row: until a statement has run to its end, SQLite cannot shorten
    // its log.
    return this.#transactions.run(() =>
      number(this.#insert.all(bytesOfHex(content), this.#model(modelSha256), stored)[0]?.['id']),
    );
  }

  /** Adds embeddings from another catalog. Those that are already here stay as they are. */
  async takeIn(embeddings: readonly StoredEmbedding[]): Promise<void> {
    const models = await this.#transactions.run(() =>
      embeddings.map(({ modelSha256 }) => this.#model(modelSha256)),
    );
    await this.#transactions.write(() => {
      const insert = this.#database.prepare(
        'INSERT OR IGNORE INTO embeddings (content, model, unused_since, vector) ' +
          'VALUES (?, ?, ?, ?)',
      );
      for (const [i, { content, unusedSince, vector }] of embeddings.entries())
        insert.run(content, models[i] ?? null, unusedSince, vector);
    });
  }

  dropUnusedEmbeddings(nowMs: number): Promise<void> {
    return this.#transactions.write(() => {
      this.#database
        .prepare(
          'UPDATE embeddings SET unused_since = ? WHERE unused_since IS NULL ' +
            'AND NOT EXISTS (SELECT 1 FROM chunks WHERE chunks.content = embeddings.content)',
        )
        .run(nowMs);
      this.#database.exec(
        'UPDATE embeddings SET unused_since = NULL WHERE unused_since IS NOT NULL ' +
          'AND EXISTS (SELECT 1 FROM chunks WHERE chunks.content = embeddings.content)',
      );
      this.#database
        .prepare('DELETE FROM embeddings WHERE unused_since < ?')
        .run(nowMs - unusedKeptMs);
      this.#database.exec(`DELETE FROM embeddings WHERE id IN (
        SELECT id FROM embeddings WHERE unused_since IS NOT NULL
        ORDER BY unused_since DESC, id DESC
        LIMIT -1 OFFSET (SELECT count(*) FROM embeddings WHERE unused_since IS NULL))`);
    });
  }

  #model(sha256: string): number {
    const known = this.#models.get(sha256);
    if (known !== undefined) return known;
    this.#database.prepare('INSERT OR IGNORE INTO models (sha256) VALUES (?)').run(sha256);
    const id = number(
      this.#database.prepare('SELECT id FROM models WHERE sha256 = ?').get(sha256)?.['id'],
    );
    this.#models.set(sha256, id);
    return id;
  }
}

function unembeddedText(row: Row): Unembedded {
  return {
    content: hexOf(row['content']),
    text: embeddedText({ symbol: text(row['symbol']), text: text(row['text']) }),
    chunks: number(row['n']),
  };
}
