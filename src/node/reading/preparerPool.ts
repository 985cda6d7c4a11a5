import { availableParallelism } from 'node:os';
import type { PreparedFile } from '../../core/indexing/fileRecords.ts';
import type { FilePreparer } from '../../core/indexing/indexingPorts.ts';
import { WorkerFilePreparer } from './filePreparer.ts';
import type { PrepareLimits } from './prepareMessages.ts';

/** More threads would only wait for the one that stores their results. */
const maxThreads = 2;

/**
 * Prepares files in two threads if there are two cores. Each file goes to the thread with less to
 * do.
 */
export class PreparerPool implements FilePreparer {
  readonly #preparers: readonly WorkerFilePreparer[];

  /** @param entry the threads' script. */
  constructor(entry: URL, limits: PrepareLimits, log: (line: string) => void) {
    const threads = Math.min(maxThreads, availableParallelism());
    this.#preparers = Array.from(
      { length: threads },
      () => new WorkerFilePreparer(entry, limits, log),
    );
  }

  prepare(...file: Parameters<FilePreparer['prepare']>): Promise<PreparedFile> {
    const least = this.#preparers.reduce((best, next) =>
      next.pending < best.pending ? next : best,
    );
    return least.prepare(...file);
  }
}
