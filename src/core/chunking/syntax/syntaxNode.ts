/**
 * What the chunker needs from a syntax tree's node. Rows and columns are 0-based, columns in UTF-16
 * code units; the end column is exclusive.
 */
export interface SyntaxNode {
  readonly type: string;
  /** Name of the parent's field that it is in; null for none. */
  readonly field: string | null;
  /** False for punctuation and key words. */
  readonly named: boolean;
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
  /** Whether only white space precedes it on its line. */
  readonly beginsLine: boolean;
  /**
   * The children that span lines or begin one; of a definition all of them, because its name is
   * one.
   */
  readonly children: readonly SyntaxNode[];
}
