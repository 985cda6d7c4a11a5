import type { Cancellation } from '../ports.ts';
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

/** Reads a file and makes it ready to be stored. */
export interface FilePreparer {
  /**
   * @param knownHash hash of the content that is stored already; empty where nothing is.
   * @returns never rejects: what cannot be read or parsed is an outcome.
   */
  prepare(root: string, path: string, knownHash: string): Promise<PreparedFile>;
}
