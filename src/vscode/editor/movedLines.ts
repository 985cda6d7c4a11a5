import { maskCharacter } from '../../core/domain.ts';

/**
 * Where the indexed lines stand now: at their place, or else where the same text is found nearest
 * to it.
 * @param lines the file's lines now; `indexed` the lines as they were indexed, the first of them at
 * line `startLine`.
 * @returns the 1-based line where they start, or null where the text is not there any more.
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

/** Equal but for masked characters. */
function isSame(indexed: string, current: string | undefined): boolean {
  if (current === undefined || indexed.length !== current.length) return false;
  if (indexed === current) return true;
  for (let index = 0; index < indexed.length; index++) {
    if (indexed[index] !== current[index] && indexed[index] !== maskCharacter) return false;
  }
  return true;
}
