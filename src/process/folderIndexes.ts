import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../core/errors.ts';
import { Turns } from '../core/indexing/turns.ts';
import type { Cancellation, Clock, SearchRequest, SearchResult } from '../core/ports.ts';
import { retrieve } from '../core/retrieval/retrieve.ts';
import { WorkerFilePreparer } from '../node/filePreparer.ts';
import { indexLocation } from '../node/indexLocation.ts';
import type { ConfigureParams, FolderState, OpenFolderParams } from '../protocol/indexMessages.ts';
import { OpenedFolder } from './openedFolder.ts';
import type { SharedParts } from './openedFolder.ts';

const bytesPerMegabyte = 1024 * 1024;
const clock: Clock = { nowMs: () => performance.now() };

export interface FolderIndexesOptions {
  /** Absolute path of the folder that all indexes are kept in. */
  readonly base: string;
  /** Script of the thread that prepares files. */
  readonly prepareEntry: URL;
  readonly tell: (state: FolderState) => void;
  readonly log: (line: string) => void;
}

/** The indexes of all workspace folders that are open in this process. */
export class FolderIndexes {
  readonly #options: FolderIndexesOptions;
  readonly #turns = new Turns(() => nextTurn());
  readonly #folders = new Map<string, OpenedFolder>();
  #configured: { readonly preparer: WorkerFilePreparer; readonly shared: SharedParts } | undefined;

  constructor(options: FolderIndexesOptions) {
    this.#options = options;
  }

  async configure({ settings }: ConfigureParams): Promise<void> {
    const { log, prepareEntry } = this.#options;
    const limits = { maxFileBytes: settings.maxFileSizeMB * bytesPerMegabyte, maxPdfBytes: settings.maxPdfSizeMB * bytesPerMegabyte };
    await this.#configured?.preparer.close();
    const preparer = new WorkerFilePreparer(prepareEntry, limits, log);
    this.#configured = { preparer, shared: { turns: this.#turns, clock, preparer, limits, embedder: () => Promise.resolve(null), log } };
  }

  async open(params: OpenFolderParams): Promise<FolderState> {
    if (this.#configured === undefined) throw new Error('Configure comes before OpenFolder.');
    const directory = await indexLocation(this.#options.base, params.root);
    await this.close(params.root);
    const folder = new OpenedFolder(params, directory, this.#configured.shared, this.#options.tell);
    this.#folders.set(params.root, folder);
    return folder.state();
  }

  async close(root: string): Promise<void> {
    const folder = this.#folders.get(root);
    this.#folders.delete(root);
    await folder?.close();
  }

  /** @throws Failure `folder-missing` where it was not opened. */
  folder(root: string): OpenedFolder {
    const folder = this.#folders.get(root);
    if (folder === undefined) throw new Failure('folder-missing', `The folder ${root} is not open.`);
    return folder;
  }

  async search(request: SearchRequest, cancellation: Cancellation): Promise<SearchResult> {
    return this.#turns.question(async () => {
      const indexes = request.roots.flatMap((root) => this.folder(root).index ?? []);
      if (indexes.length === 0) throw new Failure('index-empty', 'None of these folders is indexed yet.');
      return retrieve(indexes, request, null, clock, cancellation);
    });
  }

  set paused(paused: boolean) {
    this.#turns.paused = paused;
  }

  async closeAll(): Promise<void> {
    for (const root of [...this.#folders.keys()]) await this.close(root);
    await this.#configured?.preparer.close();
  }
}
