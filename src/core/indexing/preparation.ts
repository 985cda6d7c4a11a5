import { defaultEncoding } from '../encoding/encodingNames.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import { analyzerVersion } from '../retrieval/question/analyzeText.ts';

/** Counts up whenever the same bytes give other chunks. */
const chunkerVersion = 3;

/**
 * Stored with every file: a file prepared by another version of us is prepared again; embeddings of
 * texts that stay the same are kept.
 */
export const preparation = `${chunkerVersion}.${analyzerVersion}`;

/**
 * The same in a folder with a `files.encoding` of its own: when that changes, its files are
 * prepared again.
 */
export function preparationIn(encoding: EncodingId): string {
  return encoding === defaultEncoding ? preparation : `${preparation}.${encoding}`;
}
