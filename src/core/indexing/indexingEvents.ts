import type { Failure } from '../errors.ts';

/** What the indexer reports while it works. */
export type IndexingEvent =
  | { readonly type: 'scanning' }
  | { readonly type: 'chunking'; readonly files: number }
  | {
      readonly type: 'stored';
      readonly files: number;
      readonly addedChunks: number;
      readonly removedChunks: number;
    }
  | { readonly type: 'wordsReady' }
  /** `chunks` of the whole folder have no embedding yet. */
  | { readonly type: 'embedding'; readonly chunks: number }
  | { readonly type: 'embedded'; readonly chunks: number }
  /** Embedding has ended: with all texts that there were, or because of a server's failure. */
  | { readonly type: 'embeddingEnded'; readonly failure: Failure | null }
  /** The rest of the embeddings is left to an update when embedding is allowed again. */
  | { readonly type: 'waitsForPower' }
  /** An edit is done: this many more chunks (or fewer, below 0) have an embedding. */
  | { readonly type: 'edited'; readonly embeddedChunks: number };
