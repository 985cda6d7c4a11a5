import type { FoundFile, KnownFile } from './fileRecords.ts';

export interface FileToPrepare {
  readonly file: FoundFile;
  /** Id of the stored file; null for a new file. */
  readonly knownId: number | null;
  /**
   * Hash of the stored content if it was prepared by the current version; empty if the file must be
   * prepared in any case.
   */
  readonly knownHash: string;
}

export interface ChangePlan {
  readonly toPrepare: readonly FileToPrepare[];
  readonly toRemove: readonly KnownFile[];
}

/**
 * An unreadable file may be readable now. A file that was too large is listed only if it is within
 * the current limit.
 */
function isTriedAgain({ skipped }: KnownFile): boolean {
  return skipped === 'unreadable' || skipped === 'too-large';
}

/**
 * Compares the files on disk with the stored ones. A file is read again if its size, time or
 * identity differ, if another version prepared it, or if it could not be read last time. Its hash
 * then shows whether its content has changed.
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
    else if (old.preparation !== preparation || isTriedAgain(old))
      toPrepare.push({ file, knownId: old.id, knownHash: '' });
    else if (
      old.sizeBytes !== file.sizeBytes ||
      old.modifiedMs !== file.modifiedMs ||
      old.identity !== file.identity
    )
      toPrepare.push({ file, knownId: old.id, knownHash: old.hash });
  }
  return { toPrepare, toRemove: [...byPath.values()] };
}
