import type { Hit } from '../../domain.ts';
import type { EditorContext } from '../../ports/retriever.ts';
import type { FolderIndex } from '../../ports/folderIndex.ts';
import { namedBreakdown } from './namedBreakdown.ts';

/**
 * The selected lines as the first source of a question that contains `#selection`. Null if nothing
 * is selected or the file is in none of the folders.
 */
export function selectionHit(
  editor: EditorContext | undefined,
  folders: readonly FolderIndex[],
): Hit | null {
  const selection = editor?.selection ?? null;
  const active = editor?.active ?? null;
  if (
    selection === null ||
    active === null ||
    !folders.some((folder) => folder.root === active.root)
  )
    return null;
  const { startLine, endLine, text } = selection;
  return {
    root: active.root,
    path: active.path,
    language: '',
    range: { kind: 'lines', startLine, endLine },
    text,
    symbol: '',
    score: 1,
    breakdown: namedBreakdown,
    bestLines: [],
  };
}

/** The hits without those that the selection already shows. */
export function withoutOverlap(hits: readonly Hit[], selection: Hit): Hit[] {
  return hits.filter(
    ({ root, path, range }) =>
      root !== selection.root ||
      path !== selection.path ||
      range.kind !== 'lines' ||
      range.startLine > selection.range.endLine ||
      range.endLine < selection.range.startLine,
  );
}
