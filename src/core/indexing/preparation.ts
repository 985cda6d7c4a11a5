import { defaultEncoding } from '../encoding/encodingNames.ts';
import type { EncodingId } from '../encoding/encodingNames.ts';
import { analyzerVersion } from '../retrieval/question/analyzeText.ts';

/** Counts up whenever the same bytes give other chunks. */
const chunkerVersion = 6;

/**
 * Stored with every file. A file prepared by another version is prepared again; embeddings of
 * unchanged texts are kept.
 */
export const preparation = `${chunkerVersion}.${analyzerVersion}`;

/**
 * The same for a folder with its own `files.encoding`. When that changes, its files are prepared
 * again.
 */
export function preparationIn(encoding: EncodingId): string {
  return encoding === defaultEncoding ? preparation : `${preparation}.${encoding}`;
}
