import { basename, join, resolve } from 'node:path';
import { answerQuestion, withSources } from './core/answering/answerQuestion.ts';
import type { AnswerPorts } from './core/answering/answerQuestion.ts';
import type { Answer, AnswerEvent, AnswerRequest } from './core/answering/answer.ts';
import { isFailure } from './core/errors.ts';
import type {
  Cancellation,
  Clock,
  GenerateEvent,
  GenerateRequest,
  Generation,
  LanguageModel,
  ReplayGuessing,
  ReplayOutcome,
} from './core/ports.ts';
import type { Settings } from './core/settings/settings.ts';
import { childRuntime } from './node/children/childRuntime.ts';
import { modelRuntime } from './node/children/modelRuntime.ts';
import { LocalModelFiles } from './node/models/modelFiles.ts';
import { ModelRecords } from './node/models/modelRecords.ts';
import { ProcessCrash, loadFailure } from './node/children/processExit.ts';
import { SupervisedChild } from './node/children/supervisedChild.ts';
import { modelRecordsFolder, userIndexFolder, userModelsFolder } from './node/files/userFolders.ts';
import type { Engine } from './core/engine.ts';
import { IndexClient } from './protocol/indexClient.ts';
import { indexMessages } from './protocol/indexMessages.ts';
import { ModelClient } from './protocol/modelClient.ts';
import { modelMessages } from './protocol/modelMessages.ts';
import type { LoadParams } from './protocol/modelMessages.ts';

export interface EngineOptions {
  readonly settings: Settings;
  /** Absolute path of `dist`, or of `src` to run from source (Node 24 strips the types). */
  readonly codeFolder: string;
  /** Absolute path of the folder for indexes; the user's cache folder where it is left out. */
  readonly indexFolder?: string | undefined;
  /** Takes each line that a child process writes. */
  readonly log: (line: string) => void;
}

/** Puts the product together; the child processes start when they are first needed. */
export function startEngine(options: EngineOptions): Engine {
  return new LocalEngine(options);
}

