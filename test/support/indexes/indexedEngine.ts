import { join } from 'node:path';
import type { Answer, AnswerEvent, AnswerRequest } from '../../../src/core/answering/answer.ts';
import type { Engine } from '../../../src/core/engine.ts';
import { parseSettings } from '../../../src/core/settings/parseSettings.ts';
import type { Settings } from '../../../src/core/settings/settings.ts';
import { settingsSchema } from '../../../src/core/settings/settingsSchema.ts';
import { startEngine } from '../../../src/engine.ts';
import { repositoryRoot } from '../paths.ts';
import type { TestWorkspace } from './indexProcess.ts';

/** The whole product, with its real processes, over a workspace that it has indexed. */
export class IndexedEngine implements AsyncDisposable {
  readonly settings: Settings;
  readonly #engine: Engine;
  readonly #root: string;

  private constructor(
    { base, root }: TestWorkspace,
    values: Readonly<Record<string, unknown>>,
    serverKey: string | undefined,
  ) {
    this.settings = parseSettings((name) => values[name], settingsSchema);
    this.#root = root;
    this.#engine = startEngine({
      settings: this.settings,
      codeFolder: join(repositoryRoot, 'src'),
      indexFolder: join(base, 'indexes'),
      log: () => undefined,
      serverKey: () => Promise.resolve(serverKey),
    });
  }

  /**
   * @param values of settings, by name; the others have their defaults.
   * @param serverKey of every server that they name.
   */
  static async over(
    workspace: TestWorkspace,
    values: Readonly<Record<string, unknown>>,
    serverKey?: string,
  ): Promise<IndexedEngine> {
    const indexed = new IndexedEngine(workspace, values, serverKey);
    const { root } = workspace;
    try {
      await indexed.#engine.index.openFolder({ root, excludeGlobs: [], recentFiles: [] });
      await indexed.#engine.index.update({ root, paths: [] });
      return indexed;
    } catch (error) {
      await indexed[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Asks about the workspace. */
  answer(
    request: Pick<AnswerRequest, 'question'> & Partial<AnswerRequest>,
    onEvent: (event: AnswerEvent) => void = () => undefined,
  ): Promise<Answer> {
    return this.#engine.answer(
      {
        roots: [this.#root],
        filter: { paths: [], languages: [] },
        topK: 8,
        history: [],
        promptTokens: 900,
        decoding: this.settings.decoding,
        ...request,
      },
      onEvent,
      new AbortController().signal,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#engine.stop();
  }
}
