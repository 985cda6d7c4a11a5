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

/** Counts tokens as a particular model does. */
export interface Tokenizer {
  /** Tokens of `text`, not including special tokens. */
  count(text: string): number;
}

/** Turns text into a unit vector. */
export interface Embedder {
  /** sha256 of the model file, hex: part of every stored embedding's address. */
  readonly modelSha256: string;
  readonly dimensions: number;
  /**
   * @param role some models need questions marked as such.
   * @returns `dimensions` floats of length 1. One text per run: on a CPU this is faster than
   * batches.
   */
  embed(text: string, role?: 'text' | 'question'): Promise<Float32Array>;
}

/**
 * Which chunks may be found, as data, so that every index can apply it during its search. Empty
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
   * @returns at most `limit` ids, most similar first, among `allowed` if given. Score: cosine or
   * dot product, or minus the distance.
   */
  search(
    vector: Float32Array,
    limit: number,
    allowed?: ReadonlySet<number>,
  ): Promise<readonly ScoredId[]>;
}

/** Finds chunks by their words. Terms are as `analyzeText` produces them. */
export interface LexicalIndex {
  /**
   * BM25 over the columns path, symbol and body. A chunk need not contain all terms, and a term
   * given twice counts twice.
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
   * Runs `work` on one state of the index, which does not see anything written meanwhile.
   * @param work only reads. It may run again if the store cannot keep its state.
   * @throws Failure `folder-missing` if the folder was closed, `index-empty` if its index is gone.
   * Neither ends work that has begun.
   */
  read<T>(work: (index: FolderIndex) => Promise<T>): Promise<T>;
}

/**
 * One state of a workspace folder's index, valid while `IndexedFolder.read` runs. The counts are
 * known when it is opened; every query to the store returns a promise. All ids are specific to the
 * folder.
 */
export interface FolderIndex {
  readonly root: string;
  readonly chunkCount: number;
  /** How many of the chunks have an embedding that `searchDense` can find. */
  readonly embeddedChunkCount: number;
  /**
   * Best similarity below which a question has no answer here (`calibrateRelevance`); null while
   * unknown.
   */
  readonly relevanceThreshold: number | null;
  /** Increases whenever the data that a search reads changes: files or embeddings come or go. */
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
   * The terms in Latin letters, as `LexicalIndex.vocabulary`. Returns the same list as long as the
   * index hardly changes.
   */
  vocabulary(): Promise<readonly string[]>;
  /** @returns chunk ids by similarity of their embedding; empty while nothing is embedded. */
  searchDense(
    vector: Float32Array,
    limit: number,
    filter: ChunkFilter,
  ): Promise<readonly ScoredId[]>;
  /**
   * Indexed paths that are `name` or end in `/name`, shortest first, at most ten. For a name that
   * ends in `/`, the matching folders instead (ending in `/`).
   */
  pathsNamed(name: string): Promise<readonly string[]>;
  /** In the order of `ids`; ids that no longer exist are skipped. */
  chunks(ids: readonly number[]): Promise<readonly StoredChunk[]>;
  /**
   * About `limit` chunks from all over the folder; the same ones as long as the index is the same.
   */
  sampleChunks(limit: number): Promise<readonly StoredChunk[]>;
  /** All chunks of a file in order. */
  chunksOfFile(fileId: number): Promise<readonly StoredChunk[]>;
}

/** A file of a workspace folder; `path` is relative to `root`. */
export interface FileReference {
  readonly root: string;
  readonly path: string;
}

/** What the user has open in the editor while asking. */
export interface EditorContext {
  readonly active: FileReference | null;
  /** The selected lines of the active file with exactly their text; null if nothing is selected. */
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
  /** Number of sources wanted after merging and trimming. */
  readonly topK: number;
  /** Earlier turns, oldest first, for follow-ups. */
  readonly history: readonly Turn[];
  /** Needed for `#selection`, `#open` and the active file's preference. */
  readonly editor?: EditorContext;
  /** `full` by default; the benchmark compares others. */
  readonly method?: RetrievalMethod;
}

export type MeaningSearch = 'ready' | 'partial' | 'absent';

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly meaningSearch: MeaningSearch;
  /**
   * Whether the index says that no source is likely to contain an answer; the hits are then the
   * closest places.
   */
  readonly nothingRelevant?: boolean;
  /**
   * For the root of each folder searched, the generation of its index. As long as it is the same,
   * the same question finds the same.
   */
  readonly generations: Readonly<Record<string, number>>;
  readonly timings: SearchTimings;
}

/**
 * Parts of a search, in order. The time for embedding is only what it takes beyond the word search,
 * which runs in parallel.
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

/** A hit as the model gets it. Citations refer to its `number`, from 1. */
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
   * Maximum number of tokens to read for this question, as the model counts them. A conversation
   * already in the context does not count.
   */
  readonly budgetTokens: number;
  /**
   * Maximum time for reading, estimated from the speed measured so far. Fewer sources are sent to
   * keep within it, but always at least the best one. 0 or omitted: no limit.
   */
  readonly budgetSeconds?: number;
  readonly decoding: Decoding;
}

