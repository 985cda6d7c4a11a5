import { bytes, number, vectorOf } from '../../catalog/catalogRows.ts';
import { binaryArray, byteaType } from '../binaryArray.ts';
import { halfVector } from '../halfVector.ts';
import type { LocalIndex } from './localIndex.ts';
import type { StoreConnection } from '../storeConnection.ts';
import { WriteBehind } from './writeBehind.ts';

/** Under a megabyte a statement. */
const vectorsAtOnce = 1000;

/** Below this, comparing all vectors takes less than 20 ms. */
const minIndexed = 5000;

export interface VectorsToPublish {
  readonly store: StoreConnection;
  readonly local: LocalIndex;
  readonly repository: number;
  readonly branch: number;
  readonly modelSha256: string | null;
}

export interface PublishedVectors {
  /** The vectors of this repository by this model; null without vectors. */
  readonly space: number | null;
  /** How many chunks of the branch have one. */
  readonly embedded: number;
  readonly added: number;
  /** Vectors that another repository had by the same model. */
  readonly copied: number;
}

const none: PublishedVectors = { space: null, embedded: 0, added: 0, copied: 0 };

/** Adds the vectors of a branch's chunks that its repository lacks. */
export async function publishVectors(options: VectorsToPublish): Promise<PublishedVectors> {
  const { store, local, modelSha256 } = options;
  if (modelSha256 === null) return none;
  const contents = await branchContents(options);
  const [example] = firstOf(contents, (content) => local.vector(modelSha256, content));
  if (example === undefined) return none;
  const space = await spaceFor(options, modelSha256, example.length / 4);
  const lacking = async (): Promise<Uint8Array[]> =>
    (
      await store.query(
        `SELECT content FROM unnest($2::bytea[]) AS content
         WHERE NOT EXISTS
           (SELECT FROM vectors WHERE space = $1 AND vectors.content = content.content)`,
        [space, binaryArray(byteaType, contents)],
      )
    ).map((row) => bytes(row['content']));
  const copied = await copyVectors(store, space, await lacking());
  const missing = await lacking();
  const [type] = await store.query("SELECT 'halfvec'::regtype::oid::integer AS id");
  let added = 0;
  const writes = new WriteBehind();
  for (let from = 0; from < missing.length; from += vectorsAtOnce) {
    const found = missing.slice(from, from + vectorsAtOnce).flatMap((content) => {
      const vector = local.vector(modelSha256, content);
      return vector === undefined ? [] : [{ content, vector: halfVector(vectorOf(vector)) }];
    });
    added += found.length;
    const values = [
      space,
      binaryArray(
        byteaType,
        found.map(({ content }) => content),
      ),
      binaryArray(
        number(type?.['id']),
        found.map(({ vector }) => vector),
      ),
    ];
    await writes.begin(async () => {
      await store.query(
        'INSERT INTO vectors SELECT $1, * FROM unnest($2::bytea[], $3::halfvec[])',
        values,
      );
    });
  }
  await writes.end();
  return { space, embedded: await countEmbedded(options, space), added, copied };
}

/**
 * Builds the index of a repository's vectors if it has none and is worth it. Others may read and
 * publish meanwhile; without it, a search compares all vectors.
 */
export async function buildVectorIndex(store: StoreConnection, space: number): Promise<void> {
  const [row] = await store.query(
    `SELECT dimensions, to_regclass($2) IS NOT NULL AS indexed,
       (SELECT count(*) FROM (SELECT FROM vectors WHERE space = $1 LIMIT $3) AS first)::integer
         AS vectors
     FROM spaces WHERE id = $1`,
    [space, indexName(space), minIndexed],
  );
  if (row?.['indexed'] !== false || number(row['vectors']) < minIndexed) return;
  // Names and numbers are our own: a statement that defines something takes no parameters.
  await store.query(
    `CREATE INDEX IF NOT EXISTS ${indexName(space)} ON ${partitionName(space)}
     USING hnsw ((vector::halfvec(${number(row['dimensions'])})) halfvec_cosine_ops)
     WITH (m = 16, ef_construction = 120)`,
  );
}

async function branchContents({
  store,
  repository,
  branch,
}: VectorsToPublish): Promise<Uint8Array[]> {
  const rows = await store.query(
    `SELECT DISTINCT content FROM branch_files
     JOIN chunks ON chunks.repository = $1 AND chunks.file = branch_files.file
     WHERE branch = $2`,
    [repository, branch],
  );
  return rows.map((row) => bytes(row['content']));
}

async function spaceFor(
  { store, repository }: VectorsToPublish,
  modelSha256: string,
  dimensions: number,
): Promise<number> {
  const [known] = await store.query('SELECT id FROM spaces WHERE repository = $1 AND model = $2', [
    repository,
    modelSha256,
  ]);
  if (known !== undefined) return number(known['id']);
  const [made] = await store.query(
    'INSERT INTO spaces (repository, model, dimensions) VALUES ($1, $2, $3) RETURNING id',
    [repository, modelSha256, dimensions],
  );
  const space = number(made?.['id']);
  await store.query(
    `CREATE TABLE ${partitionName(space)} PARTITION OF vectors FOR VALUES IN (${space})`,
  );
  return space;
}

async function copyVectors(
  store: StoreConnection,
  space: number,
  contents: readonly Uint8Array[],
): Promise<number> {
  const rows = await store.query(
    `INSERT INTO vectors (space, content, vector)
     SELECT DISTINCT ON (content) $1::integer, content, vector FROM vectors
     WHERE content = ANY ($2::bytea[]) AND space IN
       (SELECT other.id FROM spaces AS other JOIN spaces AS own USING (model, dimensions)
        WHERE own.id = $1 AND other.id <> $1)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [space, binaryArray(byteaType, contents)],
  );
  return rows.length;
}

async function countEmbedded(
  { store, repository, branch }: VectorsToPublish,
  space: number,
): Promise<number> {
  const [row] = await store.query(
    `SELECT count(*)::integer AS chunks FROM branch_files
     JOIN chunks ON chunks.repository = $1 AND chunks.file = branch_files.file
     JOIN vectors ON space = $3 AND vectors.content = chunks.content
     WHERE branch = $2`,
    [repository, branch, space],
  );
  return number(row?.['chunks']);
}

function firstOf<T, R>(values: readonly T[], find: (value: T) => R | undefined): R[] {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return [found];
  }
  return [];
}

function partitionName(space: number): string {
  return `vectors_${space}`;
}

function indexName(space: number): string {
  return `vectors_${space}_nearest`;
}
