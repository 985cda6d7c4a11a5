import { setTimeout as delay } from 'node:timers/promises';
import type { StoredChunk } from '../../core/domain.ts';
import { isFailure } from '../../core/errors.ts';
import type { IndexService } from '../../core/indexing/indexService.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { AskedTeam } from '../../core/ports/retriever.ts';
import { withoutTeam } from '../../core/conversation/withoutTeam.ts';
import { inEnglish } from '../../core/texts/wording.ts';
import { toPlace } from '../jsonShapes.ts';
import type { JsonPlace } from '../jsonShapes.ts';
import { indexedLines } from '../../core/retrieval/presenting/indexedLines.ts';
import type { LineScope } from '../../core/retrieval/presenting/indexedLines.ts';
import { sourceUri } from './sourceUri.ts';
import { workspacePath } from './workspacePath.ts';
import { terminalFailure } from '../terminalFailure.ts';

export const maxPlaces = 50;
const usualPlaces = 8;
export const maxLinesRead = 2000;
/** Minimum time between two checks for changed files. */
const freshMs = 2000;
/** A search waits this long for the index to catch up with changed files. */
const catchUpMs = 5000;

/** The tools for other assistants. Texts come only from the index, never from the disk. */
export class WorkspaceTools {
  readonly #index: IndexService;
  readonly #root: string;
  readonly #log: (line: string) => void;
  /** The last look at the files; whether the index then followed. */
  #update: Promise<boolean>;
  #isUpdating = false;
  #updatedMs = -Infinity;

  /**
   * Starts updating the index.
   * @param root true path of a folder that is open.
   */
  constructor(index: IndexService, root: string, log: (line: string) => void) {
    this.#index = index;
    this.#root = root;
    this.#log = log;
    this.#update = this.#beginUpdate();
  }

  /** @throws Failure by reason. */
  async search(
    asked: {
      readonly question: string;
      readonly topK?: number;
      readonly paths?: readonly string[];
    },
    signal: Cancellation,
  ) {
    const upToDate = await this.#catchUp(signal);
    const { hits, nothingRelevant, meaningSearch, teamServer } = await this.#index.search(
      {
        question: asked.question,
        roots: [this.#root],
        filter: { paths: (asked.paths ?? []).map(workspacePath), languages: [] },
        topK: asked.topK ?? usualPlaces,
        history: [],
      },
      signal,
    );
    return {
      places: hits.map(({ path, range, symbol, text, score }) => ({
        ...toPlace(path, range),
        symbol,
        text,
        score,
        uri: sourceUri(path, range),
      })),
      nothingRelevant: nothingRelevant === true,
      meaningSearch,
      upToDate,
      ...(teamServer === undefined ? {} : { teamIndex: toTeamIndex(teamServer) }),
    };
  }

  /** @throws Failure by reason, also if the file or the lines are not in the index. */
  async readLines(
    asked: LineScope & {
      readonly path: string;
      readonly startLine: number;
      readonly endLine: number;
    },
    signal: Cancellation,
  ): Promise<JsonPlace & { readonly text: string }> {
    const { startLine, page, cell } = asked;
    const { path, chunks } = await this.#fileChunks(asked.path, signal);
    const all = indexedLines(chunks, { page, cell });
    const end = Math.min(asked.endLine, startLine + maxLinesRead - 1, Math.max(0, ...all.keys()));
    if (end < startLine)
      throw terminalFailure(
        'index-empty',
        `${path} has no indexed lines from ${startLine} on there.`,
      );
    const lines = Array.from({ length: end - startLine + 1 }, (_, i) => all.get(startLine + i));
    if (lines.every((line) => line === undefined))
      throw terminalFailure('index-empty', `These lines of ${path} are not in the index.`);
    return {
      path,
      startLine,
      endLine: end,
      ...(page === undefined ? {} : { page }),
      ...(cell === undefined ? {} : { cell }),
      text: lines.map((line) => line ?? '').join('\n'),
    };
  }

  /**
   * Whether a file is indexed and, if not, why.
   * @throws Failure for a path that leads out of the folder.
   */
  async explainFile(given: string, signal: Cancellation) {
    await this.#catchUp(signal);
    const path = workspacePath(given);
    const { indexed, reason, rule, ruleLocation } = await this.#index.explain(this.#root, path);
    const chunks = indexed ? await this.#index.fileChunks(this.#root, path) : [];
    return {
      path,
      indexed,
      reason: indexed ? null : (reason ?? 'not-found'),
      rule,
      ruleLocation,
      language: chunks[0]?.language ?? null,
      lastLine: chunks.reduce<number | null>(
        (last, { range }) => (range.kind === 'lines' ? Math.max(last ?? 0, range.endLine) : last),
        null,
      ),
      chunks: chunks.length,
    };
  }

  /**
   * The symbols of a file in order.
   * @throws Failure by reason.
   */
  async listSymbols(given: string, signal: Cancellation) {
    const { path, chunks } = await this.#fileChunks(given, signal);
    const symbols: (JsonPlace & { readonly symbol: string })[] = [];
    for (const { symbol, range } of chunks) {
      if (symbol === '') continue;
      const place = toPlace(path, range);
      const last = symbols.at(-1);
      if (last?.symbol === symbol && last.page === place.page && last.cell === place.cell)
        symbols[symbols.length - 1] = { ...last, endLine: place.endLine };
      else symbols.push({ ...place, symbol });
    }
    return { path, symbols };
  }

  /**
   * All of a page or cell, or some lines of a file.
   * @throws Failure by reason.
   */
  async readSource(
    path: string,
    lines: { readonly startLine: number; readonly endLine: number } | null,
    scope: LineScope,
    signal: Cancellation,
  ): Promise<string> {
    const range = lines ?? { startLine: 1, endLine: maxLinesRead };
    return (await this.readLines({ path, ...range, ...scope }, signal)).text;
  }

  async #fileChunks(
    given: string,
    signal: Cancellation,
  ): Promise<{ readonly path: string; readonly chunks: readonly StoredChunk[] }> {
    const path = workspacePath(given);
    await this.#catchUp(signal);
    const chunks = await this.#index.fileChunks(this.#root, path);
    if (chunks.length === 0)
      throw terminalFailure(
        'index-empty',
        `${path} is not in the index. The tool explain_file says why.`,
      );
    return { path, chunks };
  }

  /**
   * Checks the files for changes, and waits a moment for the index to catch up.
   * @returns whether it did.
   * @throws Failure if there is no index at all; `cancelled`.
   */
  async #catchUp(signal: Cancellation): Promise<boolean> {
    if (!this.#isUpdating && performance.now() - this.#updatedMs >= freshMs)
      this.#update = this.#beginUpdate();
    const hasFollowed = await Promise.race([this.#update, delay(catchUpMs, false, { ref: false })]);
    if (!hasFollowed) await this.#index.lexicalReady(this.#root, signal);
    return hasFollowed;
  }

  async #beginUpdate(): Promise<boolean> {
    this.#isUpdating = true;
    try {
      const { writer } = await this.#index.update({ root: this.#root, paths: [] });
      return writer === 'self';
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#log(`The index could not be updated: ${error.message}`);
      return false;
    } finally {
      this.#isUpdating = false;
      this.#updatedMs = performance.now();
    }
  }
}

function toTeamIndex({ host, problem, unsearchedFiles }: AskedTeam) {
  return {
    host,
    ...(problem === undefined ? {} : { problem: withoutTeam(inEnglish(problem), unsearchedFiles) }),
  };
}
