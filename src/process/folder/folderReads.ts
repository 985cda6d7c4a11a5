import type { SkipReason, StoredChunk } from '../../core/domain.ts';
import type { ExplainResult, SkippedFile } from '../../core/indexing/folderState.ts';
import { suggestNames } from '../../core/retrieval/question/suggestNames.ts';
import type { SuggestedName } from '../../core/retrieval/question/suggestNames.ts';
import type { FolderParts } from './folderParts.ts';

/** Says what is in a folder's index and what is not, and why. */
export class FolderReads {
  readonly #parts: Pick<FolderParts, 'store' | 'indexedBy' | 'files'>;

  constructor(parts: Pick<FolderParts, 'store' | 'indexedBy' | 'files'>) {
    this.#parts = parts;
  }

  async explain(path: string): Promise<ExplainResult> {
    await this.#parts.indexedBy.refresh();
    const status = (await this.#parts.store.reading?.catalog.fileStatus(path)) ?? null;
    const verdict = await this.#parts.files.verdict(path);
    if (verdict !== null)
      return {
        indexed: false,
        reason: verdict.reason,
        rule: verdict.rule === '' ? null : verdict.rule,
        ruleLocation: verdict.location === '' ? null : verdict.location,
      };
    const { pagesWithoutText = 0 } = status ?? {};
    return {
      indexed: status !== null && status.skipped === null,
      reason: status?.skipped ?? null,
      rule: null,
      ruleLocation: null,
      ...(status === null || status.reading === null ? {} : { reading: status.reading }),
      ...(pagesWithoutText === 0 ? {} : { pagesWithoutText }),
    };
  }

  /** The chunks of one indexed file in order; none where it is not indexed. */
  async fileChunks(path: string): Promise<readonly StoredChunk[]> {
    return (await this.#parts.store.reading?.catalog.chunksAt(path)) ?? [];
  }

  async skippedFiles(limit: number, reason?: SkipReason): Promise<readonly SkippedFile[]> {
    return (await this.#parts.store.reading?.catalog.leftOut(limit, reason)) ?? [];
  }

  /** Names in the index that match what is typed; none while there is no index. */
  async suggestNames(typed: string, limit: number): Promise<readonly SuggestedName[]> {
    const { reading } = this.#parts.store;
    return reading === undefined
      ? []
      : suggestNames(await reading.catalog.namesLike(typed), typed, limit);
  }
}
