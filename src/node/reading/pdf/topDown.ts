import { isSameRow } from './placedText.ts';
import type { PlacedText } from './placedText.ts';

/** Fewer steps from line to line may lead upwards by chance: a heading that is drawn last. */
const minSteps = 3;
/** Columns drawn one after the other lead up once per column, so far less often than this share. */
const minUpward = 0.7;

/**
 * Puts lines that are drawn from the bottom of the page to its top the right way round, as some
 * programs that mirror the page's axis draw them. Other texts stay as they are.
 */
export function topDown(texts: readonly PlacedText[]): readonly PlacedText[] {
  if (texts.some(({ height }) => height === 0)) return texts;
  const lines = drawnLines(texts);
  const upward = lines.filter((line, i) => {
    const before = lines[i - 1];
    return before !== undefined && line.baseline < before.baseline;
  });
  const steps = lines.length - 1;
  if (steps < minSteps || upward.length < minUpward * steps) return texts;
  return lines.toSorted((a, b) => a.baseline - b.baseline).flatMap((line) => line.ended);
}

interface DrawnLine {
  readonly baseline: number;
  /** Its texts in drawing order; the last one ends the line. */
  readonly ended: readonly PlacedText[];
}

/** Runs of texts in the same row. */
function drawnLines(texts: readonly PlacedText[]): readonly DrawnLine[] {
  const runs: [PlacedText, ...PlacedText[]][] = [];
  for (const text of texts) {
    const run = runs.at(-1);
    if (run !== undefined && isSameRow(run[0], text)) run.push(text);
    else runs.push([text]);
  }
  return runs.map((run) => ({
    baseline: run[0].baseline,
    ended: run.map((text, i) => (i === run.length - 1 ? { ...text, endsLine: true } : text)),
  }));
}
