/** A piece of text and its position on the page as displayed, in points from the top left. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** Height of its letters; 0 for text that does not run horizontally. */
  readonly height: number;
  /** Whether it is the last text of its line. */
  readonly endsLine: boolean;
  readonly isRightToLeft: boolean;
}

/** How far apart the baselines of one row may be, as a share of the letters' height. */
const rowTolerance = 0.4;

/** Whether two texts are in the same row, judged by their baselines. */
export function isSameRow(a: PlacedText, b: PlacedText): boolean {
  return Math.abs(a.baseline - b.baseline) <= rowTolerance * Math.max(a.height, b.height);
}

type Matrix = readonly number[];

export interface TextItem {
  readonly str: string;
  readonly dir: string;
  readonly width: number;
  readonly height: number;
  readonly transform: Matrix;
  readonly hasEOL: boolean;
}

/**
 * The texts of a page, in drawing order. Spaces and line ends belong to the text before them.
 * @param toView matrix from the page's own coordinates to displayed ones (PDF 8.3.4).
 */
export function placeTexts(items: readonly TextItem[], toView: Matrix): PlacedText[] {
  const placed: PlacedText[] = [];
  for (const item of items) {
    const before = placed.at(-1);
    if (item.str.trim() !== '') placed.push(place(item, toView));
    else if (before !== undefined)
      placed[placed.length - 1] = {
        ...before,
        text: before.text + item.str,
        endsLine: before.endsLine || item.hasEOL,
      };
  }
  return placed;
}

/** A rectangle of the page as displayed; `top` is less than `bottom`. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param rect two opposite corners, in the page's own coordinates. */
export function boxOf(rect: readonly [number, number, number, number], toView: Matrix): Box {
  const [x, y, toX, toY] = rect;
  const [, , , , left, top] = multiply(toView, [1, 0, 0, 1, x, y]);
  const [, , , , right, bottom] = multiply(toView, [1, 0, 0, 1, toX, toY]);
  return {
    left: Math.min(left, right),
    right: Math.max(left, right),
    top: Math.min(top, bottom),
    bottom: Math.max(top, bottom),
  };
}

function place({ str, dir, width, transform, hasEOL }: TextItem, toView: Matrix): PlacedText {
  const [a, b, , , left, baseline] = multiply(toView, transform);
  const size = Math.hypot(a, b);
  return {
    text: str,
    left,
    right: left + width,
    baseline,
    height: a > 0 && Math.abs(b) < 0.01 * a ? size : 0,
    endsLine: hasEOL,
    isRightToLeft: dir === 'rtl',
  };
}

function multiply(outer: Matrix, inner: Matrix): [number, number, number, number, number, number] {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = outer;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = inner;
  return [
    a * g + c * h,
    b * g + d * h,
    a * i + c * j,
    b * i + d * j,
    a * k + c * l + e,
    b * k + d * l + f,
  ];
}
