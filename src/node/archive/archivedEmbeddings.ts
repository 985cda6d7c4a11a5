import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { catalogFileName } from '../catalog/database/catalogDatabase.ts';
import { bytes, number } from '../catalog/catalogRows.ts';
import type { StoredEmbedding } from '../catalog/catalogRows.ts';
import { openDatabase } from '../catalog/database/openDatabase.ts';
import { readEmbeddingsFile, verifyEmbeddingsFile, writeEmbeddingsFile } from './embeddingsFile.ts';
import type { ArchivedEmbedding, EmbeddingsHeader } from './embeddingsFile.ts';

/** How many embeddings are read from the catalog at once. */
const readAtOnce = 200;

/**
 * Writes the embeddings that chunks of an index use. Computing them is what takes long in another
 * checkout; its words are read again within seconds.
 * @param directory of the index.
 * @param modelSha256 of the embedding model in use.
 * @returns how many were written.
 * @throws Failure `index-empty` if there are none; `disk-full`, `folder-read-only`, `cancelled`.
 */
export async function exportEmbeddings(
  directory: string,
  modelSha256: string,
  file: string,
  signal: AbortSignal,
): Promise<number> {
  const database = openDatabase(join(directory, catalogFileName), { readOnly: true });
  try {
    database.exec('BEGIN'); // one state, whatever is indexed meanwhile
    const header = headerOf(database, modelSha256);
    await writeEmbeddingsFile(file, header, embeddingsIn(database, modelSha256), signal);
    return header.count;
  } finally {
    database.close();
  }
}

const used =
  'FROM embeddings JOIN models ON models.id = embeddings.model ' +
  'WHERE models.sha256 = ? AND unused_since IS NULL';

function headerOf(database: DatabaseSync, model: string): EmbeddingsHeader {
  const row = database
    .prepare(
      'SELECT count(*) AS count, max(length(content)) AS content, ' +
        `max(length(vector)) AS vector ${used}`,
    )
    .get(model);
  const count = number(row?.['count']);
  if (count === 0)
    throw new Failure(
      'index-empty',
      wording(
        'Nothing is indexed by meaning yet, so there is nothing to export. Index the folder first.',
      ),
    );
  return {
    model,
    contentBytes: number(row?.['content']),
    vectorBytes: number(row?.['vector']),
    count,
  };
}

function* embeddingsIn(database: DatabaseSync, model: string): Generator<ArchivedEmbedding> {
  const next = database.prepare(
    `SELECT content, vector ${used} AND content > ? ORDER BY content LIMIT ${readAtOnce}`,
  );
  for (let after: Uint8Array = new Uint8Array(); ;) {
    const rows = next.all(model, after);
    for (const row of rows) {
      after = bytes(row['content']);
      yield { content: after, vector: bytes(row['vector']) };
    }
    if (rows.length < readAtOnce) return;
  }
}

/**
 * Takes in the embeddings of an exported index. The file is checked to its end before any is taken.
 * @param accepts the model in use; null if there is none yet.
 * @returns how many the file holds.
 * @throws Failure `index-unreadable`, `model-unsupported` if another model made them, `cancelled`.
 */
export async function importEmbeddings(
  file: string,
  accepts: string | null,
  takeIn: (embeddings: readonly StoredEmbedding[]) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const { model, count } = await verifyEmbeddingsFile(file, signal);
  if (accepts !== null && accepts !== model)
    throw new Failure(
      'model-unsupported',
      wording(
        '{file} was made with another embedding model than the one in use. Choose the same model in the setting askWorkspace.index.embeddingModel.',
        { file },
      ),
    );
  for await (const { embeddings } of readEmbeddingsFile(file, signal))
    await takeIn(
      embeddings.map(({ content, vector }) => ({
        content,
        vector,
        modelSha256: model,
        unusedSince: null,
      })),
    );
  return count;
}
