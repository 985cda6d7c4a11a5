import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { SkipReason } from '../core/model.ts';
import type { SearchRequest, SearchResult } from '../core/ports.ts';
import type { IndexTest } from '../core/retrieval/testIndex.ts';
import type { FailureData } from './failureData.ts';
import type { IndexSettings } from '../core/settings.ts';

/** Messages between the host (or the CLI) and `process/index`. Cancelling a request crosses the wire. */

export interface OpenFolderParams {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Glob patterns that VS Code leaves out (`files.exclude`, `search.exclude`). */
  readonly excludeGlobs: readonly string[];
  /** Open and recently used files, relative paths; they are indexed first. */
  readonly recentFiles: readonly string[];
}

export interface ConfigureParams {
  readonly settings: IndexSettings;
  /** Folder with the models, laid out as `Xenova/all-MiniLM-L6-v2/onnx/...`. */
  readonly modelsFolder: string;
}

export interface FolderState {
  readonly root: string;
  readonly activity: 'idle' | 'scanning' | 'chunking' | 'embedding' | 'paused';
  /** Who writes this folder's index: this process, or another window that holds the lock. */
  readonly writer: 'self' | 'other';
  /** Whether an index exists on disk, however incomplete. */
  readonly exists: boolean;
  readonly files: number;
  readonly chunks: number;
  readonly embeddedChunks: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  readonly bytesOnDisk: number;
  /** Of these the vectors in the catalog, as far as the model in use made them, and the vector index beside it. */
  readonly vectorBytes: number;
  readonly embeddingModel: string | null;
  /** Milliseconds since 1970, or null before the first complete update. */
  readonly updatedAt: number | null;
  /** While something runs. */
  readonly progress: { readonly done: number; readonly total: number; readonly unit: 'files' | 'chunks'; readonly perSecond: number; readonly secondsLeft: number | null } | null;
}

export interface UpdateParams {
  readonly root: string;
  /**
   * Only these files or folders (relative); empty for the whole folder. Folders that end in `/` are indexed like the whole, with progress; other paths
   * (edits; a folder among them may have come or gone) go before all other indexing.
   */
  readonly paths: readonly string[];
}

export interface UpdateReport {
  readonly files: number;
  readonly chunks: number;
  readonly embeddingsComputed: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Where another process writes this folder's index, it was left to it. */
  readonly writer: FolderState['writer'];
  readonly seconds: number;
}

export interface ExplainResult {
  readonly indexed: boolean;
  readonly reason: SkipReason | null;
  /** The rule that left it out, and where it stands (`.gitignore:12`), where there is one. */
  readonly rule: string | null;
  readonly ruleLocation: string | null;
}

/** A file that is not in the index. */
export interface SkippedFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly reason: SkipReason;
}

export const Configure = new RequestType<ConfigureParams, void, FailureData>('index/configure');
/** Opens (or creates in memory) the index of a folder without indexing anything. */
export const OpenFolder = new RequestType<OpenFolderParams, FolderState, FailureData>('index/openFolder');
export const CloseFolder = new RequestType<{ root: string }, void, FailureData>('index/closeFolder');
/** Brings the index up to date: words first, then meaning. Resolves when both are done. */
export const Update = new RequestType<UpdateParams, UpdateReport, FailureData>('index/update');
/** Resolves when words are searchable for the whole folder (an Update must be under way or done). */
export const LexicalReady = new RequestType<{ root: string }, void, FailureData>('index/lexicalReady');
export const Search = new RequestType<SearchRequest, SearchResult, FailureData>('index/search');
/** Asks the index questions taken from its own texts. */
export const TestIndex = new RequestType<{ root: string }, IndexTest, FailureData>('index/testIndex');
export const SetPaused = new RequestType<{ paused: boolean }, void, FailureData>('index/setPaused');
/** Deletes the index of a folder; the folder stays open, without an index. */
export const RemoveFolder = new RequestType<{ root: string }, void, FailureData>('index/removeFolder');
export const Explain = new RequestType<{ root: string; path: string }, ExplainResult, FailureData>('index/explain');
/** The files that were left out, by path; at most `limit`. */
export const ListSkipped = new RequestType<{ root: string; limit: number }, readonly SkippedFile[], FailureData>('index/listSkipped');
/** For each sentence, the index of the text that bears it out best and how well (cosine, 0 to 1); -1 where there is no embedder. */
export const CheckSentences = new RequestType<{ sentences: readonly string[]; texts: readonly string[] }, readonly { text: number; support: number }[], FailureData>('index/checkSentences');
/** Closes files and ends the process. */
export const Shutdown = new RequestType0<void, FailureData>('index/shutdown');

export const FolderStateChanged = new NotificationType<FolderState>('index/folderState');
