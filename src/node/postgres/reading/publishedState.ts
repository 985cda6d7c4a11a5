import { nearNames } from '../../../core/nearNames.ts';
import { plainText } from '../../../core/plainText.ts';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import { number, text } from '../../catalog/catalogRows.ts';
import type { StoreConnection } from '../storeConnection.ts';
import { nothingPublished } from '../storeSchema.ts';

/** A branch as it is published, apart from its files. */
export interface PublishedState {
  readonly repository: number;
  readonly repositoryName: string;
  readonly branch: number;
  readonly branchName: string;
  /** Null if it was not published from a git repository. */
  readonly commit: string | null;
  /** Increases with every publication of the repository. */
  readonly generation: number;
  readonly preparation: string;
  readonly chunks: number;
  /** Words of all chunks in all columns. */
  readonly words: number;
  readonly relevance: number | null;
  /** Null if words alone are published. */
  readonly vectors: PublishedVectorSpace | null;
}

export interface PublishedVectorSpace {
  readonly space: number;
  readonly modelSha256: string;
  readonly dimensions: number;
  /** How many chunks of the branch have a vector. */
  readonly embedded: number;
}

/** Names of other repositories that a failure lists, of those that are compared. */
const maxListed = 5;
const maxCompared = 10_000;

/**
 * Finds the branch that a reader follows: the wanted one if it is published, else the one that was
 * published last.
 * @returns its id.
 * @throws Failure `store-unusable` if the repository is not published.
 */
export async function findBranch(
  store: StoreConnection,
  repository: string,
  branch: string,
): Promise<number> {
  const [row] = await store.query(
    `SELECT branches.id FROM branches JOIN repositories ON repositories.id = repository
     WHERE repositories.name = $1 AND published IS NOT NULL
     ORDER BY branches.name = $2 DESC, published DESC LIMIT 1`,
    [repository, branch],
  );
  if (row !== undefined) return number(row['id']);
  const known = await store.query(
    `SELECT DISTINCT repositories.name FROM repositories
     JOIN branches ON repository = repositories.id
     WHERE published IS NOT NULL ORDER BY 1 LIMIT ${maxCompared}`,
  );
  if (known.length === 0) throw nothingPublished(store);
  const names = known.map((one) => plainText(text(one['name'])));
  const listed = nearNames(names, repository, maxListed);
  throw new Failure(
    'store-unusable',
    wording(
      '{repository} is not published in the team index at {store}, which has {names}. The setting askWorkspace.index.storeRepository (--repository) chooses one of these; “ask-workspace publish” adds one.',
      {
        repository: plainText(repository),
        store: store.name,
        names: [...listed, ...(names.length > maxListed ? ['…'] : [])].join(', '),
      },
    ),
  );
}

/**
 * Begins a transaction that sees one state of a branch, and reads what describes it.
 * @throws Failure `store-unusable` if the branch was removed; others by reason.
 */
export async function beginReading(
  store: StoreConnection,
  branch: number,
): Promise<PublishedState> {
  await store.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const [row] = await store.query(
    `SELECT branches.repository, repositories.name AS owner, branches.name, commit, generation,
       preparation, chunks, words, relevance, space, model, dimensions, embedded
     FROM branches JOIN repositories ON repositories.id = branches.repository
     LEFT JOIN spaces ON spaces.id = space WHERE branches.id = $1`,
    [branch],
  );
  if (row === undefined)
    throw new Failure(
      'store-unusable',
      wording('The branch is no longer published in the team index at {store}.', {
        store: store.name,
      }),
    );
  return {
    repository: number(row['repository']),
    repositoryName: text(row['owner']),
    branch,
    branchName: text(row['name']),
    commit: row['commit'] === null ? null : text(row['commit']),
    generation: number(row['generation']),
    preparation: text(row['preparation']),
    chunks: number(row['chunks']),
    words: number(row['words']),
    relevance: row['relevance'] === null ? null : number(row['relevance']),
    vectors:
      row['space'] === null
        ? null
        : {
            space: number(row['space']),
            modelSha256: text(row['model']),
            dimensions: number(row['dimensions']),
            embedded: number(row['embedded']),
          },
  };
}
