import type { Decoding, Hit, StoredChunk, Turn } from './model.ts';

/** The part of an AbortSignal that core needs; every AbortSignal is one. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Milliseconds, monotonic. */
export interface Clock {
  nowMs(): number;
}

/** Counts tokens as one model does. */
export interface Tokenizer {
  /** Tokens of `text`, special tokens not included. */
  count(text: string): number;
}

/** Turns text into a unit vector. */
export interface Embedder {
  /** sha256 of the model file, hex: part of every stored embedding's address. */
  readonly modelSha256: string;
  readonly dimensions: number;
  /** @returns `dimensions` floats of length 1. One text a run: on a CPU that is faster than batches. */
  embed(text: string): Promise<Float32Array>;
}

/** Which chunks may be found, as data, so that every index can apply it inside its search. Empty lists mean no limit. */
export interface ChunkFilter {
  /** Relative paths of files or of folders (ending in `/`). */
  readonly paths: readonly string[];
  readonly languages: readonly string[];
}

export interface ScoredId {
  readonly id: number;
  readonly score: number;
}

/** Nearest neighbours among embeddings. Ids are the catalog's embedding ids. */
export interface VectorIndex {
  readonly size: number;
  add(id: number, vector: Float32Array): void;
  remove(id: number): void;
  /** @returns at most `limit` ids, most similar first, among `allowed` where given. Score: cosine or dot product, or minus the distance. */
  search(vector: Float32Array, limit: number, allowed?: ReadonlySet<number>): readonly ScoredId[];
}

/** What the retriever reads of one workspace folder's index. All ids are that folder's own. */
export interface FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  /** How many of the chunks have an embedding that `searchDense` can find. */
  readonly embeddedChunkCount: number;
  /**
   * BM25 over the columns path, symbol and body. Terms are as `analyzeText` makes them; a chunk need not hold all, and a term given twice
   * counts twice.
   * @returns chunk ids, best first, scores above 0.
   */
  searchLexical(terms: readonly string[], limit: number, filter: ChunkFilter): readonly ScoredId[];
  /** In how many chunks each term stands, in the order of `terms`. */
  documentFrequencies(terms: readonly string[]): readonly number[];
  /** @returns chunk ids by similarity of their embedding; empty while nothing is embedded. */
  searchDense(vector: Float32Array, limit: number, filter: ChunkFilter): readonly ScoredId[];
  /** In the order of `ids`; ids that are gone are left out. */
  chunks(ids: readonly number[]): readonly StoredChunk[];
  /** All chunks of a file in order. */
  chunksOfFile(fileId: number): readonly StoredChunk[];
}

export interface SearchRequest {
  readonly question: string;
  /** Absolute paths of the workspace folders to ask. */
  readonly roots: readonly string[];
  readonly filter: ChunkFilter;
  /** Sources wanted after merging and trimming. */
  readonly topK: number;
  /** Earlier turns, oldest first, for follow-ups. */
  readonly history: readonly Turn[];
}

export type MeaningSearch = 'ready' | 'partial' | 'absent';

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly meaningSearch: MeaningSearch;
  readonly timings: { readonly lexicalMs: number; readonly embedMs: number; readonly denseMs: number; readonly fusionMs: number; readonly totalMs: number };
}

export interface Retriever {
  search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult>;
}

/** A source as the prompt shows it; `number` is what citations name, from 1. */
export interface PromptSource {
  readonly number: number;
  readonly label: string;
  readonly text: string;
}

export interface GenerateRequest {
  readonly question: string;
  readonly sources: readonly PromptSource[];
  readonly history: readonly Turn[];
  /** Upper bound of the whole prompt in the model's own tokens. */
  readonly budgetTokens: number;
  readonly decoding: Decoding;
}

export type GenerateEvent =
  | { readonly type: 'loading' }
  | { readonly type: 'reading'; readonly readTokens: number; readonly totalTokens: number; readonly tokensPerSecond: number }
  | { readonly type: 'text'; readonly delta: string };

export interface Generation {
  readonly text: string;
  /** The exact prompt the model read. */
  readonly prompt: string;
  /** Numbers of the sources that stand in the prompt, in order; each whole or cut at its end to `lines` lines. */
  readonly usedSources: readonly { readonly number: number; readonly lines: number }[];
  readonly droppedTurns: number;
  readonly stop: 'end' | 'max-tokens';
  readonly model: { readonly name: string; readonly path: string };
  readonly timings: { readonly loadMs: number; readonly readMs: number; readonly writeMs: number; readonly promptTokens: number; readonly reusedTokens: number; readonly outputTokens: number };
}

export interface LanguageModel {
  /** @throws Failure `cancelled` when stopped, `model-missing` where there is none, and others by reason. */
  generate(request: GenerateRequest, onEvent: (event: GenerateEvent) => void, cancellation: Cancellation): Promise<Generation>;
}
