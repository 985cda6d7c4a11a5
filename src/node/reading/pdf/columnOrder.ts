import { isSameRow } from './placedText.ts';
import type { PlacedText } from './placedText.ts';
import { topDown } from './topDown.ts';

/**
 * Minimum number of rows with text on both sides of a gutter. Fewer may be chance, or a list of
 * facts.
 */
const minRows = 3;
/** Minimum width of a gutter, as a share of the letters' height. */
const minGutter = 0.7;
/**
 * Most lines of prose have at least this many letters and fill at least this share of their column.
 */
const minProseLetters = 12;
const minProseFill = 0.55;
const minProseShare = 0.6;
/** Minimum share of lines that continue a sentence. Table cells begin a new one. */
const minContinuations = 0.3;
/** In scripts without case, a line this full counts as continuing a sentence. */
const minFullLine = 0.8;

/**
 * Puts texts in reading order. Most pages are drawn in that order and stay as they are. If columns
 * of prose are drawn row by row, the columns are put one after the other. The rows of a table stay
 * together. Lines drawn from the bottom up are turned round.
 */
export function columnOrder(texts: readonly PlacedText[]): readonly PlacedText[] {
  const band = widestBand(texts);
  if (band === undefined) return topDown(texts);
  const isInBand = new Set([...band.left, ...band.right]);
  const first = texts.findIndex((text) => isInBand.has(text));
  const others = texts.filter((text) => !isInBand.has(text));
  const columns = [endLines(columnOrder(band.left)), endLines(columnOrder(band.right))];
  if (texts.filter(({ isRightToLeft }) => isRightToLeft).length > texts.length / 2)
    columns.reverse();
  return [
    ...columnOrder(others.slice(0, first)),
    ...columns.flat(),
    ...columnOrder(others.slice(first)),
  ];
}

/** Ends each row inside the column, so that it does not run into the next column. */
function endLines(column: readonly PlacedText[]): readonly PlacedText[] {
  return column.map((text, i) => {
    const next = column[i + 1];
    return next !== undefined && isSameRow(text, next) ? text : { ...text, endsLine: true };
  });
}

/** Consecutive rows that the same gutter divides. */
interface Band {
  readonly left: readonly PlacedText[];
  readonly right: readonly PlacedText[];
  readonly rows: number;
}

type Row = readonly PlacedText[];

function widestBand(texts: readonly PlacedText[]): Band | undefined {
  const rows = rowsOf(texts);
  let best: Band | undefined;
  for (const gutter of gutters(rows))
    for (const band of bandsAt(rows, gutter))
      if (band.rows > (best?.rows ?? minRows - 1) && isProse(band)) best = band;
  return best;
}

/** Rows from top to bottom, each from left to right. */
function rowsOf(texts: readonly PlacedText[]): readonly Row[] {
  const rows: PlacedText[][] = [];
  const level = texts.filter(({ height }) => height > 0);
  for (const text of level.sort((a, b) => a.baseline - b.baseline)) {
    const row = rows.at(-1);
    if (row?.[0] !== undefined && isSameRow(row[0], text)) row.push(text);
    else rows.push([text]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/**
 * Positions of the gaps between texts of a row, most frequent first. Gaps at about the same place
 * count as one.
 */
function gutters(rows: readonly Row[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const row of rows)
    for (const [i, text] of row.entries()) {
      const before = row[i - 1];
      if (before === undefined || text.left - before.right < minGutter * text.height) continue;
      // The right column begins at the same place in each row; the left one may end raggedly.
      const place = Math.round(text.left);
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  return [...counts]
    .filter(([, count]) => count >= minRows)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([place]) => place - 1.5);
}

/**
 * Runs of rows in which no text crosses `gutter`, from the first to the last row with text on both
 * sides.
 */
function bandsAt(rows: readonly Row[], gutter: number): readonly Band[] {
  const bands: Band[] = [];
  let run: Row[] = [];
  const close = (): void => {
    const isTwoSided = (row: Row): boolean =>
      row.some(({ left }) => left < gutter) && row.some(({ left }) => left >= gutter);
    const start = run.findIndex(isTwoSided);
    const texts = start < 0 ? [] : run.slice(start, run.findLastIndex(isTwoSided) + 1).flat();
    bands.push({
      left: texts.filter(({ left }) => left < gutter),
      right: texts.filter(({ left }) => left >= gutter),
      rows: run.filter(isTwoSided).length,
    });
    run = [];
  };
  for (const row of rows) {
    if (row.some(({ left, right }) => left < gutter && right > gutter)) close();
    else run.push(row);
  }
  close();
  return bands;
}

function isProse({ left, right }: Band): boolean {
  return isProseColumn(left) && isProseColumn(right);
}

function isProseColumn(column: readonly PlacedText[]): boolean {
  const lines = rowsOf(column);
  const width = (line: Row): number => Math.max(...line.map((one) => one.right)) - leftOf(line);
  const leftOf = (line: Row): number => Math.min(...line.map((one) => one.left));
  const widest = Math.max(...lines.map(width));
  const prose = lines.filter(
    (line) => letters(line) >= minProseLetters && width(line) >= minProseFill * widest,
  );
  const continuations = lines.filter((line) => {
    const start = line[0]?.text.trimStart() ?? '';
    return (
      /^\p{Ll}/u.test(start) || (/^\p{Lo}/u.test(start) && width(line) >= minFullLine * widest)
    );
  });
  return (
    prose.length >= minProseShare * lines.length &&
    continuations.length >= minContinuations * lines.length
  );
}

function letters(line: Row): number {
  const text = line.map((one) => one.text).join(' ');
  // A Chinese, Japanese or Korean character carries as much as two or three letters.
  const wide = text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu,
  );
  return (text.match(/\p{L}/gu)?.length ?? 0) + (wide?.length ?? 0);
}
