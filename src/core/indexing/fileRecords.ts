import type { TextReading } from '../chunking/textReading.ts';
import type { Chunk, FileRole, SkipReason } from '../domain.ts';

/**
 * A file as a listing finds it. `path` is relative to the workspace folder, with forward slashes.
 */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, as exact as the file system gives them. */
  readonly modifiedMs: number;
  /**
   * Time of the last change of any kind and number of the file on its disk, as one text to compare:
   * an edit can keep size and time.
   */
  readonly identity: string;
}

/**
 * What a listing leaves out, by rule or because it could not be read. A folder that is left out
 * whole counts once.
 */
export interface LeftOut {
  readonly path: string;
  readonly reason: SkipReason;
}

export interface Listing {
  readonly files: readonly FoundFile[];
  readonly leftOut: readonly LeftOut[];
}

/** A file as the catalog knows it, indexed or skipped for its content. */
export interface KnownFile extends Omit<FoundFile, 'identity'> {
  readonly id: number;
  /** Null where a version of us stored it that did not note it. */
  readonly identity: string | null;
  /** Hash of the bytes, hex; empty where they were never read. */
  readonly hash: string;
  /**
   * Version of all that turns bytes into chunks and words; another one means that the file must be
   * prepared again.
   */
  readonly preparation: string;
  /** Why its content was left out, or null where it is indexed. */
  readonly skipped: SkipReason | null;
}

/**
 * A chunk ready to be stored: with the words the lexical index gets and the address of its
 * embedding.
 */
export interface PreparedChunk extends Chunk {
  /** Terms joined by spaces. */
  readonly symbolWords: string;
  readonly bodyWords: string;
  /** Hash of the text that is embedded, hex. */
  readonly content: string;
}

/** What reading a file gave. */
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

/** A text that waits for its embedding. */
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
  /** Pages of indexed documents that hold pictures alone, or nothing. */
  readonly pagesWithoutText: number;
}
