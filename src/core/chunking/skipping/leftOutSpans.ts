import { encodedSpans } from './encodedSpans.ts';
import type { Span } from './encodedSpans.ts';
import { longDataLines } from './longLines.ts';

/**
 * The parts of a text to leave out of all chunks, by line index: encoded data, and long lines of
 * other data.
 */
export function leftOutSpans(
  lines: readonly string[],
  language: string,
): ReadonlyMap<number, readonly Span[]> {
  return new Map([
    ...encodedSpans(lines),
    ...Array.from(
      longDataLines(lines, language),
      (index) => [index, [[0, lines[index]?.length ?? 0]]] as const,
    ),
  ]);
}
