import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import type { PreparedFile } from '../../core/indexing/fileRecords.ts';

/** The start parameters of the worker thread that prepares files. */
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
  /** A bug in reading the file. It is logged, and the file is left out. */
  | { readonly id: number; readonly error: string };
