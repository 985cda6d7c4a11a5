import type { PublishReport } from '../../../core/indexing/indexService.ts';
import { analyzeText } from '../../../core/retrieval/question/analyzeText.ts';
import { bytes, number, text } from '../../catalog/catalogRows.ts';
import { numberArray } from '../binaryArray.ts';
import { splitBody } from '../chunkBody.ts';
import { chunkWords, fileWords } from '../chunkWords.ts';
import { FilePublisher } from './filePublisher.ts';
import type { LocalFile, LocalIndex } from './localIndex.ts';
import type { CheckedOut } from '../publication.ts';
import { removeGarbage } from './removeGarbage.ts';
import { stopIfCancelled } from './stopIfCancelled.ts';
import type { StoreConnection } from '../storeConnection.ts';
import { beginPublishing } from '../storeSchema.ts';
import { buildVectorIndex, publishVectors } from './publishVectors.ts';
import type { PublishedVectors } from './publishVectors.ts';
import { termsAtOnce, WordChanges } from './wordChanges.ts';

export interface PublishOptions {
  readonly store: StoreConnection;
  readonly local: LocalIndex;
  readonly publication: CheckedOut;
  /** The embedding model in use; null publishes words alone. */
  readonly modelSha256: string | null;
  /** `FolderIndex.relevanceThreshold`, for cosines. */
  readonly relevance: number | null;
  /** How long what no branch uses is kept, in days. */
  readonly keepDays: number;
  readonly signal: AbortSignal;
}

interface Branch {
  readonly id: number;
  readonly repository: number;
  /** Whether it has no chunks yet, and so no counts of terms. */
  readonly isEmpty: boolean;
}

/**
 * Publishes one state of a folder's index as a branch of a repository: in one transaction, so that
 * readers see the former state or this one. What the store has already, from this branch or
 * another, is not written again.
 * @throws Failure `store-unreachable`, `store-refused`, `store-unusable`; `cancelled`.
 */
export async function publish(options: PublishOptions): Promise<PublishReport> {
  const { store } = options;
  const startMs = performance.now();
  await beginPublishing(store);
  const { space, ...report } = await new StorePublisher(options).run();
  await store.query('COMMIT');
  const publishedMs = performance.now();
  if (space !== null) await buildVectorIndex(store, space);
  const endMs = performance.now();
  return {
    ...report,
    publishSeconds: (publishedMs - startMs) / 1000,
    vectorIndexSeconds: (endMs - publishedMs) / 1000,
  };
}

class StorePublisher {
  readonly #options: PublishOptions;
  readonly #store: StoreConnection;
  readonly #changes = new WordChanges();

  constructor(options: PublishOptions) {
    this.#options = options;
    this.#store = options.store;
  }

