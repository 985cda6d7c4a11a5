import { analyzeText } from '../retrieval/question/analyzeText.ts';
import type { SeenSource } from './citations.ts';

/** Roughly how much of a text the embedder reads. */
const linesPerText = 25;

/** A part of a source that the embedder can read in full. */
export interface SourcePiece {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/** The pieces of sources, in order; the first of each source begins with its label. */
export function sourcePieces(sources: readonly SeenSource[]): readonly SourcePiece[] {
  return sources.flatMap(({ label, text }) => piecesOf(`${label}\n${text}`));
}

function piecesOf(text: string): readonly SourcePiece[] {
  const lines = text.split('\n');
  return Array.from({ length: Math.ceil(lines.length / linesPerText) }, (_, i) => {
    const piece = lines.slice(i * linesPerText, (i + 1) * linesPerText).join('\n');
    return { text: piece, terms: new Set(analyzeText(piece)) };
  });
}

/** The pieces by how many words they share with the sentence, so that few must be embedded. */
export function likeliestFirst(
  sentence: string,
  pieces: readonly SourcePiece[],
): readonly string[] {
  const words = [...new Set(analyzeText(sentence))];
  return pieces
    .map(({ text, terms }) => ({ text, shared: words.filter((word) => terms.has(word)).length }))
    .sort((a, b) => b.shared - a.shared)
    .map(({ text }) => text);
}
