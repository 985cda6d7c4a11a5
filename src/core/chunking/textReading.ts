import type { EncodingId } from '../encoding/encodingNames.ts';

/** How the text of an indexed file was read. */
export interface TextReading {
  readonly encoding: EncodingId;
  /**
   * The number of lines that are not, or not completely, in the index: encoded data, and long lines
   * of data.
   */
  readonly linesLeftOut: number;
}
