import type { Chunk, FileRole, SkipReason } from '../domain.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import type { TextReading } from './textReading.ts';

/** A file as the index takes it in. Chunks are in the order of the file; an empty file has none. */
export interface ChunkedFile {
  readonly language: string;
  readonly role: FileRole;
  readonly reading: TextReading;
  readonly chunks: readonly Chunk[];
  /** Of a document with pages: how many are pictures alone, or empty. */
  readonly pagesWithoutText?: number;
}

/** Turns the bytes of one file into chunks, or says why they are left out. */
export interface FileChunker {
  /**
   * @param path relative to the workspace folder, with forward slashes; only names and extensions
   * are read from it.
   * @param assumed the encoding of texts that name none and are not UTF-8, where a setting says so.
   * @returns never throws for what is in the bytes: a parser that fails falls back to lines or to
   * `parse-failed`.
   */
  chunk(
    path: string,
    bytes: Uint8Array,
    assumed?: EncodingId,
  ): Promise<ChunkedFile | { readonly skipped: SkipReason }>;
}
