import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type {
  ConfigureParams,
  FolderState,
  OpenFolderParams,
} from '../../../src/core/indexing/folderState.ts';
import { IndexClient } from '../../../src/protocol/indexClient.ts';
import type { Hit } from '../../../src/core/domain.ts';
import type { SearchResult } from '../../../src/core/ports/retriever.ts';
import { ForkedIndex } from './forkedIndex.ts';
import { throwAwayFolder } from '../throwAwayFolder.ts';

export const testIndexSettings: ConfigureParams['settings'] = {
  enabled: true,
  maxFileSizeMB: 1.5,
  maxPdfSizeMB: 20,
  threads: 1,
  pauseWhileAnswering: true,
  pauseWhileTyping: false,
  pauseOnBattery: false,
  metric: 'cosine',
  embeddingModel: 'all-minilm-l6-v2',
  embeddingServer: '',
  embeddingServerModel: '',
  store: '',
  storeRepository: '',
};

/** The real index process on a private base folder, and the states it reported. */
export class TestIndex implements AsyncDisposable {
  readonly client: IndexClient;
  readonly states: FolderState[] = [];
  readonly #child: ForkedIndex;
  #configuration: ConfigureParams;

  /** `entry` is the process's script. Default: the source. */
  constructor(
    base: string,
    {
      modelsFolder = join(base, 'no models'),
      settings = testIndexSettings,
      entry,
    }: { modelsFolder?: string; settings?: ConfigureParams['settings']; entry?: string } = {},
  ) {
    this.#child = new ForkedIndex(base, entry);
    this.#configuration = { settings, modelsFolder };
    this.client = new IndexClient(this.#child, () => Promise.resolve(this.#configuration));
    this.client.onFolderState((state) => {
      this.states.push(state);
    });
  }

  get log(): readonly string[] {
    return this.#child.log;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async configure(configuration: ConfigureParams): Promise<void> {
    this.#configuration = configuration;
    await this.client.configure();
  }

  open(root: string, params: Partial<OpenFolderParams> = {}): Promise<FolderState> {
    return this.client.openFolder({ root, excludeGlobs: [], recentFiles: [], ...params });
  }

  async ask(
    root: string,
    question: string,
    paths: readonly string[] = [],
  ): Promise<readonly Hit[]> {
    return (await this.search(root, question, paths)).hits;
  }

  search(root: string, question: string, paths: readonly string[] = []): Promise<SearchResult> {
    return this.client.search(
      { question, roots: [root], filter: { paths, languages: [] }, topK: 10, history: [] },
      new AbortController().signal,
    );
  }

  /** Resolves at the latest reported state or the first later one that fits. */
  async untilState(fits: (state: FolderState) => boolean): Promise<void> {
    const last = this.states.at(-1);
    if (last !== undefined && fits(last)) return;
    await new Promise<void>((resolve) => {
      const end = this.client.onFolderState((state) => {
        if (!fits(state)) return;
        end();
        resolve();
      });
    });
  }

  /** Kills the process as the system does when memory runs out. */
  kill(): Promise<void> {
    return this.#child.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stop();
  }
}

/** A workspace folder and a folder for indexes, both deleted at the end. */
export class TestWorkspace implements AsyncDisposable {
  readonly #folder = throwAwayFolder('workspace');
  readonly root: string;
  readonly base: string;

  constructor() {
    this.root = join(this.#folder.path, 'root');
    this.base = join(this.#folder.path, 'indexes');
  }

  /** Writes files; null removes one. */
  async write(files: Readonly<Record<string, string | Uint8Array | null>>): Promise<this> {
    await mkdir(this.root, { recursive: true });
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      if (content === null) await rm(file, { recursive: true });
      else {
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
    }
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}
