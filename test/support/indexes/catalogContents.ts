import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { catalogFileName } from '../../../src/node/catalog/database/catalogDatabase.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';

/**
 * Everything that is stored for a folder, without ids and in a fixed order: two indexes of the same
 * files are equal.
 */
export async function catalogContents(
  base: string,
  root: string,
): Promise<{ files: unknown[]; chunks: unknown[]; embeddings: unknown[]; words: unknown[] }> {
  const database = new DatabaseSync(join(await indexLocation(base, root), catalogFileName), {
    readOnly: true,
  });
  try {
    const all = (sql: string): unknown[] =>
      database
        .prepare(sql)
        .all()
        .map((row) =>
          Object.values(row).map((value) =>
            value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
          ),
        );
    return {
      files: all(
        'SELECT path, size, modified, hash, preparation, language, role, skipped FROM files ' +
          'ORDER BY path',
      ),
      chunks: all(
        'SELECT path, ordinal, kind, part, start_line, end_line, start_column, ' +
          'end_column, symbol, text, content ' +
          'FROM chunks JOIN files ON files.id = chunks.file ORDER BY path, ordinal',
      ),
      embeddings: all(
        'SELECT content, sha256, vector FROM embeddings ' +
          'JOIN models ON models.id = embeddings.model ORDER BY content, sha256',
      ),
      words: all('SELECT term, doc, cnt FROM chunk_terms ORDER BY term'),
    };
  } finally {
    database.close();
  }
}