/** The same question with another number of sources in the prompt. */
export interface SourceChoice {
  readonly sources: number;
  /** How long it takes to read what is not in memory yet, estimated from the measured speed. */
  readonly seconds: number;
}

/** A file's state at one time: enough to notice that it changed. */
export interface FileState {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** How far reading a prompt has progressed. */
export interface ReadingProgress {
  readonly readTokens: number;
  readonly totalTokens: number;
  /** As measured recently; 0 if nothing has been read yet. */
  readonly tokensPerSecond: number;
}

export type GenerateEvent =
  | { readonly type: 'loading' }
  /**
   * `fewer` is the best source alone, if chosen now. Null if that is what is being read, or the
   * speed is unknown.
   */
  | (ReadingProgress & { readonly type: 'reading'; readonly fewer: SourceChoice | null })
  /** `thought` is no part of the answer: it is neither checked nor cited. */
  | { readonly type: 'text' | 'thought'; readonly delta: string };

export interface Generation {
  readonly text: string;
  /** What the model thought before or between the words of the answer; omitted if nothing. */
  readonly thoughts?: string;
  /** The exact prompt the model read, or the messages as sent if a server does not show it. */
  readonly prompt: string;
  /**
   * Numbers of the sources in the prompt, in order; each is complete, or cut at the end to `lines`
   * lines.
   */
  readonly usedSources: readonly { readonly number: number; readonly lines: number }[];
  /** Number of earlier turns for which there was no more room. */
  readonly droppedTurns: number;
  /** What ended it: the model, the length limit, or that it had begun to repeat itself. */
  readonly stop: 'end' | 'max-tokens' | 'repetition';
  /**
   * The same question with only the best source, and with as many as fit the context; null if that
   * is what was sent.
   */
  readonly fewer: SourceChoice | null;
  readonly more: SourceChoice | null;
  readonly model: AnsweringModel;
  /** What is known about the server that answered; omitted for a model on this machine. */
  readonly served?: Served;
  /** Null if the model provides none; the answer can then not be computed again. */
  readonly receipt: Receipt | null;
  readonly timings: {
    readonly loadMs: number;
    readonly readMs: number;
    readonly writeMs: number;
    readonly promptTokens: number;
    readonly reusedTokens: number;
    readonly outputTokens: number;
    /** Whether token counts are estimates, because the server reported none. */
    readonly areEstimates?: boolean;
  };
}

/** What is known about an answer from a server. */
export interface Served {
  /** Host and port. */
  readonly host: string;
  /** The server's name for its own version; empty if it does not say. */
  readonly build: string;
  /** The requested settings. Whether the server followed them is not known. */
  readonly decoding: Decoding;
}

/** The model that gave an answer. */
export interface AnsweringModel {
  readonly name: string;
  /** Absolute path of its file; null for a model that is not a file on this machine. */
  readonly path: string | null;
}

/** An answer from a model file, with what is needed to compute it again. */
export interface ReplayableGeneration extends Generation {
  readonly model: AnsweringModel & { readonly path: string };
  readonly receipt: Receipt;
}

/** Whether an answer has what is needed to compute it again. */
export function isReplayable(generation: Generation): generation is ReplayableGeneration {
  return generation.receipt !== null && generation.model.path !== null;
}

/**
 * Everything on the model's side that determined an answer, so that it can be computed again and
 * compared.
 */
export interface Receipt {
  /**
   * State of the model's file when it was loaded. With the path, it identifies the file's checksum.
   */
  readonly modelFile: FileState;
  /** Of the prompt's text, hex. */
  readonly promptSha256: string;
  readonly promptTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly decoding: Decoding;
  readonly contextSize: number;
  /** Number of threads last used for reading and writing. */
  readonly readThreads: number;
  readonly writeThreads: number;
  /** Number of prompt tokens read at once, chunk by chunk; empty if all of it was in memory. */
  readonly readChunks: readonly number[];
  /**
   * Number of tokens computed at once, step by step: more than one if the next ones were guessed.
   */
  readonly batches: readonly number[];
  /**
   * Tokens that were guessed from the sources and checked in a batch, and how many of these were
   * right.
   */
  readonly guessedTokens: number;
  readonly acceptedTokens: number;
  /**
   * Greedy decisions, after a first guess, between two tokens whose logits differ by less than
   * `rounding`. They were made a second time, token by token.
   */
  readonly closeCalls: number;
  /**
   * How far computing tokens at once shifts the gap between two logits with this model on this
   * machine, as measured or, before that, assumed.
   */
  readonly rounding: number;
  /**
   * Tokens written in place of a more probable one that would have made a code name, a number or a
   * quotation that the prompt does not contain; 0 without `grounded` decoding.
   */
  readonly redirectedTokens: number;
}

/**
 * The result of computing an answer again. `index` is the first token that differs; `logitGap` is
 * the distance between the two tokens' logits, null if it is large.
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
