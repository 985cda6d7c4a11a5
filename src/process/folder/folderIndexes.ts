import { setImmediate as nextTurn } from 'node:timers/promises';
import { detectUnsupported } from '../../core/answering/detecting/detectUnsupported.ts';
import type {
  Detection,
  DetectorPassage,
} from '../../core/answering/detecting/detectUnsupported.ts';
import { Failure, isFailure } from '../../core/errors.ts';
import type { FilePreparer } from '../../core/indexing/indexingPorts.ts';
import { Turns } from '../../core/indexing/turns.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { FolderIndex, IndexedFolder } from '../../core/ports/folderIndex.ts';
import type { SearchRequest, SearchResult } from '../../core/ports/retriever.ts';
import { readTogether } from '../../core/retrieval/readTogether.ts';
import { retrieve } from '../../core/retrieval/retrieve.ts';
import { measureIndex } from '../../core/retrieval/quality/measureIndex.ts';
import type { IndexTest } from '../../core/retrieval/quality/measureIndex.ts';
import { indexLocation } from '../../node/catalog/database/indexLocation.ts';
import type { Metric } from '../../core/settings/metric.ts';
import { PreparerPool } from '../../node/reading/preparerPool.ts';
import type { PrepareLimits } from '../../node/reading/prepareMessages.ts';
import { sqliteFailure } from '../../node/catalog/database/sqliteFailure.ts';
import type {
  ConfigureParams,
  FolderState,
  OpenFolderParams,
  PauseReason,
  SizeLimits,
} from '../../core/indexing/folderState.ts';
import { isOnBattery } from '../../node/power/isOnBattery.ts';
import { BatteryRest } from '../batteryRest.ts';
import { compareEmbedders } from '../compareEmbedders.ts';
import { DetectorSource } from '../detectorSource.ts';
import { embedderSource } from '../embedderSource.ts';
import type { EmbedderSource } from '../embedderSource.ts';
import { threadsOf } from '../localEmbedders.ts';
import { OpenedFolder } from './openedFolder.ts';
import { openTeam } from './openTeam.ts';
import { QuestionMeaning } from '../questionMeaning.ts';
import type { SharedParts } from '../sharedParts.ts';
import { SourceVectors } from '../sourceVectors.ts';
import { wording } from '../../core/texts/wording.ts';

const clock: Clock = { nowMs: () => performance.now() };

export interface FolderIndexesOptions {
  /** Absolute path of the folder that holds all indexes. */
  readonly base: string;
  /** Script of the worker thread that prepares files. */
  readonly prepareEntry: URL;
  readonly tell: (state: FolderState) => void;
  readonly log: (line: string) => void;
}

