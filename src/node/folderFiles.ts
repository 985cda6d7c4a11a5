import type { FoundFile, LeftOut, Listing } from '../core/indexing/fileRecords.ts';
import type { FileSource } from '../core/indexing/indexingPorts.ts';
import type { Cancellation } from '../core/ports.ts';
import type { PrepareLimits } from './prepareMessages.ts';
import { walkFiles } from './walkFiles.ts';

const document = /\.(pdf|docx)$/i;

export interface FolderFilesOptions {
  readonly root: string;
  readonly excludeGlobs: readonly string[];
  readonly limits: () => PrepareLimits;
  /** Folders (ending in `/`) and files that the user took out of the index. */
  readonly removedPaths: readonly string[];
}

/** The files of one workspace folder as the rules let them through. */
export class FolderFiles implements FileSource {
  readonly #options: FolderFilesOptions;

  constructor(options: FolderFilesOptions) {
    this.#options = options;
  }

  async list(paths: readonly string[], cancellation: Cancellation): Promise<Listing> {
    const { root, excludeGlobs, removedPaths } = this.#options;
    const limits = this.#options.limits();
    const isTooLarge = (path: string, sizeBytes: number): boolean => sizeBytes > (document.test(path) ? limits.maxPdfBytes : limits.maxFileBytes);
    const listing = await walkFiles({ root, excludeGlobs, isTooLarge }, paths, cancellation);
    return removedPaths.length === 0 ? listing : withoutRemoved(listing, removedPaths);
  }
}

function withoutRemoved({ files, leftOut }: Listing, removedPaths: readonly string[]): Listing {
  const kept: FoundFile[] = [];
  const removed: LeftOut[] = [];
  for (const file of files) {
    if (removedPaths.some((path) => isAtOrBelow(file.path, path))) removed.push({ path: file.path, reason: 'excluded' });
    else kept.push(file);
  }
  return { files: kept, leftOut: [...leftOut, ...removed] };
}

/** Whether `path` is `place` or lies in it, where that is a folder (ending in `/`). */
export function isAtOrBelow(path: string, place: string): boolean {
  return path === place || (place.endsWith('/') && path.startsWith(place));
}
