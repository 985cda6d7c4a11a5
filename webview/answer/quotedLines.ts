import type { SourceView } from '../../src/core/conversation/chatState.ts';
import { highlight, splitLines } from './highlight.ts';
import type { Piece } from './highlight.ts';
import { plainText } from '../../src/core/plainText.ts';

/** A quoted line as a card shows it. */
export interface QuotedLine {
  readonly number: number;
  readonly indent: string;
  readonly pieces: readonly Piece[];
  readonly best: boolean;
  /** Whether lines of the file are left out before this one. */
  readonly gap: boolean;
}

/**
 * The lines that a source quotes, in colours, without their common indentation. Consecutive lines
 * are coloured together.
 */
export function quotedLines({
  lines,
  language,
}: Pick<SourceView, 'lines' | 'language'>): readonly QuotedLine[] {
  const texts = lines.map((line) => plainText(line.text.replaceAll('\t', '    ')));
  const shared = Math.min(...texts.filter((text) => text.trim() !== '').map(indentation));
  const quoted: QuotedLine[] = [];
  for (let first = 0; first < lines.length;) {
    let end = first + 1;
    while (end < lines.length && lines[end]?.number === (lines[end - 1]?.number ?? 0) + 1) end++;
    const run = texts
      .slice(first, end)
      .map((text) => text.slice(Math.min(shared, indentation(text))));
    const coloured = splitLines(
      highlight(run.map((text) => text.trimStart()).join('\n'), language),
    );
    for (const [index, text] of run.entries()) {
      const line = lines[first + index];
      if (line === undefined) continue;
      quoted.push({
        number: line.number,
        indent: text.slice(0, indentation(text)),
        pieces: coloured[index] ?? [],
        best: line.best,
        gap: index === 0 && first > 0,
      });
    }
    first = end;
  }
  return quoted;
}

function indentation(text: string): number {
  return text.length - text.trimStart().length;
}
