import { maskCharacter } from '../../core/domain.ts';

/**
 * Where the indexed lines are in the current file: at their old place, or the nearest place with
 * the same text.
 * @param lines the file's current lines.
 * @param indexed the lines as indexed, the first of them at line `startLine`.
 * @returns the 1-based line where they start, or null if the text is gone.
 */
export function movedLines(
  lines: readonly string[],
  indexed: readonly string[],
  startLine: number,
): number | null {
  const isAt = (line: number): boolean =>
    indexed.every((text, index) => isSame(text, lines[line - 1 + index]));
  const last = lines.length - indexed.length + 1;
  for (let distance = 0; distance <= Math.max(startLine, lines.length); distance++) {
    for (const line of [startLine + distance, startLine - distance]) {
      if (line >= 1 && line <= last && isAt(line)) return line;
    }
  }
  return null;
}

/** Equal except for masked characters. */
function isSame(indexed: string, current: string | undefined): boolean {
  if (current === undefined || indexed.length !== current.length) return false;
  if (indexed === current) return true;
  for (let index = 0; index < indexed.length; index++) {
    if (indexed[index] !== current[index] && indexed[index] !== maskCharacter) return false;
  }
  return true;
}
