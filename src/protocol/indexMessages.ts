import type { Detection, DetectorPassage } from '../core/answering/detecting/detectUnsupported.ts';
import type {
  ConfigureParams,
  ExplainResult,
  FolderState,
  OpenFolderParams,
  PauseReason,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from '../core/indexing/folderState.ts';
import type { SearchRequest, SearchResult } from '../core/ports/retriever.ts';
import type { ArchiveReport, PublishParams, PublishReport } from '../core/indexing/indexService.ts';
import type { SuggestedName } from '../core/retrieval/question/suggestNames.ts';
import type { IndexTest } from '../core/retrieval/quality/measureIndex.ts';
import type { SkipReason, StoredChunk } from '../core/domain.ts';
import { MessageTable } from './messageTable.ts';

/** What the host (or the CLI) asks `process/indexProcess`. */
export interface IndexRequests {
  configure(params: ConfigureParams): void;
  /** Opens (or creates in memory) the index of a folder without indexing anything. */
  openFolder(params: OpenFolderParams): FolderState;
  closeFolder(params: { root: string }): void;
  /** Brings the index up to date: words first, then meaning. Resolves when both are done. */
  update(params: UpdateParams): UpdateReport;
  /** Resolves when words are searchable for the whole folder. An update must have been started. */
  lexicalReady(params: { root: string }): void;
  search(params: SearchRequest): SearchResult;
  /** Asks the index questions taken from its own texts. */
  testIndex(params: { root: string }): IndexTest;
  /** @param params `reason` is null to continue. */
  setPaused(params: { reason: PauseReason | null }): void;
  /** See `IndexService.embedNow`. */
  embedNow(): void;
  /** Deletes the index of a folder; the folder stays open, without an index. */
  removeFolder(params: { root: string }): void;
  explain(params: { root: string; path: string }): ExplainResult;
  /** The chunks of one indexed file in order; none where it is not indexed. */
  fileChunks(params: { root: string; path: string }): readonly StoredChunk[];
  /** The skipped files, by path, all or for one reason; at most `limit`. */
  listSkipped(params: {
    root: string;
    limit: number;
    reason?: SkipReason | undefined;
  }): readonly SkippedFile[];
  /** Names that begin like what is typed after an `@`, best first. */
  suggestNames(params: { root: string; typed: string; limit: number }): readonly SuggestedName[];
  /** See `MeaningCheck`. */
  nearness(params: { sentence: string; texts: readonly string[]; enough: number }): number | null;
  /** Begins to load the detector, if one is chosen. */
  prepareDetector(): void;
  /** Null if no detector is chosen. */
  detectUnsupported(params: { passages: readonly DetectorPassage[] }): Detection | null;
  /** Writes the embeddings of a folder's index to a file. */
  exportFolder(params: { root: string; file: string }): ArchiveReport;
  /** Takes the embeddings of such a file in. */
  importFolder(params: { root: string; file: string }): ArchiveReport;
  /** Publishes a folder's index to a team's store. */
  publishFolder(params: PublishParams): PublishReport;
  /** Takes in the embeddings that such a store has and the index lacks. */
  takeFromStore(params: PublishParams): ArchiveReport;
  /** Closes files and ends the process. */
  shutdown(): void;
}

/** What `process/indexProcess` reports. */
export interface IndexNotifications {
  readonly folderState: FolderState;
}

export const indexMessages = new MessageTable<IndexRequests, IndexNotifications>('index');
