import { analyzerVersion } from '../retrieval/question/analyzeText.ts';

/** Counts up whenever the same bytes give other chunks. */
export const chunkerVersion = 2;

/** Stored with every file: a file prepared by another version of us is prepared again; embeddings of texts that stay the same are kept. */
export const preparation = `${chunkerVersion}.${analyzerVersion}`;
