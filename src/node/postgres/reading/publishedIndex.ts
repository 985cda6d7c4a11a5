import { defaultEncoding } from '../../../core/encoding/encodingNames.ts';
import type { StoredChunk } from '../../../core/domain.ts';
import type { ScoredId } from '../../../core/ports/searchIndexes.ts';
import { nameKey } from '../../../core/retrieval/question/pathsNamed.ts';
import { symbolNames } from '../../../core/retrieval/question/symbolNames.ts';
import { lengthShare, saturation } from '../../../core/retrieval/ranking/bm25.ts';
import type { WordStatistics } from '../../../core/retrieval/ranking/bm25.ts';
import { bytes, number, sourceRange, text } from '../../catalog/catalogRows.ts';
import type { Row } from '../../catalog/catalogRows.ts';
import type { KeptReads } from '../../catalog/keptReads.ts';
import { numberArray } from '../binaryArray.ts';
import { frequencyUnit } from '../chunkWords.ts';
import { splitBody } from '../chunkBody.ts';
import { vectorText } from '../halfVector.ts';
import type { FileChoice, PublishedFile, PublishedFiles } from './publishedFiles.ts';
import type { PublishedState, PublishedVectorSpace } from './publishedState.ts';
import type { StoreConnection } from '../storeConnection.ts';

/**
 * If at most this many chunks may be found, their vectors are compared one by one: about 55 ms, and
 * no row is lost. A graph search loses rows when it skips most of what it visits.
 */
const comparedAtMost = 25_000;

/** If none of this many nearest vectors belongs to a file that may be found, the search ends. */
const maxVisited = 20_000;

/** A reader keeps them: some 10 MB. */
const maxSymbols = 200_000;
/** In UTF-8, of one UTF-16 unit. */
const maxBytesOfCharacter = 3;

/** A symbol that a published file defines. */
export interface PublishedSymbol {
  readonly name: string;
  /** The name as `nameKey` writes it, in lower case. */
  readonly key: string;
  readonly path: string;
}

/** A term of a question, and how much its occurrences weigh (`rarity`). */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface PublishedIndexParts {
  readonly state: PublishedState;
  readonly files: PublishedFiles;
  /** Both see the same state. Two, so that words and meaning are searched side by side. */
  readonly words: StoreConnection;
  readonly meaning: StoreConnection;
  readonly kept: KeptReads;
}

/** The searches of one state of a published branch. */
export class PublishedIndex {
  readonly state: PublishedState;
  readonly files: PublishedFiles;
  readonly #parts: PublishedIndexParts;

  constructor(parts: PublishedIndexParts) {
    this.state = parts.state;
    this.files = parts.files;
    this.#parts = parts;
  }