/** The indexes of all workspace folders open in this process. */
export class FolderIndexes {
  readonly #options: FolderIndexesOptions;
  readonly #turns = new Turns(() => nextTurn());
  readonly #folders = new Map<string, OpenedFolder>();
  readonly #shared: SharedParts & { pausedFor: PauseReason | null };
  readonly #battery = new BatteryRest({
    isOnBattery,
    onEnd: () => {
      for (const folder of this.#folders.values()) folder.powerReturned();
    },
  });
  /** Keyed by the limits that each was started with. */
  readonly #preparers = new Map<string, FilePreparer>();
  readonly #sources = new SourceVectors();
  #configured: Configured | undefined;

  constructor(options: FolderIndexesOptions) {
    this.#options = options;
    // Folders call these each time, so a changed setting reaches folders that are already open.
    const configured = (): Configured => this.#configured ?? notConfigured();
    this.#shared = {
      turns: this.#turns,
      clock,
      log: options.log,
      pausedFor: null,
      mayEmbed: () => this.#battery.mayEmbed(),
      sizeLimits: () => configured().sizeLimits,
      metric: () => configured().metric,
      embedder: (wait) => configured().embedders.get(wait),
      preparer: (limits) => this.#preparer(limits),
    };
  }

  configure(params: ConfigureParams): void {
    const { maxFileSizeMB, maxPdfSizeMB, metric, threads, pauseOnBattery } = params.settings;
    const former = this.#configured;
    this.#battery.isWanted = pauseOnBattery;
    const embedders = embedderSource(params);
    const detector = new DetectorSource(params.detector, threadsOf(threads));
    const keepsDetector = former?.detector.equals(detector) === true;
    if (!keepsDetector) void former?.detector.close();
    this.#configured = {
      params,
      sizeLimits: { maxFileSizeMB, maxPdfSizeMB },
      metric,
      embedders: former?.embedders.equals(embedders) === true ? former.embedders : embedders,
      detector: keepsDetector ? former.detector : detector,
    };
  }

  async open(params: OpenFolderParams): Promise<FolderState> {
    const { base, tell } = this.#options;
    const { params: configuration } = this.#configured ?? notConfigured();
    const team = await openTeam(params, configuration, this.#shared);
    const kind = team.team === null ? 'own' : 'overlay';
    const directory = await indexLocation(base, params.root, kind);
    await this.close(params.root);
    const folder = new OpenedFolder(params, { directory, ...team }, this.#shared, tell);
    this.#folders.set(params.root, folder);
    return folder.state();
  }

  async close(root: string): Promise<void> {
    const folder = this.#folders.get(root);
    this.#folders.delete(root);
    await folder?.close();
  }

  /** @throws Failure `folder-missing` if it was not opened. */
  folder(root: string): OpenedFolder {
    const folder = this.#folders.get(root);
    if (folder === undefined)
      throw new Failure('folder-missing', wording('The folder {root} is not open.', { root }));
    return folder;
  }

  async search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult> {
    return this.#turns.question(async () => {
      const folders = request.roots.map((root) => this.folder(root));
      try {
        const indexes: IndexedFolder[] = [];
        for (const folder of folders) {
          const index = await folder.index();
          if (index !== undefined) indexes.push(index);
        }
        if (indexes.length === 0)
          throw new Failure('index-empty', wording('None of these folders is indexed yet.'));
        const meaning = await this.#meaning();
        const result = await readTogether(indexes, async (states) => ({
          ...(await retrieve(states, request, { ...meaning.ports, clock }, cancellation)),
          ...askedTeam(states),
        }));
        return { ...result, ...meaning.server };
      } catch (error) {
        const failure = sqliteFailure(error, this.#options.base);
        if (isFailure(failure, 'index-unreadable'))
          for (const folder of folders) folder.noteDamage();
        throw failure;
      }
    });
  }

  /** @throws Failure `index-empty`; `cancelled`. */
  async testIndex(root: string, cancellation: Cancellation): Promise<IndexTest> {
    const index = await this.folder(root).index();
    if (index === undefined)
      throw new Failure('index-empty', wording('The folder {root} is not indexed yet.', { root }));
    const meaning = await this.#meaning();
    const test = await measureIndex(index, { ...meaning.ports, clock }, cancellation);
    if (meaning.embedder === null) return test;
    const { embedders } = this.#configured ?? notConfigured();
    const comparison = await compareEmbedders(index, meaning.embedder, embedders, cancellation);
    return comparison === null ? test : { ...test, comparison };
  }

  /** See `MeaningCheck`. */
  async nearness(
    sentence: string,
    texts: readonly string[],
    enough: number,
  ): Promise<number | null> {
    return this.#turns.question(async () => {
      const { embedder } = await this.#meaning();
      return embedder === null || texts.length === 0
        ? null
        : this.#sources.nearness(sentence, texts, enough, embedder);
    });
  }

  #meaning(): Promise<QuestionMeaning> {
    return QuestionMeaning.from((this.#configured ?? notConfigured()).embedders);
  }

  /** Loads the detector ahead; what goes wrong is said when it is to read something. */
  prepareDetector(): void {
    void this.#configured?.detector.get().catch(() => undefined);
  }

  /**
   * Has the detector that the settings name read the passages of an answer.
   * @returns null if none is named.
   * @throws Failure `cancelled`; others by reason, naming the setting.
   */
  async detectUnsupported(
    passages: readonly DetectorPassage[],
    cancellation: Cancellation,
  ): Promise<Detection | null> {
    return this.#turns.question(async () => {
      const detector = (await this.#configured?.detector.get()) ?? null;
      return detector === null ? null : detectUnsupported(passages, detector, clock, cancellation);
    });
  }

  /** @param reason null to continue. */
  pause(reason: PauseReason | null): void {
    this.#turns.paused = reason !== null;
    this.#shared.pausedFor = reason;
    for (const folder of this.#folders.values()) folder.pausedChanged();
  }

  /** Computes embeddings on battery too, until this machine is plugged in. */
  embedNow(): void {
    this.#battery.overrule();
  }

  /**
   * Idle threads end by themselves, so preparers for limits that are no longer in use cost nothing.
   */
  #preparer(limits: PrepareLimits): FilePreparer {
    const { log, prepareEntry } = this.#options;
    const key = JSON.stringify(limits);
    const preparer = this.#preparers.get(key) ?? new PreparerPool(prepareEntry, limits, log);
    this.#preparers.set(key, preparer);
    return preparer;
  }

  async closeAll(): Promise<void> {
    for (const root of [...this.#folders.keys()]) await this.close(root);
  }
}

interface Configured {
  readonly params: ConfigureParams;
  readonly sizeLimits: SizeLimits;
  readonly metric: Metric;
  readonly embedders: EmbedderSource;
  readonly detector: DetectorSource;
}

function notConfigured(): never {
  throw new Error('configure must be called first.');
}

/** All folders use the same team's index, but some may be without it: then that is what counts. */
function askedTeam(states: readonly FolderIndex[]): Pick<SearchResult, 'teamServer'> {
  const teams = states.flatMap(({ team }) => team ?? []);
  const teamServer = teams.find(({ problem }) => problem !== undefined) ?? teams[0];
  if (teamServer === undefined) return {};
  const unsearched = teams.flatMap(({ unsearchedFiles }) => unsearchedFiles ?? []);
  return unsearched.length === 0
    ? { teamServer }
    : { teamServer: { ...teamServer, unsearchedFiles: sum(unsearched) } };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
