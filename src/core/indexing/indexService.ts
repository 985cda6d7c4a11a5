import type { SkipReason, StoredChunk } from '../domain.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { Retriever } from '../ports/retriever.ts';
import type { SuggestedName } from '../retrieval/question/suggestNames.ts';
import type { IndexTest } from '../retrieval/quality/measureIndex.ts';
import type {
  ExplainResult,
  FolderState,
  OpenFolderParams,
  Rest,
  SkippedFile,
  UpdateParams,
  UpdateReport,
} from './folderState.ts';

/** How many embeddings were written to a file or taken in from one. */
export interface ArchiveReport {
  readonly embeddings: number;
}

/** Where a folder's index is published, and as what. */
export interface PublishParams {
  readonly root: string;
  /** `postgres://USER@HOST/DATABASE`. */
  readonly store: string;
  readonly password?: string | undefined;
  /** Left out or empty for the name of git's remote. */
  readonly repository?: string | undefined;
  /** By default the one that is checked out. */
  readonly branch?: string | undefined;
  /** How long the store keeps what no branch uses, in days. */
  readonly keepDays: number;
}

export interface PublishReport {
  readonly repository: string;
  readonly branch: string;
  readonly commit: string | null;
  readonly files: number;
  readonly chunks: number;
  /** Chunks whose words and ranges the store did not have yet. */
  readonly newChunks: number;
  /** Vectors that the repository did not have yet: sent from here, and taken from others. */
  readonly newVectors: number;
  readonly copiedVectors: number;
  /** Until others could read the published state. */
  readonly publishSeconds: number;
  /** Building the vector index, after that; about 0 if there is one, or too few vectors. */
  readonly vectorIndexSeconds: number;
}

/** The index of all workspace folders, as the editor and the terminal use it. */
export interface IndexService extends Retriever {
  /** Opens the index of a folder without indexing anything. */
  openFolder(params: OpenFolderParams): Promise<FolderState>;
  closeFolder(root: string): Promise<void>;
  /** Brings the index up to date: words first, then embeddings. Resolves when both are done. */
  update(params: UpdateParams, cancellation?: Cancellation): Promise<UpdateReport>;
  /**
   * Resolves once the words of the whole folder are searchable; an update must be running or done.
   */
  lexicalReady(root: string, cancellation?: Cancellation): Promise<void>;
  /** Pauses or resumes indexing at the user's request. */
  setPaused(paused: boolean): Promise<void>;
  /** Indexing rests while `work` runs, then continues unless the user paused it. */
  restWhile<T>(why: Rest, work: () => Promise<T>): Promise<T>;
  /**
   * From now on, embeddings are computed on battery too, until this machine is plugged in. Folders
   * that waited report that they no longer do; an update computes what they lack.
   */
  embedNow(): Promise<void>;
  /** Deletes the index of a folder; the folder stays open, without an index. */
  removeFolder(root: string): Promise<void>;
  /** Measures how well questions find the texts they were taken from; takes some seconds. */
  testIndex(root: string, cancellation: Cancellation): Promise<IndexTest>;
  /** Whether a file is indexed, and which rule excludes it if not. */
  explain(root: string, path: string): Promise<ExplainResult>;
  /** The chunks of one indexed file in order; none if it is not indexed. */
  fileChunks(root: string, path: string): Promise<readonly StoredChunk[]>;
  /** The files that were left out, by path, all or for one reason; at most `limit`. */
  listSkipped(root: string, limit: number, reason?: SkipReason): Promise<readonly SkippedFile[]>;
  /** Indexed names that a mention so far typed may mean, best first; none without an index. */
  suggestNames(root: string, typed: string, limit: number): Promise<readonly SuggestedName[]>;
  /**
   * Writes the embeddings of a folder's index to a file, from which another checkout takes them.
   * @param file absolute path; an existing file is replaced.
   * @throws Failure `index-empty` if nothing is indexed by meaning; others by reason.
   */
  exportFolder(root: string, file: string, cancellation: Cancellation): Promise<ArchiveReport>;
  /**
   * Takes such a file in. The next update computes only what it lacks.
   * @throws Failure `index-unreadable` for a damaged file, `model-unsupported` for one of another
   * embedding model, `index-locked` while another process writes the index; others by reason.
   */
  importFolder(root: string, file: string, cancellation: Cancellation): Promise<ArchiveReport>;
  /**
   * Publishes a folder's complete index to a team's store (docs/team.md).
   * @throws Failure `store-unreachable`, `store-refused`, `store-unusable`, `index-empty`,
   * `invalid-setting`; others by reason. The store is then as it was.
   */
  publishFolder(params: PublishParams, cancellation: Cancellation): Promise<PublishReport>;
  /**
   * Takes in the embeddings that a store has and a folder's index lacks, so that the next update
   * does not compute them.
   */
  takeFromStore(params: PublishParams, cancellation: Cancellation): Promise<ArchiveReport>;
  /** @returns a function that ends the subscription. */
  onFolderState(listener: (state: FolderState) => void): () => void;
}