  /**
   * BM25 as FTS5 computes it, over the stored words.
   * @returns chunk ids, best first.
   */
  async searchWords(
    terms: readonly WeighedTerm[],
    limit: number,
    choice: FileChoice,
    { chunks, words }: WordStatistics,
  ): Promise<readonly ScoredId[]> {
    if (terms.length === 0 || limit < 1) return [];
    const rows = await this.#parts.words.query(
      `SELECT chunk, sum(weight * frequency * $4::float8
           / (frequency + $5::float8 + $6::float8 * length)) AS score
       FROM unnest($2::text[], $3::float8[]) AS asked (term, weight)
       JOIN postings ON postings.repository = $1 AND postings.term = asked.term,
         unnest(chunks, frequencies, lengths) AS posting (chunk, frequency, length)
       WHERE chunk ${choice.only ? 'IN' : 'NOT IN'}
         (SELECT generate_series(first_chunk, first_chunk + files.chunks - 1) FROM files
          WHERE id = ANY ($7::integer[]))
       GROUP BY chunk ORDER BY score DESC, chunk LIMIT $8`,
      [
        this.state.repository,
        terms.map(({ term }) => term),
        numberArray(terms.map(({ weight }) => weight)),
        saturation + 1,
        (saturation * (1 - lengthShare)) / frequencyUnit,
        (saturation * lengthShare * chunks) / Math.max(1, words) / frequencyUnit,
        numberArray(choice.files),
        limit,
      ],
    );
    return rows.map((row) => ({ id: number(row['chunk']), score: number(row['score']) }));
  }

  /** How many chunks of the branch contain each term. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]> {
    return this.#parts.kept.frequencies(this.state.generation, terms, async (missing) => {
      const rows = await this.#parts.words.query(
        'SELECT term, chunks FROM branch_terms WHERE branch = $1 AND term = ANY ($2::text[])',
        [this.state.branch, missing],
      );
      const counts = new Map(rows.map((row) => [text(row['term']), number(row['chunks'])]));
      return missing.map((term) => counts.get(term) ?? 0);
    });
  }

  /** Every term that begins with a letter from a to z. */
  vocabulary(): Promise<readonly string[]> {
    return this.#parts.kept.vocabulary(this.state.chunks, async () => {
      const rows = await this.#parts.words.query(
        `SELECT term FROM branch_terms WHERE branch = $1 AND term >= 'a' AND term < '{'`,
        [this.state.branch],
      );
      return rows.map((row) => text(row['term']));
    });
  }

  /** @returns chunk ids by the cosine of their vector, best first. */
  async searchVectors(
    { space, dimensions }: PublishedVectorSpace,
    vector: Float32Array,
    limit: number,
    choice: FileChoice,
  ): Promise<readonly ScoredId[]> {
    if (limit < 1 || choice.chunks === 0) return [];
    // Both are our own numbers. As parameters, they would keep the vector index from being used.
    const distance = `(vector::halfvec(${dimensions}) <=> $1::halfvec(${dimensions}))`;
    const vectors = `vectors WHERE space = ${space}`;
    return choice.only && choice.chunks <= comparedAtMost
      ? this.#compareAll(vector, limit, choice, { distance, space })
      : this.#searchGraph(vector, limit, choice, { distance, vectors });
  }

  /** In the order of `ids`; ids that do not exist are left out. */
  async chunks(ids: readonly number[]): Promise<StoredChunk[]> {
    const rows = await this.#parts.words.query(
      `SELECT chunks.id, file, kind, part, start_line, end_line, start_column, end_column,
         symbol_length, body
       FROM chunks JOIN contents ON hash = content
       WHERE repository = $1 AND chunks.id = ANY ($2::integer[])`,
      [this.state.repository, numberArray(ids)],
    );
    const found = new Map(rows.map((row) => [number(row['id']), this.#storedChunk(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** The chunks of a file, in order. */
  chunksOf({ firstChunk, chunks }: PublishedFile): Promise<StoredChunk[]> {
    return this.chunks(Array.from({ length: chunks }, (_, index) => firstChunk + index));
  }

  /** The symbols of the branch, each once a file; at most `maxSymbols` of them. */
  async symbols(): Promise<PublishedSymbol[]> {
    const rows = await this.#parts.words.query(
      `SELECT DISTINCT chunks.file, symbol_length,
         substring(body FOR symbol_length * ${maxBytesOfCharacter}) AS head
       FROM branch_files JOIN chunks ON repository = $1 AND chunks.file = branch_files.file
       JOIN contents ON hash = content
       WHERE branch = $2 AND symbol_length > 0 LIMIT ${maxSymbols}`,
      [this.state.repository, this.state.branch],
    );
    return rows.flatMap((row) => {
      const file = this.files.withId(number(row['file']));
      const { symbol } = splitBody(bytes(row['head']), number(row['symbol_length']));
      if (file === undefined) return [];
      const { path } = file;
      return symbolNames(symbol).map((name) => ({ name, key: nameKey(name).toLowerCase(), path }));
    });
  }

  #storedChunk(row: Row): StoredChunk | undefined {
    const file = this.files.withId(number(row['file']));
    if (file === undefined) return undefined;
    const id = number(row['id']);
    return {
      id,
      fileId: file.id,
      path: file.path,
      language: file.language,
      role: file.role,
      ...(file.encoding === defaultEncoding ? {} : { encoding: file.encoding }),
      ordinal: id - file.firstChunk,
      range: sourceRange(row),
      ...splitBody(bytes(row['body']), number(row['symbol_length'])),
    };
  }

  async #compareAll(
    vector: Float32Array,
    limit: number,
    { files }: FileChoice,
    { distance, space }: { readonly distance: string; readonly space: number },
  ): Promise<ScoredId[]> {
    const rows = await this.#parts.meaning.query(
      `WITH passing AS MATERIALIZED (
         SELECT chunks.id, vector FROM files
         CROSS JOIN generate_series(first_chunk, first_chunk + files.chunks - 1) AS own (id)
         JOIN chunks ON chunks.repository = $4 AND chunks.id = own.id
         JOIN vectors ON space = ${space} AND vectors.content = chunks.content
         WHERE files.id = ANY ($3::integer[]))
       SELECT id, 1 - ${distance} AS score FROM passing ORDER BY ${distance}, id LIMIT $2`,
      [vectorText(vector), limit, numberArray(files), this.state.repository],
    );
    return rows.map(scoredId);
  }

  /**
   * Several chunks may have one vector, and some belong to files that may not be found. So more are
   * requested until there are enough chunks.
   */
  async #searchGraph(
    vector: Float32Array,
    limit: number,
    { only, files }: FileChoice,
    { distance, vectors }: { readonly distance: string; readonly vectors: string },
  ): Promise<ScoredId[]> {
    for (let asked = limit; ; asked *= 2) {
      const rows = await this.#parts.meaning.query(
        `WITH nearest AS MATERIALIZED (
           SELECT content, ${distance} AS distance FROM ${vectors} ORDER BY ${distance} LIMIT $2)
         SELECT chunks.id, 1 - distance AS score, (SELECT count(*) FROM nearest)::integer AS visited
         FROM nearest JOIN chunks ON chunks.content = nearest.content AND chunks.repository = $4
         WHERE ${only ? 'file = ANY' : 'file <> ALL'} ($3::integer[])
         ORDER BY distance, chunks.id`,
        [vectorText(vector), asked, numberArray(files), this.state.repository],
      );
      const [first] = rows;
      const isEnd = first === undefined ? asked > maxVisited : number(first['visited']) < asked;
      if (rows.length >= limit || isEnd) return rows.slice(0, limit).map(scoredId);
    }
  }
}

function scoredId(row: Row): ScoredId {
  return { id: number(row['id']), score: number(row['score']) };
}
