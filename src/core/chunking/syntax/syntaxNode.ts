/**
 * What the chunker needs of a node of a syntax tree. Rows and columns from 0; columns in UTF-16
 * code units; the end column is exclusive.
 */
export interface SyntaxNode {
  readonly type: string;
  /** Name of the field of its parent that it fills, null for none. */
  readonly field: string | null;
  /** False for punctuation and key words. */
  readonly named: boolean;
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
  /** Nothing but white space stands before it on its line. */
  readonly beginsLine: boolean;
  /** Those that span lines or begin one; all of a definition, whose name stands among them. */
  readonly children: readonly SyntaxNode[];
}
