import type { StoredChunk } from '../../../core/domain.ts';
import type { FolderIndex } from '../../../core/ports/folderIndex.ts';
import type { AskedTeam } from '../../../core/ports/retriever.ts';
import type { ChunkFilter, ScoredId } from '../../../core/ports/searchIndexes.ts';
import { passesAll, passesFilter } from '../../../core/retrieval/passesFilter.ts';
import { pathsNamed } from '../../../core/retrieval/question/pathsNamed.ts';
import { rarity, termScore } from '../../../core/retrieval/ranking/bm25.ts';
import type { WordStatistics } from '../../../core/retrieval/ranking/bm25.ts';
import type { FtsLexicalIndex } from '../../catalog/ftsLexicalIndex.ts';
import type { FileChoice, PublishedFile } from './publishedFiles.ts';
import type { PublishedIndex, WeighedTerm } from './publishedIndex.ts';

const maxPathsNamed = 10;

/** The reader's own files: those that are not published with the same bytes. */
export interface OwnFiles {
  readonly index: FolderIndex;
  readonly lexical: FtsLexicalIndex;
  readonly statistics: WordStatistics;
  /** The paths of files that are published with the same bytes, with the hash of these, hex. */
  readonly published: ReadonlyMap<string, string>;
}

/**
 * A published branch with the reader's own files over it. A published file is found only if the
 * folder has it with the same bytes, so nothing is found that is not there. Ids of own chunks and
 * files are negative.
 */
