import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { number } from '../catalog/catalogRows.ts';
import type { StoreConnection } from './storeConnection.ts';

/**
 * Steps that bring a store from one schema version to the next; the first creates it. A step is
 * never changed after a release: another is added.
 *
 * A repository's contents are shared by its branches: `files` are versions of files, `branch_files`
 * says which of them a branch has. Ids of chunks count up within a repository, and a file's chunks
 * are numbered in a row. `contents` and their hashes are shared by all repositories; `vectors` is
 * partitioned by repository and model (`space`), because a vector index over several of them loses
 * rows when it is filtered. A row of `postings` has a term's chunks in one segment, a batch of
 * files that were published together. Texts are bytes, because PostgreSQL's own cannot have U+0000.
 * `branch_terms` refers to no other table, because checking that takes longer than all else;
 * `removeGarbage` does it.
 */
const migrations: readonly string[] = [
  `
CREATE TABLE repositories (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, name text NOT NULL UNIQUE,
  generation integer NOT NULL DEFAULT 0, next_chunk integer NOT NULL DEFAULT 1,
  next_segment integer NOT NULL DEFAULT 1
);
CREATE TABLE spaces (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  repository integer NOT NULL REFERENCES repositories ON DELETE CASCADE,
  model text NOT NULL, dimensions integer NOT NULL, UNIQUE (repository, model)
);
CREATE TABLE branches (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  repository integer NOT NULL REFERENCES repositories ON DELETE CASCADE,
  name text NOT NULL, commit text, published timestamptz, preparation text NOT NULL DEFAULT '',
  chunks integer NOT NULL DEFAULT 0, words double precision NOT NULL DEFAULT 0,
  space integer REFERENCES spaces, embedded integer NOT NULL DEFAULT 0,
  relevance double precision, UNIQUE (repository, name)
);
CREATE TABLE files (
  id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  repository integer NOT NULL REFERENCES repositories ON DELETE CASCADE,
  path text NOT NULL, hash bytea NOT NULL, preparation text NOT NULL, language text NOT NULL,
  role text NOT NULL, encoding text NOT NULL, segment integer NOT NULL,
  first_chunk integer NOT NULL, chunks integer NOT NULL, unused_since timestamptz,
  UNIQUE (repository, path, hash, preparation)
);
CREATE TABLE branch_files (
  branch integer NOT NULL REFERENCES branches ON DELETE CASCADE,
  file integer NOT NULL REFERENCES files, PRIMARY KEY (branch, file)
);
CREATE INDEX branch_files_by_file ON branch_files (file);
CREATE TABLE contents (hash bytea PRIMARY KEY, body bytea NOT NULL);
CREATE TABLE chunks (
  repository integer NOT NULL, id integer NOT NULL, file integer NOT NULL, kind text NOT NULL,
  part integer, start_line integer NOT NULL, end_line integer NOT NULL, start_column integer,
  end_column integer, symbol_length integer NOT NULL, content bytea NOT NULL,
  PRIMARY KEY (repository, id)
);
CREATE INDEX chunks_by_content ON chunks (content, repository);
CREATE TABLE postings (
  repository integer NOT NULL, term text COLLATE "C" NOT NULL, segment integer NOT NULL,
  chunks integer[] NOT NULL, frequencies smallint[] NOT NULL, lengths smallint[] NOT NULL,
  PRIMARY KEY (repository, term, segment)
);
CREATE TABLE branch_terms (
  branch integer NOT NULL, term text COLLATE "C" NOT NULL, chunks integer NOT NULL,
  PRIMARY KEY (branch, term)
);
CREATE TABLE vectors (
  space integer NOT NULL, content bytea NOT NULL, vector halfvec NOT NULL,
  PRIMARY KEY (space, content)
) PARTITION BY LIST (space);
`,
];

/** The version of the tables that this version of the product reads and writes. */
const storeVersion = migrations.length;

/** Only one publisher at a time changes a store. Any number will do; this one is “ask” in ASCII. */
const publishersLock = 0x61736b;

/**
 * Begins the transaction of a publisher: waits for others, then creates the tables or brings them
 * up to date.
 * @throws Failure `store-unusable` if a newer version made them; others by reason.
 */
export async function beginPublishing(store: StoreConnection): Promise<void> {
  await store.query('BEGIN');
  await store.query('SELECT pg_advisory_xact_lock($1)', [publishersLock]);
  const [known] = await store.query("SELECT to_regclass('ask_workspace.version') AS known");
  if (known?.['known'] === null) {
    await store.query('CREATE EXTENSION IF NOT EXISTS vector');
    // An administrator may have made it for a publisher that may not make any.
    const [schema] = await store.query("SELECT to_regnamespace('ask_workspace') AS known");
    if (schema?.['known'] === null) await store.query('CREATE SCHEMA ask_workspace');
    await store.query('CREATE TABLE version (number integer NOT NULL)');
    await store.query('INSERT INTO version VALUES (0)');
  }
  const version = await storedVersion(store);
  if (version > storeVersion) throw newer(store, version);
  for (const migration of migrations.slice(version)) await store.query(migration);
  if (version < storeVersion) await store.query('UPDATE version SET number = $1', [storeVersion]);
}

/**
 * Checks that this version can read a store.
 * @throws Failure `store-unusable` if nothing is published there, or by another version.
 */
export async function checkVersion(store: StoreConnection): Promise<void> {
  const [known] = await store.query("SELECT to_regclass('ask_workspace.version') AS known");
  if (known?.['known'] === null) throw nothingPublished(store);
  const version = await storedVersion(store);
  if (version > storeVersion) throw newer(store, version);
  if (version < storeVersion)
    throw new Failure(
      'store-unusable',
      wording('The team index at {store} is by an older version. Publish to it again.', {
        store: store.name,
      }),
    );
}

export function nothingPublished(store: StoreConnection): Failure {
  return new Failure(
    'store-unusable',
    wording(
      'Nothing is published at {store} yet (ask-workspace publish FOLDER --store ADDRESS), or this user may not read it.',
      { store: store.name },
    ),
  );
}

async function storedVersion(store: StoreConnection): Promise<number> {
  const [row] = await store.query('SELECT number FROM version');
  return number(row?.['number']);
}

function newer(store: StoreConnection, version: number): Failure {
  return new Failure(
    'store-unusable',
    wording(
      'The team index at {store} has schema {version}, and this version knows {known}. Update Ask Workspace.',
      { store: store.name, version, known: storeVersion },
    ),
  );
}
