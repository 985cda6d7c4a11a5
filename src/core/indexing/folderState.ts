import type { SkipReason } from '../domain.ts';
import type { TextReading } from '../chunking/textReading.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import type { IndexSettings } from '../settings/settings.ts';
import type { Progress } from './progressMeter.ts';

/** What is asked of and told about the index of one workspace folder. */

export interface OpenFolderParams {
  /** Absolute path of the workspace folder. */
  readonly root: string;
  /** Glob patterns that VS Code leaves out (`files.exclude`, `search.exclude`). */
  readonly excludeGlobs: readonly string[];
  /** Open and recently used files, relative paths; they are indexed first. */
  readonly recentFiles: readonly string[];
  /** `files.encoding` of the folder; UTF-8 where it is left out. */
  readonly encoding?: EncodingId;
  /** The folder's own size limits; those of the configuration where they are left out. */
  readonly sizeLimits?: SizeLimits;
  /** Whether exclude patterns and limits that the index was made by count more than these. */
  readonly keepStoredRules?: boolean;
}

export type SizeLimits = Pick<IndexSettings, 'maxFileSizeMB' | 'maxPdfSizeMB'>;

/**
 * What an index leaves out beside ignore files. It is stored with the index, which editor and
 * terminal share.
 */
export interface IndexRules extends SizeLimits {
  readonly excludeGlobs: readonly string[];
}

export interface ConfigureParams {
  readonly settings: IndexSettings;
  /** Folder with the models, laid out as `Xenova/all-MiniLM-L6-v2/onnx/...`. */
  readonly modelsFolder: string;
}

export interface FolderState {
  readonly root: string;
  readonly activity: 'idle' | 'scanning' | 'chunking' | 'embedding' | 'paused';
  /** Where it is paused: only while an answer is written, not by the person. */
  readonly resting?: boolean;
  /** Who writes this folder's index: this process, or another window that holds the lock. */
  readonly writer: 'self' | 'other';
  /** Whether an index exists on disk, however incomplete. */
  readonly exists: boolean;
  readonly files: number;
  readonly chunks: number;
  readonly embeddedChunks: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** Pages of indexed documents that hold pictures alone, or nothing. */
  readonly pagesWithoutText?: number;
  readonly bytesOnDisk: number;
  /**
   * Of these the vectors in the catalog, as far as the model in use made them, and the vector index
   * beside it.
   */
  readonly vectorBytes: number;
  readonly embeddingModel: string | null;
  /** Milliseconds since 1970, or null before the first complete update. */
  readonly updatedAt: number | null;
  /** While something runs. */
  readonly progress: Progress | null;
}

export interface UpdateParams {
  readonly root: string;
  /**
   * Only these files or folders (relative); empty for the whole folder. Folders that end in `/` are
   * indexed like the whole, with progress; other paths (edits; a folder among them may have come or
   * gone) go before all other indexing.
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
  /** Where another process writes this folder's index, it was left to it. */
  readonly writer: FolderState['writer'];
  /** Whether the stored rules were kept although other ones were asked for. */
  readonly keptStoredRules: boolean;
  readonly seconds: number;
}

export interface ExplainResult {
  readonly indexed: boolean;
  readonly reason: SkipReason | null;
  /** The rule that left it out, and where it stands (`.gitignore:12`), where there is one. */
  readonly rule: string | null;
  readonly ruleLocation: string | null;
  /** How the text of an indexed file was read. */
  readonly reading?: TextReading;
  /** Of an indexed document with such pages: how many hold pictures alone, or nothing. */
  readonly pagesWithoutText?: number;
}

/** A file that is not in the index. */
export interface SkippedFile {
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly reason: SkipReason;
}
