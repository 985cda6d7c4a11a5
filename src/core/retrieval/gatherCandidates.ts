import type { StoredChunk } from '../model.ts';
import type { ChunkFilter, FolderIndex, ScoredId } from '../ports.ts';

/** A chunk that some index found. Scores are as that index gave them; 0 where it did not find the chunk. */
export interface Candidate {
  readonly folder: FolderIndex;
  readonly chunk: StoredChunk;
  readonly lexical: number;
  readonly dense: number;
  readonly file: number;
}

/** What the indexes of one folder found for a question. */
export interface Findings {
  readonly folder: FolderIndex;
  readonly lexical: readonly ScoredId[];
  readonly dense: readonly ScoredId[];
  readonly files: readonly ScoredId[];
}

/** How many chunks and files each index is asked for. */
const depth = 200;

export function searchWords(folder: FolderIndex, terms: readonly string[], filter: ChunkFilter): Pick<Findings, 'lexical' | 'files'> {
  if (terms.length === 0) return { lexical: [], files: [] };
  return { lexical: folder.searchLexical(terms, depth, filter), files: folder.searchFiles(terms, depth, filter) };
}

export function searchMeaning(folder: FolderIndex, vector: Float32Array | null, filter: ChunkFilter): readonly ScoredId[] {
  return vector === null ? [] : folder.searchDense(vector, depth, filter);
}

/** Every chunk that was found by its words or its meaning, each once. */
export function gatherCandidates(findings: Findings): Candidate[] {
  const lexical = scoresById(findings.lexical);
  const dense = scoresById(findings.dense);
  const files = scoresById(findings.files);
  const ids = [...new Set([...lexical.keys(), ...dense.keys()])];
  return findings.folder.chunks(ids).map((chunk) => ({
    folder: findings.folder,
    chunk,
    lexical: lexical.get(chunk.id) ?? 0,
    dense: Math.max(0, dense.get(chunk.id) ?? 0),
    file: files.get(chunk.fileId) ?? 0,
  }));
}

function scoresById(scored: readonly ScoredId[]): ReadonlyMap<number, number> {
  return new Map(scored.map(({ id, score }) => [id, score]));
}
