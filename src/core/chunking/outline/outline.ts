/**
 * A named part of a file: a class, a function, a section. `parent` is the index of the scope around
 * it, -1 at the top.
 */
export interface Scope {
  readonly symbol: string;
  readonly parent: number;
  /** True for a class or a section: it is named by what stands in it where that is one thing. */
  readonly container: boolean;
}

/**
 * What decides where a text is cut and what its chunks are called. The arrays by line have one
 * entry a line.
 */
export interface Outline {
  /**
   * What a border before the line costs, in chunks: 0 where one thought ends and another begins, 1
   * where a border is worth avoiding at the price of one more chunk, `gluedCost` where it would
   * tear a comment from what it explains. Blank lines before it belong to the border.
   */
  readonly borderCost: Float32Array;
  /**
   * Index of the innermost unit (function, method, section, run of statements) that the line is
   * part of, -1 for none. Two of some size never share a chunk.
   */
  readonly unit: Int32Array;
  /**
   * Index of the unit around each unit, -1 at the top. A unit that fits a chunk stands for all
   * inside it.
   */
  readonly unitParents: readonly number[];
  /** Index in `scopes` of the innermost scope of the line, -1 for none. */
  readonly scope: Int32Array;
  readonly scopes: readonly Scope[];
}

/** A border that only a text without any other place to cut may get. */
export const gluedCost = 4;

/** An outline in the making. */
export interface OutlineDraft extends Outline {
  readonly unitParents: number[];
  readonly scopes: Scope[];
}

/** An outline without scopes and units, where every border costs `cost`. */
export function emptyOutline(lineCount: number, cost: number): OutlineDraft {
  return {
    borderCost: new Float32Array(lineCount).fill(cost),
    unit: new Int32Array(lineCount).fill(-1),
    unitParents: [],
    scope: new Int32Array(lineCount).fill(-1),
    scopes: [],
  };
}
