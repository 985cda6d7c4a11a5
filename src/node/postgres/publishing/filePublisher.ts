import { setImmediate as nextTurn } from 'node:timers/promises';
import { embeddedText } from '../../../core/chunking/embeddedText.ts';
import { number, rangeValues, text } from '../../catalog/catalogRows.ts';
import {
  binaryArray,
  byteaType,
  integerArray,
  numberArray,
  smallintArray,
} from '../binaryArray.ts';
import { fileWords } from '../chunkWords.ts';
import type { LocalChunk, LocalFile, LocalIndex } from './localIndex.ts';
import { endsOf, Segment } from './segment.ts';
import { stopIfCancelled } from './stopIfCancelled.ts';
import type { StoreConnection } from '../storeConnection.ts';
import { termsAtOnce } from './wordChanges.ts';
import type { WordChanges } from './wordChanges.ts';
import { WriteBehind } from './writeBehind.ts';

/** Bounds the memory of a publisher, and the size of an array in the store. */
const chunksInSegment = 16_384;
/** How many rows one statement writes: some megabytes of chunks. */
const rowsAtOnce = 2000;

export interface FilePublisherOptions {
  readonly store: StoreConnection;
  readonly local: LocalIndex;
  readonly signal: AbortSignal;
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

/** Writes files that a repository lacks, with their chunks, texts and words. */
export class FilePublisher {
  readonly #options: FilePublisherOptions;
  readonly #repository: number;
  readonly #changes: WordChanges;
  readonly #writes = new WriteBehind();
  #chunks = 0;

  /** @param changes counts the words of what is added. */
  constructor(options: FilePublisherOptions, repository: number, changes: WordChanges) {
    this.#options = options;
    this.#repository = repository;
    this.#changes = changes;
  }

  /** The number of chunks that were added. */
  get chunks(): number {
    return this.#chunks;
  }

  /**
   * @returns the ids of the files in the store.
   * @throws Failure by reason; `cancelled`.
   */
  async add(files: readonly LocalFile[]): Promise<number[]> {
    const { local, signal } = this.#options;
    const ids: number[] = [];
    const counters = await this.#counters();
    let segment = new Segment(counters.segment);
    let batch: NewFile[] = [];
    let inBatch = 0;
    const insert = (own: readonly NewFile[]): Promise<void> =>
      this.#writes.begin(async () => {
        ids.push(...(await this.#insertFiles(own)));
      });
    for (const file of files) {
      stopIfCancelled(signal);
      await nextTurn(); // so that what is being sent goes on
      const chunks = local.chunks(file.id);
      this.#chunks += chunks.length;
      const first = counters.chunk;
      fileWords(file.path, chunks).forEach((words, index) => {
        segment.add(first + index, words);
        this.#changes.countChunk(words.length, 1);
      });
      batch.push({ file, chunks, first, segment: segment.id });
      counters.chunk += chunks.length;
      inBatch += chunks.length;
      if (inBatch >= rowsAtOnce) {
        await insert(batch);
        [batch, inBatch] = [[], 0];
      }
      if (segment.chunks >= chunksInSegment) {
        await this.#insertPostings(segment);
        segment = new Segment(segment.id + 1);
      }
    }
    await insert(batch);
    if (segment.chunks > 0) await this.#insertPostings(segment);
    await this.#writes.end();
    await this.#options.store.query(
      'UPDATE repositories SET next_chunk = $2, next_segment = $3 WHERE id = $1',
      [this.#repository, counters.chunk, segment.id + 1],
    );
    return ids;
  }

  async #counters(): Promise<{ chunk: number; segment: number }> {
    const [row] = await this.#options.store.query(
      'SELECT next_chunk, next_segment FROM repositories WHERE id = $1',
      [this.#repository],
    );
    return { chunk: number(row?.['next_chunk']), segment: number(row?.['next_segment']) };
  }

  async #insertFiles(batch: readonly NewFile[]): Promise<number[]> {
    if (batch.length === 0) return [];
    const texts = (value: (file: LocalFile) => string): string[] =>
      batch.map(({ file }) => value(file));
    const rows = await this.#options.store.query(
      `INSERT INTO files (repository, path, hash, preparation, language, role, encoding,
         segment, first_chunk, chunks)
       SELECT $1, * FROM unnest($2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[],
         $7::text[], $8::integer[], $9::integer[], $10::integer[])
       RETURNING id, first_chunk, path`,
      [
        this.#repository,
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

  async #insertChunks(rows: readonly NewChunk[]): Promise<void> {
    const hashes = binaryArray(
      byteaType,
      rows.map(({ chunk }) => chunk.content),
    );
    await this.#options.store.query(
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
    await this.#options.store.query(
      `INSERT INTO chunks (repository, id, file, kind, part, start_line, end_line, start_column,
         end_column, symbol_length, content)
       SELECT $1, * FROM unnest($2::integer[], $3::integer[], $4::text[], $5::integer[],
         $6::integer[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::bytea[])`,
      [
        this.#repository,
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

  async #insertPostings(segment: Segment): Promise<void> {
    for (const part of segment.parts(termsAtOnce)) {
      stopIfCancelled(this.#options.signal);
      for (const [index, term] of part.terms.entries())
        this.#changes.countTerm(term, part.counts[index] ?? 0);
      const values = [
        this.#repository,
        segment.id,
        [...part.terms],
        integerArray(endsOf(part.counts)),
        integerArray(part.counts),
        integerArray(part.chunks),
        smallintArray(part.frequencies),
        smallintArray(part.lengths),
      ];
      await this.#writes.begin(async () => {
        await this.#options.store.query(
          `INSERT INTO postings (repository, segment, term, chunks, frequencies, lengths)
           SELECT $1, $2, term, ($6::integer[])[last - count + 1 : last],
             ($7::smallint[])[last - count + 1 : last], ($8::smallint[])[last - count + 1 : last]
           FROM unnest($3::text[], $4::integer[], $5::integer[]) AS part (term, last, count)`,
          values,
        );
      });
    }
  }
}