export class OverlaidIndex implements FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  readonly embeddedChunkCount: number;
  readonly relevanceThreshold: number | null;
  readonly generation: number;
  readonly team: AskedTeam | null;
  readonly #published: PublishedIndex;
  readonly #own: OwnFiles;
  /** Whether the published vectors are by the model in use. */
  readonly #hasMeaning: boolean;
  readonly #hidden: ReadonlySet<PublishedFile>;
  readonly #statistics: WordStatistics;

  /** @param modelSha256 the embedding model in use; null without one. */
  constructor(published: PublishedIndex, own: OwnFiles, modelSha256: string | null) {
    const { state, files } = published;
    this.#published = published;
    this.#own = own;
    this.#hidden = new Set(
      [...files.all()].filter(({ path, hash }) => own.published.get(path) !== hash),
    );
    const hiddenChunks = [...this.#hidden].reduce((sum, { chunks }) => sum + chunks, 0);
    this.#hasMeaning = state.vectors !== null && state.vectors.modelSha256 === modelSha256;
    const embedded = this.#hasMeaning ? (state.vectors?.embedded ?? 0) : 0;
    this.root = own.index.root;
    this.chunkCount = state.chunks - hiddenChunks + own.index.chunkCount;
    this.embeddedChunkCount = Math.max(0, embedded - hiddenChunks) + own.index.embeddedChunkCount;
    this.relevanceThreshold = this.#hasMeaning ? state.relevance : null;
    this.team = own.index.team;
    this.generation = state.generation + own.index.generation;
    // Hidden chunks stay counted: an edited file weighs twice, which moves no rank by much.
    this.#statistics = {
      chunks: state.chunks + own.statistics.chunks,
      words: state.words + own.statistics.words,
    };
  }

  async searchLexical(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    if (terms.length === 0 || limit < 1) return [];
    const counts = await this.documentFrequencies(terms);
    const weighed = terms.map((term, index) => ({
      term,
      weight: rarity(this.#statistics.chunks, counts[index] ?? 0),
    }));
    const [published, own] = await Promise.all([
      this.#published.searchWords(weighed, limit, this.#choice(filter), this.#statistics),
      this.#searchOwn(weighed, filter),
    ]);
    return best([...published, ...own], limit);
  }

  async documentFrequencies(terms: readonly string[]): Promise<readonly number[]> {
    const published = await this.#published.documentFrequencies(terms);
    if (this.#own.statistics.chunks === 0) return published;
    const own = await this.#own.index.documentFrequencies(terms);
    return published.map((count, index) => count + (own[index] ?? 0));
  }

  async vocabulary(): Promise<readonly string[]> {
    const published = await this.#published.vocabulary();
    if (this.#own.statistics.chunks === 0) return published;
    return [...new Set([...published, ...(await this.#own.index.vocabulary())])];
  }

  async searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]> {
    const { vectors } = this.#published.state;
    const [published, own] = await Promise.all([
      vectors === null || !this.#hasMeaning
        ? []
        : this.#published.searchVectors(vectors, vector, limit, this.#choice(filter)),
      this.#own.index.searchDense(vector, limit, filter),
    ]);
    return best([...published, ...own.map(ownScore)], limit);
  }

  async pathsNamed(name: string): Promise<readonly string[]> {
    const shown = this.#shown().map(({ path }) => path);
    const own = (await this.#own.index.pathsNamed(name)).filter(
      (path) => !this.#own.published.has(path),
    );
    return pathsNamed([...shown, ...own.filter((path) => !path.endsWith('/'))], name, maxPathsNamed)
      .concat(own.filter((path) => path.endsWith('/')))
      .filter((path, index, all) => all.indexOf(path) === index)
      .slice(0, maxPathsNamed);
  }

  async chunks(ids: readonly number[]): Promise<readonly StoredChunk[]> {
    const [published, own] = await Promise.all([
      this.#published.chunks(ids.filter((id) => id > 0)),
      this.#own.index.chunks(ids.filter((id) => id < 0).map((id) => -id)),
    ]);
    const found = new Map([...published, ...own.map(ownChunk)].map((chunk) => [chunk.id, chunk]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  async sampleChunks(limit: number): Promise<readonly StoredChunk[]> {
    const ids = this.#shown().flatMap(({ firstChunk, chunks }) =>
      Array.from({ length: chunks }, (_, index) => firstChunk + index),
    );
    const step = Math.max(1, Math.floor(this.chunkCount / limit));
    const own = Math.ceil((limit * this.#own.index.chunkCount) / Math.max(1, this.chunkCount));
    const [published, sampled] = await Promise.all([
      this.#published.chunks(ids.filter((_, index) => index % step === 0).slice(0, limit)),
      this.#own.index.sampleChunks(own),
    ]);
    return [...published, ...sampled.map(ownChunk)];
  }

  async chunksOfFile(fileId: number): Promise<readonly StoredChunk[]> {
    if (fileId < 0) return (await this.#own.index.chunksOfFile(-fileId)).map(ownChunk);
    const file = this.#published.files.withId(fileId);
    return file === undefined ? [] : this.#published.chunksOf(file);
  }

  #choice(filter: ChunkFilter): FileChoice {
    return this.#published.files.choose(filter, this.#hidden);
  }

  #shown(): PublishedFile[] {
    return [...this.#published.files.all()].filter((file) => !this.#hidden.has(file));
  }

  async #searchOwn(terms: readonly WeighedTerm[], filter: ChunkFilter): Promise<ScoredId[]> {
    if (this.#own.statistics.chunks === 0) return [];
    const scores = new Map<number, number>();
    const found = await this.#own.lexical.occurrences(terms.map(({ term }) => term));
    for (const [index, occurrences] of found.entries())
      for (const { chunk, frequency, length } of occurrences) {
        const score = termScore(terms[index]?.weight ?? 0, frequency, length, this.#statistics);
        scores.set(chunk, (scores.get(chunk) ?? 0) + score);
      }
    const scored = Array.from(scores, ([id, score]) => ({ id, score }));
    if (passesAll(filter)) return scored.map(ownScore);
    const chunks = await this.#own.index.chunks(scored.map(({ id }) => id));
    const passing = new Set(
      chunks.filter((chunk) => passesFilter(chunk, filter)).map(({ id }) => id),
    );
    return scored.filter(({ id }) => passing.has(id)).map(ownScore);
  }
}

function ownScore({ id, score }: ScoredId): ScoredId {
  return { id: -id, score };
}

function ownChunk(chunk: StoredChunk): StoredChunk {
  return { ...chunk, id: -chunk.id, fileId: -chunk.fileId };
}

function best(found: readonly ScoredId[], limit: number): ScoredId[] {
  return [...found].sort((a, b) => b.score - a.score || a.id - b.id).slice(0, limit);
}
