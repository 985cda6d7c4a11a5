import type { TextReading } from '../chunking/textReading.ts';
import type { Chunk, FileRole, SkipReason } from '../domain.ts';

/** A file found by a listing. `path` is relative to the workspace folder, with forward slashes. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, as precise as the file system allows. */
  readonly modifiedMs: number;
  /**
   * Change time and inode number in one string, for comparison only: an edit can leave size and
   * modification time unchanged.
   */
  readonly identity: string;
}

/**
 * A file or folder that a listing leaves out, by rule or because it is unreadable. A folder counts
 * once.
 */
export interface LeftOut {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly leftOut: readonly LeftOut[];
}

/** A file in the catalog, indexed or skipped for its content. */
export interface KnownFile extends Omit<FoundFile, 'identity'> {
  readonly id: number;
  /** Null if stored by a version that did not record it. */
  readonly identity: string | null;
  /** Hash of the bytes, hex; empty if they were never read. */
  readonly hash: string;
  /**
   * Version of the code that turned bytes into chunks and words. If it differs from the current
   * one, the file must be prepared again.
   */
  readonly preparation: string;
  /** Why its content was skipped; null if it is indexed. */
  readonly skipped: SkipReason | null;
}

/**
 * A chunk ready to be stored, with words for the lexical index and the hash that identifies its
 * embedding.
 */
export interface PreparedChunk extends Chunk {
  /** Terms joined by spaces. */
  readonly symbolWords: string;
  readonly bodyWords: string;
  /** Hash of the text that is embedded, hex. */
  readonly content: string;
}

/** The outcome of reading a file. */
export type PreparedFile =
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'skipped'; readonly hash: string; readonly reason: SkipReason }
  | {
      readonly outcome: 'chunked';
      readonly hash: string;
      readonly language: string;
      readonly role: FileRole;
      readonly reading: TextReading;
      readonly pathWords: string;
      readonly chunks: readonly PreparedChunk[];
      /** See `ChunkedFile`. */
      readonly pagesWithoutText?: number;
    };

/** A file that the catalog knows. */
export interface FileStatus {
  readonly skipped: SkipReason | null;
  /** How its text was read; null if it was not. */
  readonly reading: TextReading | null;
  /** The number of a document's pages that have only pictures, or nothing. */
  readonly pagesWithoutText: number;
}

/** A text without an embedding. */
export interface Unembedded {
  readonly content: string;
  readonly text: string;
  /** How many chunks have exactly this text. */
  readonly chunks: number;
}

export interface CatalogCounts {
  readonly files: number;
  readonly chunks: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
  /** The number of pages in indexed documents that have only pictures, or nothing. */
  readonly pagesWithoutText: number;
}
