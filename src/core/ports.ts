import type { Decoding, Hit, StoredChunk, Turn } from './domain.ts';
import type { RetrievalMethod } from './retrieval/ranking/retrievalWeights.ts';

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
  /**
   * @param role some models want questions marked as such.
   * @returns `dimensions` floats of length 1. One text a run: on a CPU that is faster than batches.
   */
  embed(text: string, role?: 'text' | 'question'): Promise<Float32Array>;
}

/**
 * Which chunks may be found, as data, so that every index can apply it inside its search. Empty
 * lists mean no limit.
 */
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
  /**
   * @returns at most `limit` ids, most similar first, among `allowed` where given. Score: cosine or
   * dot product, or minus the distance.
   */
  search(
    vector: Float32Array,
    limit: number,
    allowed?: ReadonlySet<number>,
  ): Promise<readonly ScoredId[]>;
}

/** Chunks by their words. Terms are as `analyzeText` makes them. */
export interface LexicalIndex {
  /**
   * BM25 over the columns path, symbol and body. A chunk need not hold all terms, and a term given
   * twice counts twice.
   * @returns chunk ids, best first, scores above 0.
   */
  searchChunks(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /** The number of chunks that contain each term, in the order of `terms`. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]>;
  /** Every term that begins with a letter from a to z. */
  vocabulary(): Promise<readonly string[]>;
}

/** The index of one workspace folder, wherever it is stored. */
export interface IndexedFolder {
  readonly root: string;
  /**
   * Runs `work` on one state of the index: nothing that is written meanwhile is seen.
   * @param work only reads. It may be run again where the store cannot hold its state.
   * @throws Failure `folder-missing` where the folder was closed, `index-empty` where its index is
   * gone. Neither ends work that has begun.
   */
  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T>;
}

/**
 * One state of a workspace folder's index, for as long as `IndexedFolder.read` runs. The counts are
 * known when it is opened; every question to the store is a promise. All ids are that folder's own.
 */
export interface FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  /** How many of the chunks have an embedding that `searchDense` can find. */
  readonly embeddedChunkCount: number;
  /**
   * Best similarity below which a question has no answer here (`calibrateRelevance`); null while
   * that is not known.
   */
  readonly relevanceThreshold: number | null;
  /** Grows whenever what a search reads changes: files or embeddings come or go. */
  readonly generation: number;
  /** As `LexicalIndex.searchChunks`. */
  searchLexical(
    terms: readonly string[],
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /** As `LexicalIndex.documentFrequencies`. */
  documentFrequencies(terms: readonly string[]): Promise<readonly number[]>;
  /**
   * The terms of Latin letters in the index, as `LexicalIndex.vocabulary`. The same list as long as
   * the index hardly changes.
   */
  vocabulary(): Promise<readonly string[]>;
  /** @returns chunk ids by similarity of their embedding; empty while nothing is embedded. */
  searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /**
   * Indexed paths that are `name` or end in `/name`, shortest first, at most ten; for a name that
   * ends in `/`, such folders instead (ending in `/`).
   */
  pathsNamed(name: string): Promise<readonly string[]>;
  /** In the order of `ids`; ids that are gone are left out. */
  chunks(ids: readonly number[]): Promise<readonly StoredChunk[]>;
  /** About `limit` chunks from all over the folder, the same as long as the index is the same. */
  sampleChunks(limit: number): Promise<readonly StoredChunk[]>;
  /** All chunks of a file in order. */
  chunksOfFile(fileId: number): Promise<readonly StoredChunk[]>;
}

/** A file of a workspace folder; `path` is relative to `root`. */
export interface FileReference {
  readonly root: string;
  readonly path: string;
}

/** What the person has in the editor while asking. */
export interface EditorContext {
  readonly active: FileReference | null;
  /**
   * The selected lines of the active file with exactly their text; null where nothing is selected.
   */
  readonly selection: {
    readonly startLine: number;
    readonly endLine: number;
    readonly text: string;
  } | null;
  readonly open: readonly FileReference[];
  /** Whether the active file is mildly preferred (setting `retrieval.preferActiveFile`). */
  readonly preferActive: boolean;
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
  /** Needed for `#selection`, `#open` and the active file's preference. */
  readonly editor?: EditorContext;
  /** `full` unless the bench compares. */
  readonly method?: RetrievalMethod;
}

export type MeaningSearch = 'ready' | 'partial' | 'absent';

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly meaningSearch: MeaningSearch;
  /**
   * True where the index says that no source is likely to hold an answer; the hits are then the
   * closest places.
   */
  readonly nothingRelevant?: boolean;
  /**
   * For the root of each folder that was searched, the generation of its index: the same question
   * finds the same while it is the same.
   */
  readonly generations: Readonly<Record<string, number>>;
  readonly timings: SearchTimings;
}

/**
 * Parts of a search in their order; embedding is what it takes beyond the search of words beside
 * it.
 */
export interface SearchTimings {
  readonly lexicalMs: number;
  readonly embedMs: number;
  readonly denseMs: number;
  readonly fusionMs: number;
  /** Choosing the lines that are shown. */
  readonly packMs: number;
  readonly totalMs: number;
}

export interface Retriever {
  search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult>;
}

/** A hit as the model gets it; `number` is what citations name, from 1. */
export interface PromptSource {
  readonly number: number;
  readonly label: string;
  readonly text: string;
}

