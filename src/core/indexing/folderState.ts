import type { SkipReason } from '../domain.ts';
import type { FailureData } from '../errors.ts';
import type { TextReading } from '../chunking/textReading.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import type { IndexSettings } from '../settings/settings.ts';
import type { Wording } from '../texts/wording.ts';
import type { Progress } from './progressMeter.ts';

/** Requests to, and reports from, the index of a workspace folder. */

export interface OpenFolderParams {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Glob patterns that VS Code excludes (`files.exclude`, `search.exclude`). */
  readonly excludeGlobs: readonly string[];
  /** Open and recently used files, relative paths; they are indexed first. */
  readonly recentFiles: readonly string[];
  /** `files.encoding` of the folder; UTF-8 by default. */
  readonly encoding?: EncodingId;
  /** The folder's own size limits; the configured ones by default. */
  readonly sizeLimits?: SizeLimits;
  /** The folder's repository in the team's index; left out or empty for git's remote. */
  readonly storeRepository?: string;
  /** Whether exclude patterns and limits stored with the index take precedence over these. */
  readonly keepStoredRules?: boolean;
}

export type SizeLimits = Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>;

/**
 * The rules of an index besides ignore files. They are stored with the index, which editor and
 * terminal share.
 */
export interface IndexRules extends SizeLimits {
  readonly excludeGlobs: readonly string[];
}

export interface ConfigureParams {
  readonly settings: IndexSettings;
  /** Folder with the models, laid out as `Xenova/all-MiniLM-L6-v2/onnx/...`. */
  readonly modelsFolder: string;
  /** The key of the embedding server, if it has one. */
  readonly embeddingServerKey?: string;
  /** The password of the team's index, if it has one. */
  readonly storePassword?: string;
  /** Absolute path of a detector's .onnx file or folder; left out for none. */
  readonly detector?: string;
}

/** A moment's rest: an answer is written, or the user types. */
export type Rest = 'answering' | 'typing';

/** Why indexing is paused. After a rest it continues by itself. */
export type PauseReason = 'user' | Rest;

export interface FolderState {
  readonly root: string;
  readonly activity: 'idle' | 'scanning' | 'chunking' | 'embedding' | 'paused';
  /** If paused: why. */
  readonly pausedFor?: PauseReason;
  /** Whether texts without an embedding wait until this machine no longer runs on battery. */
  readonly waitsForPower?: boolean;
  /** The writer of this folder's index: this process, or another window that holds the lock. */
  readonly writer: 'self' | 'other';
  /** Whether there is an index on disk, however incomplete. */
  readonly exists: boolean;
  readonly files: number;
  readonly chunks: number;
  readonly embeddedChunks: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** The number of pages in indexed documents that have only pictures, or nothing. */
  readonly pagesWithoutText?: number;
  readonly bytesOnDisk: number;
  /**
   * The part of `bytesOnDisk` that is vectors: those in the catalog by the model in use, and the
   * vector index file.
   */
  readonly vectorBytes: number;
  readonly embeddingModel: string | null;
  /** The server that embeds, and its model; omitted for a model of this machine. */
  readonly embeddingServer?: { readonly host: string; readonly model: string };
  /** Why the last update could not embed everything, because of the server that embeds. */
  readonly meaningProblem?: FailureData;
  /** Whether meaning search compares every vector, because hnswlib does not load here. */
  readonly comparesAll?: boolean;
  /** Milliseconds since 1970, or null before the first complete update. */
  readonly updatedAt: number | null;
  /** The team's index that is searched with this folder's own files; omitted without one. */
  readonly team?: TeamState;
  /** Null while nothing runs. */
  readonly progress: Progress | null;
}

/** A team's index, as one folder uses it. */
export type TeamState =
  | {
      readonly store: string;
      /** The name that it is published under. */
      readonly repository: string;
      readonly branch: string;
      /** Null if it was not published from a git repository. */
      readonly commit: string | null;
      /** The chunks of the published branch. */
      readonly chunks: number;
    }
  | TeamProblem;

/** Why the index on this machine is searched instead of the team's. */
export interface TeamProblem {
  readonly store: string;
  readonly problem: Wording;
  /** See `AskedTeam`. */
  readonly unsearchedFiles?: number;
}

export interface UpdateParams {
  readonly root: string;
  /**
   * Only these files or folders (relative); empty for the whole folder. Folders that end in `/` are
   * indexed like the whole folder, with progress. Other paths are edits and go before all other
   * indexing; they may be folders that were added or removed.
   */
  readonly paths: readonly string[];
}

export interface UpdateReport {
  readonly files: number;
  readonly chunks: number;
  readonly embeddingsComputed: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** See `FolderState`. */
  readonly pagesWithoutText?: number;
  readonly meaningProblem?: FailureData;
  /** If `other`, the update was left to the process that writes this folder's index. */
  readonly writer: FolderState['writer'];
  /** Whether the stored rules were kept although other ones were requested. */
  readonly keptStoredRules: boolean;
  /** See `FolderState`. */
  readonly comparesAll: boolean;
  readonly seconds: number;
}

export interface ExplainResult {
  readonly indexed: boolean;
  readonly reason: SkipReason | null;
  /** The rule that left it out, and its place (`.gitignore:12`), if there is one. */
  readonly rule: string | null;
  readonly ruleLocation: string | null;
  /** How the text of an indexed file was read. */
  readonly reading?: TextReading;
  /**
   * The number of an indexed document's pages that have only pictures, or nothing; absent if none.
   */
  readonly pagesWithoutText?: number;
}

/** A file that is not in the index. */
export interface SkippedFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly reason: SkipReason;
}
