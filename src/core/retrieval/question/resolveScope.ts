import type { ChunkFilter } from '../../ports/searchIndexes.ts';
import type { EditorContext, SearchRequest } from '../../ports/retriever.ts';
import type { FolderIndex } from '../../ports/folderIndex.ts';
import { mentionReadings } from './parseMentions.ts';
import type { Mentions } from './parseMentions.ts';

/** The part of one folder that is searched. */
export interface FolderScope {
  readonly folder: FolderIndex;
  readonly filter: ChunkFilter;
}

export interface Scope {
  readonly folders: readonly FolderScope[];
  /** Mentioned names that are not indexed files or folders: symbols. */
  readonly symbols: readonly string[];
  /** Whether the question itself says which files to search. */
  readonly narrowed: boolean;
}

/** Which readings of the question's mentions are files or folders of these indexes. */
export async function knownNames(
  folders: readonly FolderIndex[],
  question: string,
): Promise<ReadonlySet<string>> {
  const readings = mentionReadings(question);
  const found = await Promise.all(
    readings.map((name) => Promise.all(folders.map((folder) => folder.pathsNamed(name)))),
  );
  return new Set(readings.filter((_, index) => found[index]?.some((paths) => paths.length > 0)));
}

/**
 * The request's filter, narrowed to what the question mentions. A folder without any of the
 * mentioned files is not searched. Mentioned files outside the request's filter are still found,
 * because the user just named them.
 */
export async function resolveScope(
  folders: readonly FolderIndex[],
  request: SearchRequest,
  mentions: Mentions,
): Promise<Scope> {
  const found = await Promise.all(
    folders.map((folder) => Promise.all(mentions.names.map((name) => folder.pathsNamed(name)))),
  );
  const symbols = mentions.names.filter(
    (name, place) => !name.endsWith('/') && found.every((paths) => paths[place]?.length === 0),
  );
  const open = mentions.open && request.editor !== undefined ? request.editor.open : [];
  const paths = folders.map((folder, index) => [
    ...(found[index] ?? []).flat(),
    ...pathsIn(folder, open),
  ]);
  const narrowed = paths.some((list) => list.length > 0);
  return {
    symbols,
    narrowed,
    folders: folders.flatMap((folder, index) => {
      const own = [...new Set(paths[index])];
      if (narrowed && own.length === 0) return [];
      return [{ folder, filter: narrowed ? { ...request.filter, paths: own } : request.filter }];
    }),
  };
}

function pathsIn(folder: FolderIndex, files: EditorContext['open']): string[] {
  return files.filter(({ root }) => root === folder.root).map(({ path }) => path);
}