class LocalEngine implements Engine {
  readonly index: IndexClient;
  readonly models: LocalModelFiles;
  readonly #model: ModelClient;
  readonly #children: readonly SupervisedChild[];
  readonly #log: (line: string) => void;
  #settings: Settings;
  /** Remembers in the background that a model was used; that may read all of it once. */
  #noting: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor({ settings, codeFolder, indexFolder = userIndexFolder, log }: EngineOptions) {
    this.#settings = settings;
    this.#log = log;
    const clock: Clock = { nowMs: () => performance.now() };
    const common = { log, clock };
    const entries = childEntries(codeFolder);
    const indexChild = new SupervisedChild({
      ...common,
      name: 'index process',
      runtime: () => childRuntime(this.#settings.nodePath),
      entry: entries.index,
      args: ['--index', resolve(indexFolder)],
      shutdown: (connection) => indexMessages.call(connection, 'shutdown', undefined),
    });
    const modelChild = new SupervisedChild({
      ...common,
      name: 'model process',
      runtime: () => modelRuntime(this.#settings.nodePath),
      entry: entries.model,
      args: [],
      shutdown: (connection) => modelMessages.call(connection, 'shutdown', undefined),
    });
    this.#children = [indexChild, modelChild];
    this.models = new LocalModelFiles({
      settings: () => this.#settings,
      usualFolder: userModelsFolder(),
      records: new ModelRecords(modelRecordsFolder()),
    });
    this.#model = new ModelClient(modelChild);
    this.index = new IndexClient(indexChild, this.#indexConfiguration());
  }

  async configure(settings: Settings): Promise<void> {
    const runtimeChanged = settings.nodePath !== this.#settings.nodePath;
    this.#settings = settings;
    if (runtimeChanged) await this.stop();
    await this.index.configure(this.#indexConfiguration());
  }

  async answer(
    request: AnswerRequest,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer> {
    const meaning: AnswerPorts['meaning'] = (sentences, texts) =>
      this.index.checkSentences(sentences, texts);
    return answerQuestion(
      request,
      { retriever: this.index, findModel: () => this.#findModel(), meaning },
      onEvent,
      cancellation,
    );
  }

  async readAhead(request: AnswerRequest, cancellation: Cancellation): Promise<number> {
    const work: ModelWork<number> = (load, asked) =>
      this.#model.readAhead(load, asked, cancellation);
    return (await withSources(request, this.index, () => this.#withModel(work), cancellation)) ?? 0;
  }

  async previewPrompt(request: AnswerRequest, cancellation: Cancellation): Promise<string | null> {
    const work: ModelWork<string> = (load, asked) =>
      this.#model.previewPrompt(load, asked, cancellation);
    return withSources(request, this.index, () => this.#withModel(work), cancellation);
  }

  async replay(
    { model, receipt }: Generation,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return this.#model.replay(
      { modelPath: model.path, settings: this.#settings.chatModel },
      receipt,
      guessing,
      cancellation,
    );
  }

  async stop(): Promise<void> {
    await Promise.all([this.#endNoting(), ...this.#children.map((child) => child.stop())]);
  }

  #indexConfiguration(): { settings: Settings['index']; modelsFolder: string } {
    return { settings: this.#settings.index, modelsFolder: this.models.folder };
  }

  async #findLoad(): Promise<LoadParams | null> {
    const file = await this.models.find('chat');
    return file === null ? null : { modelPath: file.path, settings: this.#settings.chatModel };
  }

  async #withModel<T>(
    work: ModelWork<T>,
  ): Promise<((asked: GenerateRequest) => Promise<T>) | null> {
    const load = await this.#findLoad();
    return load === null ? null : (asked) => work(load, asked);
  }

  async #findModel(): Promise<LanguageModel | null> {
    const load = await this.#findLoad();
    if (load === null) return null;
    const generate: LanguageModel['generate'] = async (...call) => {
      await this.#endNoting();
      const generation = await namingLoadCrashes(this.#model, load, ...call);
      this.#beginNoting(load.modelPath);
      return generation;
    };
    const rests = this.#settings.index.pauseWhileAnswering;
    return {
      generate: (...call) =>
        rests ? this.index.restWhile(() => generate(...call)) : generate(...call),
    };
  }

  #beginNoting(modelPath: string): void {
    const abort = new AbortController();
    const done = this.models.noteUse(modelPath, abort.signal).catch((error: unknown) => {
      if (!isFailure(error, 'cancelled'))
        this.#log(`The use of ${modelPath} was not noted: ${String(error)}`);
    });
    this.#noting = { abort, done };
  }

  async #endNoting(): Promise<void> {
    this.#noting?.abort.abort();
    await this.#noting?.done;
  }
}

/** What a model can do with a question and its sources. */
type ModelWork<T> = (load: LoadParams, asked: GenerateRequest) => Promise<T>;

/** Generates; a crash before the model has begun to read is one while loading. */
async function namingLoadCrashes(
  model: ModelClient,
  load: LoadParams,
  ...[request, onEvent, cancellation]: Parameters<LanguageModel['generate']>
): ReturnType<LanguageModel['generate']> {
  let lastEvent: GenerateEvent['type'] | undefined;
  try {
    return await model.generate(
      load,
      request,
      (event) => {
        lastEvent = event.type;
        onEvent(event);
      },
      cancellation,
    );
  } catch (error) {
    throw lastEvent === 'loading' && error instanceof ProcessCrash ? loadFailure(error) : error;
  }
}

function childEntries(codeFolder: string): { index: string; model: string } {
  return basename(codeFolder) === 'src'
    ? {
        index: join(codeFolder, 'process', 'indexProcess.ts'),
        model: join(codeFolder, 'process', 'modelProcess.ts'),
      }
    : { index: join(codeFolder, 'indexProcess.js'), model: join(codeFolder, 'modelProcess.js') };
}
