import { number } from '../../catalog/catalogRows.ts';
import { binaryArray, byteaType, numberArray } from '../binaryArray.ts';
import type { StoreConnection } from '../storeConnection.ts';

/**
 * Deletes what no branch of a repository has used for `keepDays` days: versions of files with their
 * chunks and words, then texts and vectors that no chunk has. Call it in a publisher's transaction.
 */
export async function removeGarbage(
  store: StoreConnection,
  repository: number,
  keepDays: number,
): Promise<void> {
  await store.query(
    `UPDATE files SET unused_since = CASE WHEN used THEN NULL ELSE now() END
     FROM (SELECT id, EXISTS (SELECT FROM branch_files WHERE file = id) AS used FROM files
           WHERE repository = $1) AS use
     WHERE files.id = use.id AND used = (unused_since IS NOT NULL)`,
    [repository],
  );
  const removed = await store.query(
    `DELETE FROM files WHERE repository = $1
       AND unused_since <= now() - make_interval(days => $2)
     RETURNING segment, first_chunk, chunks`,
    [repository, keepDays],
  );
  if (removed.length === 0) return;
  await store.query(
    `DELETE FROM branch_terms
     WHERE NOT EXISTS (SELECT FROM branches WHERE branches.id = branch)`,
  );
  const chunks = removed.flatMap((row) =>
    Array.from({ length: number(row['chunks']) }, (_, index) => number(row['first_chunk']) + index),
  );
  const segments = [...new Set(removed.map((row) => number(row['segment'])))];
  await store.query(
    `UPDATE postings SET (chunks, frequencies, lengths) =
       (SELECT coalesce(array_agg(chunk ORDER BY chunk), '{}'),
          coalesce(array_agg(frequency ORDER BY chunk), '{}'),
          coalesce(array_agg(length ORDER BY chunk), '{}')
        FROM unnest(chunks, frequencies, lengths) AS posting (chunk, frequency, length)
        WHERE chunk <> ALL ($3::integer[]))
     WHERE repository = $1 AND segment = ANY ($2::integer[])`,
    [repository, numberArray(segments), numberArray(chunks)],
  );
  await store.query(
    `DELETE FROM postings
     WHERE repository = $1 AND segment = ANY ($2::integer[]) AND chunks = '{}'`,
    [repository, numberArray(segments)],
  );
  const contents = await store.query(
    'DELETE FROM chunks WHERE repository = $1 AND id = ANY ($2::integer[]) RETURNING content',
    [repository, numberArray(chunks)],
  );
  const hashes = contents.map(({ content }) => content).filter((hash) => Buffer.isBuffer(hash));
  await removeContents(store, repository, hashes);
}

async function removeContents(
  store: StoreConnection,
  repository: number,
  hashes: readonly Buffer[],
): Promise<void> {
  const all = binaryArray(byteaType, hashes);
  await store.query(
    `DELETE FROM vectors WHERE content = ANY ($2::bytea[])
       AND space IN (SELECT id FROM spaces WHERE spaces.repository = $1)
       AND NOT EXISTS (SELECT FROM chunks
         WHERE chunks.repository = $1 AND chunks.content = vectors.content)`,
    [repository, all],
  );
  await store.query(
    `DELETE FROM contents WHERE hash = ANY ($1::bytea[])
       AND NOT EXISTS (SELECT FROM chunks WHERE content = hash)`,
    [all],
  );
}
