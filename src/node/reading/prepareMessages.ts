import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import type { PreparedFile } from '../../core/indexing/fileRecords.ts';

/** What the preparing worker thread is started with. */
export interface PrepareLimits {
  readonly maxFileBytes: number;
  readonly maxPdfBytes: number;
}

export interface PrepareRequest {
  readonly id: number;
  readonly root: string;
  readonly path: string;
  readonly knownHash: string;
  readonly encoding: EncodingId;
}

export type PrepareReply =
  | { readonly id: number; readonly prepared: PreparedFile }
  /** A bug in what reads files: told to the log; the file is left out. */
  | { readonly id: number; readonly error: string };
