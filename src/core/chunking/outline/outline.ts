/**
 * A named part of a file: a class, a function, a section. `parent` is the index of the scope around
 * it; -1 at the top.
 */
export interface Scope {
  readonly symbol: string;
  readonly parent: number;
  /**
   * True for a class or a section. If a chunk has only one of its members, the member's name is
   * used.
   */
  readonly container: boolean;
}

/**
 * Decides where a text is cut and how its chunks are named. The typed arrays have one entry per
 * line.
 */
export interface Outline {
  /**
   * Cost of a border before the line, in chunks. 0: one thought ends here and another begins. 1:
   * avoiding the border is worth one more chunk. `gluedCost`: the border would separate a comment
   * from what it explains. Blank lines before the line belong to the border.
   */
  readonly borderCost: Float32Array;
  /**
   * Index of the innermost unit (function, method, section, run of statements) that contains the
   * line; -1 for none. Two larger units never share a chunk.
   */
  readonly unit: Int32Array;
  /**
   * Index of the unit around each unit; -1 at the top. A unit that fits in a chunk is treated as
   * one with the units inside it.
   */
  readonly unitParents: readonly number[];
  /** Index in `scopes` of the line's innermost scope; -1 for none. */
  readonly scope: Int32Array;
  readonly scopes: readonly Scope[];
}

/** Cost of a border to use only if a text has no other place to cut. */
export const gluedCost = 4;

/** An outline under construction. */
export interface OutlineDraft extends Outline {
  readonly unitParents: number[];
  readonly scopes: Scope[];
}

/** An outline without scopes and units, in which every border costs `cost`. */
export function emptyOutline(lineCount: number, cost: number): OutlineDraft {
  return {
    borderCost: new Float32Array(lineCount).fill(cost),
    unit: new Int32Array(lineCount).fill(-1),
    unitParents: [],
    scope: new Int32Array(lineCount).fill(-1),
    scopes: [],
  };
}
