/**
 * WordPiece tokens of one embedded text, [CLS] and [SEP] included: all-MiniLM-L6-v2 reads no more
 * (max_seq_length).
 */
export const maxChunkTokens = 256;

/** [CLS] before and [SEP] behind every embedded text. */
export const specialTokens = 2;

/**
 * UTF-16 code units of one chunk. WordPiece takes a run of any length without a border for one
 * unknown token; such runs are cut here.
 */
export const maxChunkChars = 4000;

/** WordPiece tokens of the symbol path before the body; longer paths lose their outer names. */
export const maxSymbolTokens = 48;