  async run(): Promise<
    Omit<PublishReport, 'publishSeconds' | 'vectorIndexSeconds'> & Pick<PublishedVectors, 'space'>
  > {
    const { local, publication, keepDays } = this.#options;
    const files = local.files();
    const branch = await this.#branch(files[0]?.preparation ?? '');
    const stored = await this.#storedFiles(branch);
    const wanted = new Set(files.map(keyOf));
    const missing = files.filter((file) => !stored.has(keyOf(file)));
    const returning = files.filter((file) => stored.get(keyOf(file))?.isLive === false);
    const leaving = [...stored].filter(([key, { isLive }]) => isLive && !wanted.has(key));

    const writer = new FilePublisher(this.#options, branch.repository, this.#changes);
    const added = await writer.add(missing);
    for (const file of returning) {
      stopIfCancelled(this.#options.signal);
      for (const words of fileWords(file.path, local.chunks(file.id)))
        this.#changes.count(words, 1);
      added.push(stored.get(keyOf(file))?.id ?? 0);
    }
    await this.#removeFromBranch(
      branch,
      leaving.map(([, { id }]) => id),
    );
    await this.#store.query(
      `INSERT INTO branch_files (branch, file)
       SELECT $1, file FROM unnest($2::integer[]) AS file`,
      [branch.id, numberArray(added)],
    );
    await this.#countTerms(branch);
    const vectors = await publishVectors({ ...this.#options, ...branch, branch: branch.id });
    const chunks = await this.#describeBranch(branch, vectors);
    await removeGarbage(this.#store, branch.repository, keepDays);
    return {
      ...publication,
      files: files.length,
      chunks,
      newChunks: writer.chunks,
      newVectors: vectors.added,
      copiedVectors: vectors.copied,
      space: vectors.space,
    };
  }

  /** A branch that another version prepared begins again: its words are counted differently. */
  async #branch(preparation: string): Promise<Branch> {
    const { publication } = this.#options;
    const [repository] = await this.#store.query(
      `INSERT INTO repositories (name) VALUES ($1)
       ON CONFLICT (name) DO UPDATE SET generation = repositories.generation + 1 RETURNING id`,
      [publication.repository],
    );
    const own = number(repository?.['id']);
    const [branch] = await this.#store.query(
      `INSERT INTO branches (repository, name, preparation) VALUES ($1, $2, $3)
       ON CONFLICT (repository, name) DO UPDATE SET name = excluded.name
       RETURNING id, preparation, chunks`,
      [own, publication.branch, preparation],
    );
    const id = number(branch?.['id']);
    const isOther = text(branch?.['preparation']) !== preparation;
    if (isOther) {
      await this.#store.query('DELETE FROM branch_files WHERE branch = $1', [id]);
      await this.#store.query('DELETE FROM branch_terms WHERE branch = $1', [id]);
      await this.#store.query(
        'UPDATE branches SET preparation = $2, chunks = 0, words = 0 WHERE id = $1',
        [id, preparation],
      );
    }
    return { id, repository: own, isEmpty: isOther || number(branch?.['chunks']) === 0 };
  }

  /** Every version of a file that the store has of this repository. */
  async #storedFiles({ id, repository }: Branch): Promise<Map<string, StoredFile>> {
    const rows = await this.#store.query(
      `SELECT files.id, path, hash, preparation, branch IS NOT NULL AS live
       FROM files LEFT JOIN branch_files ON branch = $2 AND file = files.id
       WHERE repository = $1`,
      [repository, id],
    );
    return new Map(
      rows.map((row) => [
        keyOf({
          path: text(row['path']),
          hash: bytes(row['hash']),
          preparation: text(row['preparation']),
        }),
        { id: number(row['id']), isLive: row['live'] === true },
      ]),
    );
  }

  /** The words of what leaves the branch are counted from its texts, as they were when it came. */
  async #removeFromBranch({ id, repository }: Branch, files: readonly number[]): Promise<void> {
    if (files.length === 0) return;
    const rows = await this.#store.query(
      `SELECT path, symbol_length, body FROM files
       CROSS JOIN generate_series(first_chunk, first_chunk + files.chunks - 1) AS own (id)
       JOIN chunks ON chunks.repository = $1 AND chunks.id = own.id
       JOIN contents ON contents.hash = content WHERE files.id = ANY ($2::integer[])`,
      [repository, numberArray(files)],
    );
    for (const row of rows)
      this.#changes.count(
        chunkWords(
          analyzeText(text(row['path'])),
          splitBody(bytes(row['body']), number(row['symbol_length'])),
        ),
        -1,
      );
    await this.#store.query(
      'DELETE FROM branch_files WHERE branch = $1 AND file = ANY ($2::integer[])',
      [id, numberArray(files)],
    );
  }

  /** Where no counts can be in the way, not looking for them takes half the time. */
  async #countTerms({ id, isEmpty }: Branch): Promise<void> {
    const onConflict = isEmpty
      ? ''
      : `ON CONFLICT (branch, term)
           DO UPDATE SET chunks = branch_terms.chunks + excluded.chunks`;
    for (const part of this.#changes.parts(termsAtOnce)) {
      stopIfCancelled(this.#options.signal);
      await this.#store.query(
        `INSERT INTO branch_terms (branch, term, chunks)
         SELECT $1, * FROM unnest($2::text[], $3::integer[]) ${onConflict}`,
        [id, part.map(([term]) => term), numberArray(part.map(([, chunks]) => chunks))],
      );
    }
    await this.#store.query('DELETE FROM branch_terms WHERE branch = $1 AND chunks <= 0', [id]);
  }

  /** @returns the number of chunks of the branch. */
  async #describeBranch({ id }: Branch, { space, embedded }: PublishedVectors): Promise<number> {
    const {
      publication: { commit },
      relevance,
    } = this.#options;
    const [row] = await this.#store.query(
      `UPDATE branches SET commit = $2, published = now(), chunks = chunks + $3,
         words = words + $4, space = $5, embedded = $6, relevance = $7
       WHERE id = $1 RETURNING chunks`,
      [id, commit, this.#changes.chunks, this.#changes.words, space, embedded, relevance],
    );
    return number(row?.['chunks']);
  }
}

interface StoredFile {
  readonly id: number;
  readonly isLive: boolean;
}

function keyOf({
  path,
  hash,
  preparation,
}: Pick<LocalFile, 'path' | 'hash' | 'preparation'>): string {
  return `${path}\0${Buffer.from(hash).toString('hex')}\0${preparation}`;
}
