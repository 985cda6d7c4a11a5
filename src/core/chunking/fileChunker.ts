import type { Chunk, FileRole, SkipReason } from '../domain.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import type { TextReading } from './textReading.ts';

/** A file, cut into chunks. They are in file order; an empty file has none. */
export interface ChunkedFile {
  readonly language: string;
  readonly role: FileRole;
  readonly reading: TextReading;
  readonly chunks: readonly Chunk[];
  /** The number of a document's pages that have only pictures, or nothing. */
  readonly pagesWithoutText?: number;
}

/** Turns the bytes of one file into chunks, or says why they are left out. */
export interface FileChunker {
  /**
   * @param path relative to the workspace folder, with forward slashes; only its names and
   * extensions are used.
   * @param assumed the encoding that a setting gives for texts that declare none and are not UTF-8.
   * @returns chunks or a reason; never throws because of the bytes. If a parser fails, the file is
   * cut by lines or skipped as `parse-failed`.
   */
  chunk(
    path: string,
    bytes: Uint8Array,
    assumed?: EncodingId,
  ): Promise<ChunkedFile | { readonly skipped: SkipReason }>;
}
