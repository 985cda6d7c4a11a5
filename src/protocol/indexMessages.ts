import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type {
  ConfigureParams,
  ExplainResult,
  FolderState,
  OpenFolderParams,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from '../core/indexing/folderState.ts';
import type { SkipReason } from '../core/domain.ts';
import type { SearchRequest, SearchResult } from '../core/ports.ts';
import type { IndexTest } from '../core/retrieval/quality/measureIndex.ts';
import type { FailureData } from './failureData.ts';

/** Messages between the host (or the CLI) and `process/indexProcess`. Cancelling a request crosses the wire. */

export const Configure = new RequestType<ConfigureParams, void, FailureData>('index/configure');
/** Opens (or creates in memory) the index of a folder without indexing anything. */
export const OpenFolder = new RequestType<OpenFolderParams, FolderState, FailureData>(
  'index/openFolder',
);
export const CloseFolder = new RequestType<{ root: string }, void, FailureData>(
  'index/closeFolder',
);
/** Brings the index up to date: words first, then meaning. Resolves when both are done. */
export const Update = new RequestType<UpdateParams, UpdateReport, FailureData>('index/update');
/** Resolves when words are searchable for the whole folder (an Update must be under way or done). */
export const LexicalReady = new RequestType<{ root: string }, void, FailureData>(
  'index/lexicalReady',
);
export const Search = new RequestType<SearchRequest, SearchResult, FailureData>('index/search');
/** Asks the index questions taken from its own texts. */
export const TestIndex = new RequestType<{ root: string }, IndexTest, FailureData>(
  'index/testIndex',
);
/** Without `byUser`, indexing only rests while an answer is written. */
export const SetPaused = new RequestType<{ paused: boolean; byUser: boolean }, void, FailureData>(
  'index/setPaused',
);
/** Deletes the index of a folder; the folder stays open, without an index. */
export const RemoveFolder = new RequestType<{ root: string }, void, FailureData>(
  'index/removeFolder',
);
export const Explain = new RequestType<{ root: string; path: string }, ExplainResult, FailureData>(
  'index/explain',
);
/** The files that were left out, by path, all or for one reason; at most `limit`. */
export const ListSkipped = new RequestType<
  { root: string; limit: number; reason?: SkipReason | undefined },
  readonly SkippedFile[],
  FailureData
>('index/listSkipped');
/** For each sentence, the index of the text that bears it out best and how well (cosine, 0 to 1); -1 where there is no embedder. */
export const CheckSentences = new RequestType<
  { sentences: readonly string[]; texts: readonly string[] },
  readonly { text: number; support: number }[],
  FailureData
>('index/checkSentences');
/** Closes files and ends the process. */
export const Shutdown = new RequestType0<void, FailureData>('index/shutdown');

export const FolderStateChanged = new NotificationType<FolderState>('index/folderState');
