import { Failure } from '../../core/errors.ts';
import type { PublishReport } from '../../core/indexing/indexService.ts';
import { embeddedText } from '../../core/chunking/embeddedText.ts';
import { analyzeText } from '../../core/retrieval/question/analyzeText.ts';
import { number, rangeValues, text, bytes } from '../catalog/catalogRows.ts';
import { binaryArray, byteaType, numberArray } from './binaryArray.ts';
import { splitBody } from './chunkBody.ts';
import { chunkWords } from './chunkWords.ts';
import type { ChunkWords } from './chunkWords.ts';
import type { LocalChunk, LocalFile, LocalIndex } from './localIndex.ts';
import type { CheckedOut } from './publication.ts';
import { removeGarbage } from './removeGarbage.ts';
import { Segment } from './segment.ts';
import type { StoreConnection } from './storeConnection.ts';
import { beginPublishing } from './storeSchema.ts';
import { buildVectorIndex, publishVectors } from './publishVectors.ts';
import type { PublishedVectors } from './publishVectors.ts';
import { WordChanges } from './wordChanges.ts';

/** Bounds the memory of a publisher, and the size of an array in the store. */
const chunksInSegment = 16_384;
/** How many rows one statement writes: some megabytes of chunks. */
const rowsAtOnce = 2000;
const termsAtOnce = 10_000;

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

    const added = await this.#addFiles(branch, missing);
    for (const file of returning) {
      this.#stopIfCancelled();
      for (const words of wordsOf(file.path, local.chunks(file.id))) this.#changes.count(words, 1);
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
      newChunks: missing.reduce((sum, { id }) => sum + (this.#newChunks.get(id) ?? 0), 0),
      newVectors: vectors.added,
      copiedVectors: vectors.copied,
      space: vectors.space,
    };
  }

  /** New chunks by the local id of their file. */
  readonly #newChunks = new Map<number, number>();

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
       RETURNING id, preparation`,
      [own, publication.branch, preparation],
    );
    const id = number(branch?.['id']);
    if (text(branch?.['preparation']) !== preparation) {
      await this.#store.query('DELETE FROM branch_files WHERE branch = $1', [id]);
      await this.#store.query('DELETE FROM branch_terms WHERE branch = $1', [id]);
      await this.#store.query(
        'UPDATE branches SET preparation = $2, chunks = 0, words = 0 WHERE id = $1',
        [id, preparation],
      );
    }
    return { id, repository: own };
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

  /** @returns the ids of the files in the store. */
  async #addFiles(branch: Branch, files: readonly LocalFile[]): Promise<number[]> {
    const { local } = this.#options;
    const ids: number[] = [];
    const counters = await this.#counters(branch);
    let segment = new Segment(counters.segment);
    let batch: NewFile[] = [];
    let inBatch = 0;
    for (const file of files) {
      this.#stopIfCancelled();
      const chunks = local.chunks(file.id);
      this.#newChunks.set(file.id, chunks.length);
      const first = counters.chunk;
      wordsOf(file.path, chunks).forEach((words, index) => {
        segment.add(first + index, words);
        this.#changes.count(words, 1);
      });
      batch.push({ file, chunks, first, segment: segment.id });
      counters.chunk += chunks.length;
      inBatch += chunks.length;
      if (inBatch >= rowsAtOnce) {
        ids.push(...(await this.#insertFiles(branch, batch)));
        [batch, inBatch] = [[], 0];
      }
      if (segment.chunks >= chunksInSegment) {
        await this.#insertPostings(branch, segment);
        segment = new Segment(segment.id + 1);
      }
    }
    ids.push(...(await this.#insertFiles(branch, batch)));
    if (segment.chunks > 0) await this.#insertPostings(branch, segment);
    await this.#store.query(
      'UPDATE repositories SET next_chunk = $2, next_segment = $3 WHERE id = $1',
      [branch.repository, counters.chunk, segment.id + 1],
    );
    return ids;
  }

  async #counters({ repository }: Branch): Promise<{ chunk: number; segment: number }> {
    const [row] = await this.#store.query(
      'SELECT next_chunk, next_segment FROM repositories WHERE id = $1',
      [repository],
    );
    return { chunk: number(row?.['next_chunk']), segment: number(row?.['next_segment']) };
  }

  async #insertFiles({ repository }: Branch, batch: readonly NewFile[]): Promise<number[]> {
    if (batch.length === 0) return [];
    const texts = (value: (file: LocalFile) => string): string[] =>
      batch.map(({ file }) => value(file));
    const rows = await this.#store.query(
      `INSERT INTO files (repository, path, hash, preparation, language, role, encoding,
         segment, first_chunk, chunks)
       SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[],
         $7::text[], $8::integer[], $9::integer[], $10::integer[])
       RETURNING id, first_chunk, path`,
      [
        repository,
        texts(({ path }) => path),
        binaryArray(
          byteaType,
          batch.map(({ file }) => file.hash),
        ),
        texts(({ preparation }) => preparation),
        texts(({ language }) => language),
        texts(({ role }) => role),
        texts(({ encoding }) => encoding),
        numberArray(batch.map(({ segment }) => segment)),
        numberArray(batch.map(({ first }) => first)),
        numberArray(batch.map(({ chunks }) => chunks.length)),
      ],
    );
    const ids = new Map(rows.map((row) => [text(row['path']), number(row['id'])]));
    await this.#insertChunks(
      repository,
      batch.flatMap(({ file, chunks, first }) =>
        chunks.map((chunk, index) => ({
          chunk,
          id: first + index,
          file: ids.get(file.path) ?? 0,
        })),
      ),
    );
    return [...ids.values()];
  }

  async #insertChunks(repository: number, rows: readonly NewChunk[]): Promise<void> {
    const hashes = binaryArray(
      byteaType,
      rows.map(({ chunk }) => chunk.content),
    );
    await this.#store.query(
      `INSERT INTO contents (hash, body) SELECT * FROM unnest($1::bytea[], $2::bytea[])
       ON CONFLICT DO NOTHING`,
      [
        hashes,
        binaryArray(
          byteaType,
          rows.map(({ chunk }) => Buffer.from(embeddedText(chunk))),
        ),
      ],
    );
    const ranges = rows.map(({ chunk }) => rangeValues(chunk));
    const column = (place: 1 | 2 | 3 | 4 | 5): string =>
      numberArray(ranges.map((range) => range[place]));
    await this.#store.query(
      `INSERT INTO chunks (repository, id, file, kind, part, start_line, end_line, start_column,
         end_column, symbol_length, content)
       SELECT $1, * FROM unnest($2::integer[], $3::integer[], $4::text[], $5::integer[],
         $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::bytea[])`,
      [
        repository,
        numberArray(rows.map(({ id }) => id)),
        numberArray(rows.map(({ file }) => file)),
        ranges.map(([kind]) => kind),
        column(1),
        column(2),
        column(3),
        column(4),
        column(5),
        numberArray(rows.map(({ chunk }) => chunk.symbol.length)),
        hashes,
      ],
    );
  }

  async #insertPostings({ repository }: Branch, segment: Segment): Promise<void> {
    for (const part of segment.parts(termsAtOnce)) {
      this.#stopIfCancelled();
      await this.#store.query(
        `INSERT INTO postings (repository, segment, term, chunks, frequencies, lengths)
         SELECT $1, $2, term, chunks::integer[], frequencies::smallint[], lengths::smallint[]
         FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])
           AS part (term, chunks, frequencies, lengths)`,
        [
          repository,
          segment.id,
          part.map(([term]) => term),
          part.map(([, { chunks }]) => numberArray(chunks)),
          part.map(([, { frequencies }]) => numberArray(frequencies)),
          part.map(([, { lengths }]) => numberArray(lengths)),
        ],
      );
    }
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

  async #countTerms({ id }: Branch): Promise<void> {
    for (const part of this.#changes.parts(termsAtOnce)) {
      this.#stopIfCancelled();
      await this.#store.query(
        `INSERT INTO branch_terms (branch, term, chunks)
         SELECT $1, * FROM unnest($2::text[], $3::integer[])
         ON CONFLICT (branch, term)
           DO UPDATE SET chunks = branch_terms.chunks + excluded.chunks`,
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

  #stopIfCancelled(): void {
    if (this.#options.signal.aborted)
      throw new Failure('cancelled', 'Publishing was stopped; the store is as it was.');
  }
}

interface StoredFile {
  readonly id: number;
  readonly isLive: boolean;
}

interface NewFile {
  readonly file: LocalFile;
  readonly chunks: readonly LocalChunk[];
  readonly first: number;
  readonly segment: number;
}

interface NewChunk {
  readonly chunk: LocalChunk;
  readonly id: number;
  readonly file: number;
}

function keyOf({
  path,
  hash,
  preparation,
}: Pick<LocalFile, 'path' | 'hash' | 'preparation'>): string {
  return `${path}\0${Buffer.from(hash).toString('hex')}\0${preparation}`;
}

function wordsOf(path: string, chunks: readonly LocalChunk[]): ChunkWords[] {
  const pathWords = analyzeText(path);
  return chunks.map((chunk) => chunkWords(pathWords, chunk));
}
