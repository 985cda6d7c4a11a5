import type { FoundFile, KnownFile } from './fileRecords.ts';

export interface FileToPrepare {
  readonly file: FoundFile;
  /** Id of what is stored of it, or null for a new file. */
  readonly knownId: number | null;
  /**
   * Hash of what is stored and still prepared the way we do; empty where it must be prepared in any
   * case.
   */
  readonly knownHash: string;
}

export interface ChangePlan {
  readonly toPrepare: readonly FileToPrepare[];
  readonly toRemove: readonly KnownFile[];
}

/**
 * Compares what is there with what is stored: a file is looked into when its size or time differ,
 * when it was prepared by another version of us, or when it could not be read last time. Whether
 * its content differs is seen by its hash when it is read.
 */
export function planChanges(
  known: readonly KnownFile[],
  found: readonly FoundFile[],
  preparation: string,
): ChangePlan {
  const byPath = new Map(known.map((file) => [file.path, file]));
  const toPrepare: FileToPrepare[] = [];
  for (const file of found) {
    const old = byPath.get(file.path);
    byPath.delete(file.path);
    if (old === undefined) toPrepare.push({ file, knownId: null, knownHash: '' });
    else if (old.preparation !== preparation || old.skipped === 'unreadable')
      toPrepare.push({ file, knownId: old.id, knownHash: '' });
    else if (old.sizeBytes !== file.sizeBytes || old.modifiedMs !== file.modifiedMs)
      toPrepare.push({ file, knownId: old.id, knownHash: old.hash });
  }
  return { toPrepare, toRemove: [...byPath.values()] };
}
