import type { SkipReason, StoredChunk } from '../../core/domain.ts';
import type { ExplainResult, SkippedFile } from '../../core/indexing/folderState.ts';
import { nameKey } from '../../core/retrieval/question/pathsNamed.ts';
import { suggestNames } from '../../core/retrieval/question/suggestNames.ts';
import type { SuggestedName } from '../../core/retrieval/question/suggestNames.ts';
import type { StoreReading } from '../../node/catalog/folderStore.ts';
import { isStoreFailure } from '../../node/postgres/storeFailure.ts';
import type { FolderParts } from './folderParts.ts';

/** More matches than this are not put in order, as in the index of this machine. */
const maxSymbols = 5000;

type FolderReadsParts = Pick<FolderParts, 'store' | 'indexedBy' | 'files' | 'team'>;

/** Says what is in a folder's index and what is not, and why. */
export class FolderReads {
  readonly #parts: FolderReadsParts;

  constructor(parts: FolderReadsParts) {
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

  /**
   * The chunks of one indexed file in order; none if it is not indexed.
   * @throws Failure by reason if the team's index has them and cannot be asked.
   */
  async fileChunks(path: string): Promise<readonly StoredChunk[]> {
    const { store, team } = this.#parts;
    const hash = (await store.reading?.publishedHash(path)) ?? null;
    return hash === null || team === null
      ? ((await store.reading?.catalog.chunksAt(path)) ?? [])
      : team.chunksAt(path, hash);
  }

  async skippedFiles(limit: number, reason?: SkipReason): Promise<readonly SkippedFile[]> {
    return (await this.#parts.store.reading?.catalog.leftOut(limit, reason)) ?? [];
  }

  /** Names in the index that match what is typed; none while there is no index. */
  async suggestNames(typed: string, limit: number): Promise<readonly SuggestedName[]> {
    const { reading } = this.#parts.store;
    if (reading === undefined) return [];
    const { paths, symbols } = await reading.catalog.namesLike(typed);
    const published = await this.#publishedSymbols(reading, typed, limit);
    return suggestNames({ paths, symbols: [...symbols, ...published] }, typed, limit);
  }

  /** Of the files that the folder has as they are published; none while the store is away. */
  async #publishedSymbols(
    reading: StoreReading,
    typed: string,
    limit: number,
  ): Promise<readonly SuggestedName[]> {
    const { team } = this.#parts;
    if (team === null) return [];
    try {
      const key = nameKey(typed).toLowerCase();
      const symbols = (await team.symbols()).filter((symbol) => symbol.key.includes(key));
      // Edited files are left out afterwards: asking for each symbol's file would take too long.
      const named = suggestNames(
        { paths: [], symbols: symbols.slice(0, maxSymbols) },
        typed,
        2 * limit,
      );
      const hashes = await Promise.all(named.map(({ path }) => reading.publishedHash(path)));
      return named.filter(({ path }, index) => hashes[index] === (team.hashOf(path) ?? ''));
    } catch (error) {
      if (isStoreFailure(error)) return [];
      throw error;
    }
  }
}
