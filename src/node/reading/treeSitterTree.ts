import type { Point, Tree, TreeCursor } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../../core/chunking/syntax/syntaxLanguages.ts';
import { argumentsType, declaratorTypes } from '../../core/chunking/syntax/syntaxLanguages.ts';
import type { SyntaxNode } from '../../core/chunking/syntax/syntaxNode.ts';
import { isBlank } from '../../core/chunking/textLines.ts';

interface OpenNode extends SyntaxNode {
  readonly children: SyntaxNode[];
}

/** Deeper nodes are left out, because the readers of the tree are recursive. */
const maxDepth = 400;
const nodesBetweenPauses = 4000;

/**
 * Copies from tree-sitter's memory the nodes that the chunker needs: those that span lines or begin
 * one, and the children of definitions and calls. Each step in the tree costs a call into
 * WebAssembly, so nothing else is visited. Yields now and then, so that the caller can give way.
 */
export function* readTree(
  tree: Tree,
  language: SyntaxLanguage,
  lines: readonly string[],
): Generator<undefined, SyntaxNode> {
  const cursor = tree.walk();
  try {
    const root = nodeAt(cursor, cursor.startPosition, cursor.endPosition, true);
    const open = [root];
    let parent = root;
    let keepsAll = holdsName(root);
    let visited = 0;
    if (!cursor.gotoFirstChild()) return root;
    for (;;) {
      if (++visited % nodesBetweenPauses === 0) yield;
      const { startPosition, endPosition } = cursor;
      const begins =
        startPosition.column === 0 ||
        isBlank((lines[startPosition.row] ?? '').slice(0, startPosition.column));
      const spansLines = endPosition.row > startPosition.row;
      if (spansLines || keepsAll || begins) {
        const node = nodeAt(cursor, startPosition, endPosition, begins);
        parent.children.push(node);
        if ((spansLines || holdsName(node)) && open.length < maxDepth && cursor.gotoFirstChild()) {
          enter(node);
          continue;
        }
      }
      while (!cursor.gotoNextSibling()) {
        open.pop();
        if (open.length === 0 || !cursor.gotoParent()) return root;
        enter(open.pop() ?? root);
      }
    }

    function enter(node: OpenNode): void {
      open.push(node);
      parent = node;
      keepsAll = holdsName(node) || node.type === argumentsType;
    }
  } finally {
    cursor.delete();
  }

  function holdsName({ type }: SyntaxNode): boolean {
    return Object.hasOwn(language.definitions, type) || declaratorTypes.has(type);
  }
}

function nodeAt(cursor: TreeCursor, start: Point, end: Point, beginsLine: boolean): OpenNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName,
    named: cursor.nodeIsNamed,
    startRow: start.row,
    startColumn: start.column,
    endRow: end.row,
    endColumn: end.column,
    beginsLine,
    children: [],
  };
}