export interface GenerateRequest {
  readonly question: string;
  readonly sources: readonly PromptSource[];
  readonly history: readonly Turn[];
  /**
   * Most tokens to read for this question, in the model's own; a conversation that stands in the
   * context already does not count.
   */
  readonly budgetTokens: number;
  /**
   * How long the reading may take, from the speed measured so far; fewer sources are sent to keep
   * it, but never less than the best one. 0 or none: no bound.
   */
  readonly budgetSeconds?: number;
  readonly decoding: Decoding;
}

/** The same question with another number of sources in the prompt. */
export interface SourceChoice {
  readonly sources: number;
  /** How long reading what is not in memory yet takes, from the speed measured. */
  readonly seconds: number;
}

/** A file as it was at a time: enough to tell it from what it may become. */
export interface FileState {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** How far the reading of a prompt has come. */
export interface ReadingProgress {
  readonly readTokens: number;
  readonly totalTokens: number;
  /** As measured lately; 0 where nothing was read yet. */
  readonly tokensPerSecond: number;
}

export type GenerateEvent =
  | { readonly type: 'loading' }
  /**
   * `fewer` is the best source alone, asked for now; null where that is what is read, or the speed
   * is not known.
   */
  | (ReadingProgress & { readonly type: 'reading'; readonly fewer: SourceChoice | null })
  | { readonly type: 'text'; readonly delta: string };

export interface Generation {
  readonly text: string;
  /**
   * The exact prompt the model read; the messages as sent where a server does not show it.
   */
  readonly prompt: string;
  /**
   * Numbers of the sources that stand in the prompt, in order; each whole or cut at its end to
   * `lines` lines.
   */
  readonly usedSources: readonly { readonly number: number; readonly lines: number }[];
  /** Earlier turns that had no room any more. */
  readonly droppedTurns: number;
  /**
   * What ended it: the model, the longest length allowed, or that it had begun to repeat itself.
   */
  readonly stop: 'end' | 'max-tokens' | 'repetition';
  /**
   * The same question from the best source alone, and from as many as the context holds; null where
   * that is what was sent.
   */
  readonly fewer: SourceChoice | null;
  readonly more: SourceChoice | null;
  readonly model: AnsweringModel;
  /** What is known of the server that answered; left out for a model of this machine. */
  readonly served?: Served;
  /** Null where the model leaves none; the answer can then not be computed again. */
  readonly receipt: Receipt | null;
  readonly timings: {
    readonly loadMs: number;
    readonly readMs: number;
    readonly writeMs: number;
    readonly promptTokens: number;
    readonly reusedTokens: number;
    readonly outputTokens: number;
    /** Whether token counts are estimates, because the server said none. */
    readonly areEstimates?: boolean;
  };
}

/** What is known of an answer that a server gave. */
export interface Served {
  /** Host and port. */
  readonly host: string;
  /** What the server calls its own version; empty where it does not say. */
  readonly build: string;
  /** What was asked for; whether the server kept to it is not known. */
  readonly decoding: Decoding;
}

/** The model that gave an answer. */
export interface AnsweringModel {
  readonly name: string;
  /** Absolute path of its file; null for a model that is no file of this machine. */
  readonly path: string | null;
}

/** An answer of a model file, with what is needed to compute it again. */
export interface ReplayableGeneration extends Generation {
  readonly model: AnsweringModel & { readonly path: string };
  readonly receipt: Receipt;
}

/** Whether an answer has what is needed to compute it again. */
export function isReplayable(generation: Generation): generation is ReplayableGeneration {
  return generation.receipt !== null && generation.model.path !== null;
}

/** All that decided an answer on the model's side, so that it can be given again and compared. */
export interface Receipt {
  /** The model's file when it was loaded; with its path, what its checksum is known by. */
  readonly modelFile: FileState;
  /** Of the prompt's text, hex. */
  readonly promptSha256: string;
  readonly promptTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly decoding: Decoding;
  readonly contextSize: number;
  /** Threads that read and wrote last. */
  readonly readThreads: number;
  readonly writeThreads: number;
  /**
   * How many tokens of the prompt were read at once, chunk by chunk; none where all of it was in
   * memory.
   */
  readonly readChunks: readonly number[];
  /**
   * How many tokens were computed at once, step by step: more than one where the next ones were
   * guessed.
   */
  readonly batches: readonly number[];
  /**
   * Tokens that were guessed from the sources and checked in a batch, and how many of them were
   * right.
   */
  readonly guessedTokens: number;
  readonly acceptedTokens: number;
  /**
   * Greedy decisions, after a first guess, between two tokens whose logits differ by less than
   * `rounding`: they were made again, token by token.
   */
  readonly closeCalls: number;
  /**
   * How far computing tokens at once moves the gap between two logits with this model on this
   * machine, as measured, or as assumed before that.
   */
  readonly rounding: number;
  /**
   * Tokens written in place of a more probable one that would have made a code name, a number or a
   * quotation that the prompt does not hold; 0 without `grounded` decoding.
   */
  readonly redirectedTokens: number;
}

/**
 * What came of computing an answer again. `index` is the first token that differs; `logitGap` how
 * far apart the two tokens' logits are, null where it is large.
 */
export type ReplayOutcome =
  | { readonly same: true; readonly text: string }
  | {
      readonly same: false;
      readonly text: string;
      readonly index: number;
      readonly logitGap: number | null;
    };

/**
 * Whether an answer is computed again with the guesses that the receipt records, or token by token,
 * to compare guessing with not guessing.
 */
export type ReplayGuessing = 'as recorded' | 'none';
