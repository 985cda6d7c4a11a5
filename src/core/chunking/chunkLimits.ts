/**
 * Maximum WordPiece tokens of an embedded text, with [CLS] and [SEP]. all-MiniLM-L6-v2 reads no
 * more (max_seq_length).
 */
export const maxChunkTokens = 256;

/** [CLS] before and [SEP] after every embedded text. */
export const specialTokens = 2;

/**
 * Maximum UTF-16 code units of a chunk. Needed because WordPiece counts a long run without a word
 * border as one unknown token.
 */
export const maxChunkChars = 4000;

/**
 * Maximum WordPiece tokens of the symbol path before the body. Longer paths lose their outer names.
 */
export const maxSymbolTokens = 48;
