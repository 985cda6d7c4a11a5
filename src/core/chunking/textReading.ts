import type { EncodingId } from '../encoding/encodingNames.ts';

/** How the text of an indexed file was read, as far as a person may wonder. */
export interface TextReading {
  readonly encoding: EncodingId;
  /** Lines that are not in the index, or not as a whole: encoded data, and long lines of data. */
  readonly linesLeftOut: number;
}
