import type { Hit, Turn } from '../domain.ts';
import type { RetrievalMethod } from '../retrieval/ranking/retrievalWeights.ts';
import type { Wording } from '../texts/wording.ts';
import type { Cancellation } from './cancellation.ts';
import type { ChunkFilter } from './searchIndexes.ts';

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

/** A source that was marked as not useful. It stays marked after its lines have moved. */
export interface NotUsefulSource {
  readonly root: string;
  readonly path: string;
  /** As the source has it; empty if it has none, then its lines count. */
  readonly symbol: string;
  readonly startLine: number;
  readonly endLine: number;
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
  /** What the user found not useful: a mild reason against it. */
  readonly notUseful?: readonly NotUsefulSource[];
  /** `full` by default; the benchmark compares others. */
  readonly method?: RetrievalMethod;
}

export type MeaningSearch = 'ready' | 'partial' | 'absent';

/** A server that a question was to be sent to. */
export interface AskedServer {
  /** Host and port. */
  readonly host: string;
  /** Why it did not help; omitted if it did. */
  readonly problem?: Wording;
}

/** A team's index that a question was to be searched in. */
export interface AskedTeam extends AskedServer {
  /**
   * How many of the folder's files were not searched, because only the team's index has them and it
   * went away; omitted if it answered, or if the folder's own index has all files.
   */
  readonly unsearchedFiles?: number;
}

export interface SearchResult {
  readonly hits: readonly Hit[];
  readonly meaningSearch: MeaningSearch;
  /** The server that embedded the question; omitted if that happened on this machine. */
  readonly meaningServer?: AskedServer;
  /** The team's index that was searched; omitted if only indexes of this machine were. */
  readonly teamServer?: AskedTeam;
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
