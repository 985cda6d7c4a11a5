import { basename, join, resolve } from 'node:path';
import type { AnswerService, AnswerServicePorts } from './core/answering/answerService.ts';
import type {
  Answer,
  AnswerContinuation,
  AnswerEvent,
  AnswerRequest,
} from './core/answering/answer.ts';
import { maxDetectingMs } from './core/answering/detecting/detectUnsupported.ts';
import type { Cancellation } from './core/ports/cancellation.ts';
import type { ConfigureParams } from './core/indexing/folderState.ts';
import type { Clock } from './core/ports/clock.ts';
import type { ConverseRequest, Reply } from './core/ports/conversing.ts';
import type { GenerateEvent, Generation } from './core/ports/generation.ts';
import type { ReplayGuessing, ReplayOutcome } from './core/ports/receipt.ts';
import type { Settings } from './core/settings/settings.ts';
import { storeOrigin } from './core/settings/storeAddress.ts';
import { inTime } from './node/children/inTime.ts';
import { lateDetector } from './node/embedding/detectorFailure.ts';
import { childRuntime } from './node/children/childRuntime.ts';
import { modelRuntime } from './node/children/modelRuntime.ts';
import { LocalChatModels } from './node/models/localChatModels.ts';
import { ChosenChatModels } from './node/models/chosenChatModels.ts';
import { LocalModelFiles } from './node/models/modelFiles.ts';
import { ModelRecords } from './node/models/modelRecords.ts';
import { SupervisedChild } from './node/children/supervisedChild.ts';
import { modelRecordsFolder, userIndexFolder, userModelsFolder } from './node/files/userFolders.ts';
import type { Engine, ServerUse } from './core/engine.ts';
import { wording } from './core/texts/wording.ts';
import { IndexClient } from './protocol/indexClient.ts';
import { indexMessages } from './protocol/indexMessages.ts';
import { ModelClient } from './protocol/modelClient.ts';
import { modelMessages } from './protocol/modelMessages.ts';

export interface EngineOptions {
  readonly settings: Settings;
  /** Absolute path of `dist`, or of `src` to run from source (Node 24 strips the types). */
  readonly codeFolder: string;
  /** Absolute path of the folder for indexes; by default one in the user's cache folder. */
  readonly indexFolder?: string | undefined;
  /** The key of the server with this origin, undefined for none; no keys where left out. */
  readonly serverKey?: (origin: string, use: ServerUse) => Promise<string | undefined>;
  /** Takes each line that a child process writes. */
  readonly log: (line: string) => void;
}

/** Assembles the product. The child processes start on first use. */
export function startEngine(options: EngineOptions): Engine {
  return new LocalEngine(options);
}

class LocalEngine implements Engine {
  readonly index: IndexClient;
  readonly models: LocalModelFiles;
  readonly chatModels: ChosenChatModels;
  readonly #answerPorts: AnswerServicePorts;
  readonly #running: readonly { stop(): Promise<void> }[];
  readonly #serverKey: NonNullable<EngineOptions['serverKey']>;
  #settings: Settings;

  constructor(options: EngineOptions) {
    const { settings, codeFolder, indexFolder = userIndexFolder, log } = options;
    this.#settings = settings;
    this.#serverKey = options.serverKey ?? (() => Promise.resolve(undefined));
    const clock: Clock = { nowMs: () => performance.now() };
    const common = { log, clock };
    const entries = childEntries(codeFolder);
    const indexChild = new SupervisedChild({
      ...common,
      name: wording('index process'),
      runtime: () => childRuntime(this.#settings.nodePath),
      entry: entries.index,
      args: ['--index', resolve(indexFolder)],
      shutdown: (connection) => indexMessages.call(connection, 'shutdown', undefined),
    });
    const modelChild = new SupervisedChild({
      ...common,
      name: wording('model process'),
      runtime: () => modelRuntime(this.#settings.nodePath),
      entry: entries.model,
      args: [],
      shutdown: (connection) => modelMessages.call(connection, 'shutdown', undefined),
    });
    this.models = new LocalModelFiles({
      settings: () => this.#settings,
      usualFolder: userModelsFolder(),
      records: new ModelRecords(modelRecordsFolder()),
    });
    this.index = new IndexClient(indexChild, () => this.#indexConfiguration());
    const chatModelSettings = () => this.#settings.chatModel;
    this.chatModels = new ChosenChatModels({
      settings: chatModelSettings,
      local: new LocalChatModels({
        files: this.models,
        client: new ModelClient(modelChild),
        settings: chatModelSettings,
        log,
      }),
      served: async () => {
        const { ServerChatModels } = await import('./node/server/serverChatModels.ts');
        const key = (origin: string) => this.#serverKey(origin, 'chat');
        return new ServerChatModels({ settings: chatModelSettings, key });
      },
    });
    this.#answerPorts = {
      retriever: this.index,
      chatModels: this.chatModels,
      names: this.index,
      meaning: (...question) => this.index.nearness(...question),
      detector: {
        prepare: () => {
          if (this.#settings.answer.detector !== '') void this.index.prepareDetector();
        },
        read: async (passages, cancellation) =>
          this.#settings.answer.detector === ''
            ? null
            : inTime(
                this.index.detectUnsupported(passages, cancellation),
                maxDetectingMs,
                lateDetector,
                cancellation,
              ),
      },
      undisturbed: (work) =>
        this.#settings.index.pauseWhileAnswering ? this.index.restWhile('answering', work) : work(),
    };
    this.#running = [this.chatModels, indexChild, modelChild];
  }

  async configure(settings: Settings): Promise<void> {
    const runtimeChanged = settings.nodePath !== this.#settings.nodePath;
    this.#settings = settings;
    if (runtimeChanged) await this.stop();
    await this.index.configure();
  }

  async answer(
    request: AnswerRequest,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer> {
    return (await this.#answering()).answer(request, onEvent, cancellation);
  }

  async converse(
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply> {
    return (await this.#answering()).converse(request, onEvent, cancellation);
  }

  async continueAnswer(
    continuation: AnswerContinuation,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer> {
    return (await this.#answering()).continueAnswer(continuation, onEvent, cancellation);
  }

  async readAhead(request: AnswerRequest, cancellation: Cancellation): Promise<number> {
    return (await this.#answering()).readAhead(request, cancellation);
  }

  async previewPrompt(request: AnswerRequest, cancellation: Cancellation): Promise<string | null> {
    return (await this.#answering()).previewPrompt(request, cancellation);
  }

  async replay(
    generation: Generation,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome> {
    return (await this.#answering()).replay(generation, guessing, cancellation);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((part) => part.stop()));
  }

  /** Its word lists cost several milliseconds to build, so the first question loads them. */
  async #answering(): Promise<AnswerService> {
    const { AnswerService } = await import('./core/answering/answerService.ts');
    return new AnswerService(this.#answerPorts);
  }

  async #indexConfiguration(): Promise<ConfigureParams> {
    const { index: settings, answer } = this.#settings;
    const origin = URL.parse(settings.embeddingServer)?.origin;
    const key = origin === undefined ? undefined : await this.#serverKey(origin, 'embedding');
    const store = storeOrigin(settings.store);
    const password = store === null ? undefined : await this.#serverKey(store, 'store');
    return {
      settings,
      modelsFolder: this.models.folder,
      ...(key === undefined ? {} : { embeddingServerKey: key }),
      ...(password === undefined ? {} : { storePassword: password }),
      ...(answer.detector === '' ? {} : { detector: resolve(answer.detector) }),
    };
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
