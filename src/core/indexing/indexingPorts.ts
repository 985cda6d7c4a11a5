import type { EncodingId } from '../encoding/encodingNames.ts';
import type { Cancellation } from '../ports/cancellation.ts';
import type { Listing, PreparedFile } from './fileRecords.ts';

/** Where the files of one workspace folder are found. */
export interface FileSource {
  /**
   * @param paths only these files and folders (relative, folders end in `/`), with the same rules
   * as the whole; empty for all.
   * @throws Failure `folder-missing`; `cancelled`.
   */
  list(paths: readonly string[], cancellation: Cancellation): Promise<Listing>;
}

/** Receives vectors as they are computed, for the vector index. */
export interface VectorSink {
  add(id: number, vector: Float32Array): void;
  /**
   * Called after an update of folders: a good moment to compare with the catalog and to save the
   * vector index.
   */
  settle(): Promise<void>;
}

/** How many chunks have an embedding that meaning search finds. */
export interface EmbeddingCounts {
  /** Those in these files and folders (ending in `/`). */
  embeddedIn(paths: readonly string[]): Promise<number>;
  /** The chunks of the whole folder that have none. */
  missing(): Promise<number>;
}

/** Reads a file and prepares it for storing. */
export interface FilePreparer {
  /**
   * @param knownHash hash of the content that is already stored; empty if there is none.
   * @param encoding `files.encoding` of the folder; UTF-8 by default.
   * @returns the outcome; never rejects because a file cannot be read or parsed.
   */
  prepare(
    root: string,
    path: string,
    knownHash: string,
    encoding?: EncodingId,
  ): Promise<PreparedFile>;
}
