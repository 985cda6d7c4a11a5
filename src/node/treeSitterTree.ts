import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../core/chunking/syntaxLanguages.ts';
import { declaratorTypes } from '../core/chunking/syntaxLanguages.ts';
import type { SyntaxNode } from '../core/chunking/syntaxNode.ts';

interface OpenNode extends SyntaxNode {
  readonly children: SyntaxNode[];
}

/** Deeper nodes are left out; what reads the tree is recursive. */
const maxDepth = 400;
const nodesBetweenPauses = 4000;

/**
 * Copies out of tree-sitter's memory what the chunker looks at: nodes that span lines or begin one, and the children of definitions. Each step in
 * the tree costs a call into WebAssembly, so nothing else is visited. Yields now and then for the caller to let others work.
 */
export function* readTree(tree: Tree, language: SyntaxLanguage, lines: readonly string[]): Generator<undefined, SyntaxNode> {
  const cursor = tree.walk();
  try {
    const root = nodeAt(cursor);
    const open = [root];
    let visited = 0;
    if (!cursor.gotoFirstChild()) return root;
    for (;;) {
      if (++visited % nodesBetweenPauses === 0) yield;
      const parent = open.at(-1) ?? root;
      const node = nodeAt(cursor);
      const inDefinition = parent.type in language.definitions || declaratorTypes.has(parent.type);
      const spansLines = node.endRow > node.startRow;
      if (spansLines || inDefinition || beginsLine(node, lines)) parent.children.push(node);
      const worthEntering = spansLines || node.type in language.definitions || declaratorTypes.has(node.type);
      if (worthEntering && open.length < maxDepth && cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        open.pop();
        if (open.length === 0 || !cursor.gotoParent()) return root;
      }
    }
  } finally {
    cursor.delete();
  }
}

function nodeAt(cursor: TreeCursor): OpenNode {
  const { startPosition, endPosition } = cursor;
  return {
    type: cursor.nodeType, field: cursor.currentFieldName, named: cursor.nodeIsNamed,
    startRow: startPosition.row, startColumn: startPosition.column, endRow: endPosition.row, endColumn: endPosition.column, children: [],
  };
}

function beginsLine({ startRow, startColumn }: SyntaxNode, lines: readonly string[]): boolean {
  return startColumn === 0 || (lines[startRow] ?? '').slice(0, startColumn).trim() === '';
}
