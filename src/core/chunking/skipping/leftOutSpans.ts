import { encodedSpans } from './encodedSpans.ts';
import type { Span } from './encodedSpans.ts';
import { longDataLines } from './longLines.ts';

/** What of a text no chunk may hold: encoded data, and long lines of other data. By line index. */
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
