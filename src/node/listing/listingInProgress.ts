import type { FoundFile, LeftOut, Listing } from '../../core/indexing/fileRecords.ts';
import { foldersAbove } from './wantedPaths.ts';

/** The files found so far. */
export class ListingInProgress {
  readonly files: FoundFile[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #links: { readonly path: string; readonly target: string }[] = [];

  /** Notes a link to a place within the folder; both paths are relative to it. */
  addLink(path: string, target: string): void {
    this.#links.push({ path, target });
  }

  /**
   * @param complete whether the whole folder was listed, so that a missing link target means an
   * excluded one.
   */
  end(complete: boolean): Listing {
    if (complete && this.#links.length > 0) {
      const listed = new Set(this.files.flatMap(({ path }) => [path, ...foldersAbove(path)]));
      for (const { path, target } of this.#links)
        if (!listed.has(target)) this.leftOut.push({ path, reason: 'link' });
    }
    return { files: this.files, leftOut: this.leftOut };
  }
}
