import { anyOf } from '../../anyOf.ts';
import type { Hit, StoredChunk } from '../../domain.ts';
import type { FolderIndex } from '../../ports/folderIndex.ts';
import { namedBreakdown } from './namedBreakdown.ts';
import { analyzeText } from '../question/analyzeText.ts';
import type { NamedPlace } from '../question/namedPlaces.ts';

/**
 * The cause of a stack trace is in its innermost calls; more hits would leave no room for what the
 * search finds.
 */
const maxHits = 3;
/** Of a longer chunk, this many lines are shown before and after the named one. */
const linesAround = 15;
/** Third-party code, whose files may have the same names as the user's. */
const foreign = anyOf(
  /(?:^|\/)(?:node_modules|node:internal|rustc|\.cargo)(?:\/|$)/,
  /(?:^|\/)(?:site-packages|dist-packages|lib\/python[\d.]*)(?:\/|$)/,
  /(?:^|\/)(?:go\/pkg\/mod|usr\/local\/go)(?:\/|$)/,
);

/**
 * The lines that a question names by file and line, if they are in an index. They come before
 * everything that is searched for.
 */
export async function placeHits(
  places: readonly NamedPlace[],
  folders: readonly FolderIndex[],
): Promise<readonly Hit[]> {
  const hits: Hit[] = [];
  for (const place of places) {
    if (hits.length === maxHits) break;
    const hit = await hitAt(place, folders);
    const isShown = hits.some(
      ({ root, path, range }) =>
        root === hit?.root &&
        path === hit.path &&
        range.startLine <= place.line &&
        place.line <= range.endLine,
    );
    if (hit !== null && !isShown) hits.push(hit);
  }
  return hits;
}

async function hitAt(
  { path, line }: NamedPlace,
  folders: readonly FolderIndex[],
): Promise<Hit | null> {
  for (const folder of folders) {
    for (const indexed of await indexedPaths(path, folder)) {
      const chunk = await chunkAt(indexed, line, folder);
      if (chunk !== null) return toHit(chunk, line, folder.root);
    }
  }
  return null;
}

/**
 * The indexed files that a path may refer to: those that share the most folders with it, and at
 * least one if the path has any.
 */
async function indexedPaths(path: string, folder: FolderIndex): Promise<readonly string[]> {
  const root = `${folder.root.replaceAll('\\', '/')}/`;
  if (path.startsWith(root)) return folder.pathsNamed(path.slice(root.length));
  if (foreign.test(path)) return [];
  const parts = path.split('/').filter((part) => part !== '');
  for (let first = 0; first < parts.length; first++) {
    const named = parts.slice(first).join('/');
    const isEnough = parts.length - first > 1 || parts.length === 1;
    const all = await folder.pathsNamed(named);
    const found = all.filter((indexed) => isEnough || indexed === named);
    if (found.length > 0) return found;
  }
  return [];
}

/** An index finds chunks by words, so the file's own name is used to find its chunks. */
async function chunkAt(
  path: string,
  line: number,
  folder: FolderIndex,
): Promise<StoredChunk | null> {
  const name = analyzeText(path.slice(path.lastIndexOf('/') + 1));
  const found = await folder.searchLexical(name, 1, { paths: [path], languages: [] });
  const [any] = await folder.chunks(found.map(({ id }) => id));
  if (any === undefined) return null;
  const chunks = await folder.chunksOfFile(any.fileId);
  return (
    chunks.find(
      ({ range }) => range.kind === 'lines' && range.startLine <= line && line <= range.endLine,
    ) ?? null
  );
}

function toHit(chunk: StoredChunk, line: number, root: string): Hit {
  const { path, language, symbol, range } = chunk;
  const startLine = Math.max(range.startLine, line - linesAround);
  const endLine = Math.min(range.endLine, line + linesAround);
  const lines = chunk.text.split('\n');
  const isWhole = startLine === range.startLine && endLine === range.endLine;
  return {
    root,
    path,
    language,
    range: isWhole ? range : { kind: 'lines', startLine, endLine },
    text: isWhole
      ? chunk.text
      : lines.slice(startLine - range.startLine, endLine - range.startLine + 1).join('\n'),
    symbol,
    score: 1,
    breakdown: namedBreakdown,
    bestLines: [line],
  };
}
