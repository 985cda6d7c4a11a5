import { bytes, number, text } from '../../catalog/catalogRows.ts';
import type { StoredEmbedding } from '../../catalog/catalogRows.ts';
import { binaryArray, byteaType } from '../binaryArray.ts';
import type { StoreConnection } from '../storeConnection.ts';

/** Some megabytes, because vectors arrive as text. */
const readAtOnce = 500;

/**
 * The embeddings that a store has of a repository by this model, in parts.
 * @param wanted chooses among the hashes of the embedded texts.
 */
export async function* storedEmbeddings(
  store: StoreConnection,
  repository: string,
  modelSha256: string,
  wanted: (contents: readonly Uint8Array[]) => readonly Uint8Array[],
): AsyncGenerator<readonly StoredEmbedding[]> {
  const [known] = await store.query("SELECT to_regclass('ask_workspace.spaces') AS spaces");
  if (known?.['spaces'] === null) return;
  const [space] = await store.query(
    `SELECT spaces.id FROM spaces JOIN repositories ON repositories.id = repository
     WHERE name = $1 AND model = $2`,
    [repository, modelSha256],
  );
  if (space === undefined) return;
  const id = number(space['id']);
  const stored = await store.query('SELECT content FROM vectors WHERE space = $1', [id]);
  const contents = wanted(stored.map((row) => bytes(row['content'])));
  for (let from = 0; from < contents.length; from += readAtOnce) {
    const rows = await store.query(
      `SELECT content, vector::text AS vector FROM vectors
       WHERE space = $1 AND content = ANY ($2::bytea[])`,
      [id, binaryArray(byteaType, contents.slice(from, from + readAtOnce))],
    );
    yield rows.map((row) => ({
      content: bytes(row['content']),
      modelSha256,
      unusedSince: null,
      vector: new Uint8Array(vectorFrom(text(row['vector'])).buffer),
    }));
  }
}

/** @throws Error if the store does not hold a vector there. */
function vectorFrom(written: string): Float32Array {
  const numbers: unknown = JSON.parse(written);
  if (!Array.isArray(numbers) || !numbers.every((value) => typeof value === 'number'))
    throw new TypeError('The store contains something else than a vector.');
  return Float32Array.from(numbers);
}
