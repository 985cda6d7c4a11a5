import { existsSync, readdirSync, rmSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { catalogFileName, schemaVersion } from './catalogDatabase.ts';
import { bytes, number, text } from '../catalogRows.ts';
import type { StoredEmbedding } from '../catalogRows.ts';
import type { SqliteCatalogWriter } from '../catalogWriter.ts';
import { openDatabase } from './openDatabase.ts';
import { WriterLock } from './writerLock.ts';

/** How many embeddings one step carries over: about five milliseconds. */
const carriedAtOnce = 200;

/**
 * Index folders that older versions left for the same workspace folder as `directory`, newest
 * first.
 */
export function olderIndexes(directory: string): string[] {
  const base = dirname(dirname(directory));
  const versions = namesIn(base)
    .flatMap((name) => Number(/^v(\d+)$/.exec(name)?.[1] ?? schemaVersion))
    .filter((version) => version < schemaVersion);
  return versions
    .sort((a, b) => b - a)
    .map((version) => join(base, `v${version}`, basename(directory)))
    .filter((older) => existsSync(join(older, catalogFileName)));
}

/**
 * Takes over the embeddings of the newest older index that can be read. Then deletes all older
 * indexes, except those that an older version is writing. If interrupted, the next call starts
 * again; embeddings that are already here stay as they are.
 * @param run schedules one short step.
 * @throws what `run` and `writer` throw; never because of an older index.
 */
export async function carryOlderEmbeddings(
  directory: string,
  writer: SqliteCatalogWriter,
  run: <T>(step: () => Promise<T> | T) => Promise<T>,
  log: (line: string) => void,
): Promise<void> {
  const older = olderIndexes(directory);
  for (const own of older) if (await carry(own, writer, run, log)) break;
  for (const own of older) removeUnlessWritten(own, log);
}

/** @returns whether the older index could be read to its end. */
async function carry(
  older: string,
  writer: SqliteCatalogWriter,
  run: <T>(step: () => Promise<T> | T) => Promise<T>,
  log: (line: string) => void,
): Promise<boolean> {
  const parts = embeddingsIn(older);
  let carried = 0;
  try {
    for (;;) {
      const part = await run(() => readable(parts));
      if (part instanceof Error) {
        log(
          `The embeddings of ${older}, by an older version, cannot be read ` +
            `and are computed again: ${part.message}`,
        );
        return false;
      }
      if (part === undefined) break;
      await run(() => writer.takeIn(part));
      carried += part.length;
    }
  } finally {
    parts.return(undefined);
  }
  log(`${carried} embeddings were taken over from ${older}.`);
  return true;
}

/**
 * The next part; undefined after the last; an Error if the file is damaged, locked or has other
 * columns.
 */
function readable(
  parts: Generator<readonly StoredEmbedding[], undefined>,
): readonly StoredEmbedding[] | Error | undefined {
  try {
    return parts.next().value;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function* embeddingsIn(older: string): Generator<readonly StoredEmbedding[], undefined> {
  const database = openDatabase(join(older, catalogFileName), { readOnly: true });
  try {
    const next = database.prepare(
      `SELECT embeddings.id AS id, content, sha256, unused_since, vector
       FROM embeddings CROSS JOIN models ON models.id = embeddings.model
       WHERE embeddings.id > ? ORDER BY embeddings.id LIMIT ${carriedAtOnce}`,
    );
    for (let after = 0; ;) {
      const rows = next.all(after);
      if (rows.length === 0) return;
      after = number(rows.at(-1)?.['id']);
      yield rows.map((row) => ({
        content: bytes(row['content']),
        modelSha256: text(row['sha256']),
        unusedSince: row['unused_since'] === null ? null : number(row['unused_since']),
        vector: bytes(row['vector']),
      }));
    }
  } finally {
    database.close();
  }
}

function removeUnlessWritten(older: string, log: (line: string) => void): void {
  try {
    const lock = WriterLock.tryAcquire(older);
    if (lock === undefined) return;
    for (const name of namesIn(older))
      if (!name.startsWith('writer.db')) rmSync(join(older, name), { force: true });
    lock.release();
    rmSync(older, { recursive: true, force: true });
    if (namesIn(dirname(older)).length === 0) rmdirSync(dirname(older));
  } catch (error) {
    log(`${older}, the index of an older version, cannot be deleted: ${String(error)}`);
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
