import type { ChatModel, ChatModels } from '../../core/chatModels.ts';
import { isFailure } from '../../core/errors.ts';
import type { AnsweringModel, GenerateEvent } from '../../core/ports.ts';
import type { ChatModelSettings } from '../../core/settings/settings.ts';
import type { ModelClient } from '../../protocol/modelClient.ts';
import type { LoadParams } from '../../protocol/modelMessages.ts';
import { ProcessCrash, loadFailure } from '../children/processExit.ts';
import type { LocalModelFiles } from './modelFiles.ts';

export interface LocalChatModelsOptions {
  readonly files: Pick<LocalModelFiles, 'find' | 'noteUse'>;
  readonly client: ModelClient;
  /** Asked each time, so that changes take effect. */
  readonly settings: () => ChatModelSettings;
  readonly log: (line: string) => void;
}

/** The .gguf files of this machine as chat models; the model process runs them. */
export class LocalChatModels implements ChatModels {
  readonly #options: LocalChatModelsOptions;
  /** Remembers in the background that a model was used; that may read all of it once. */
  #noting: { readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  constructor(options: LocalChatModelsOptions) {
    this.#options = options;
  }

  async find(): Promise<ChatModel | null> {
    const file = await this.#options.files.find('chat');
    return file === null ? null : this.#chatModel(file.name, file.path);
  }

  thatAnswered({ name, path }: AnsweringModel): Promise<ChatModel | null> {
    return Promise.resolve(path === null ? null : this.#chatModel(name, path));
  }

  /** Ends what runs in the background here; the model process ends by itself or by its owner. */
  async stop(): Promise<void> {
    this.#noting?.abort.abort();
    await this.#noting?.done;
  }

  #chatModel(name: string, path: string): ChatModel {
    const { client, settings } = this.#options;
    const load = { modelPath: path, settings: settings() };
    return {
      name,
      contextSize: load.settings.contextSize,
      generate: async (...call) => {
        await this.stop();
        const generation = await namingLoadCrashes(client, load, ...call);
        this.#beginNoting(path);
        return generation;
      },
      readAhead: (request, cancellation) => client.readAhead(load, request, cancellation),
      previewPrompt: (request, cancellation) => client.previewPrompt(load, request, cancellation),
      replay: (receipt, guessing, cancellation) =>
        client.replay(load, receipt, guessing, cancellation),
    };
  }

  #beginNoting(path: string): void {
    const { files, log } = this.#options;
    const abort = new AbortController();
    const done = files.noteUse(path, abort.signal).catch((error: unknown) => {
      if (!isFailure(error, 'cancelled')) log(`The use of ${path} was not noted: ${String(error)}`);
    });
    this.#noting = { abort, done };
  }
}

/** Generates; a crash before the model has begun to read is one while loading. */
async function namingLoadCrashes(
  client: ModelClient,
  load: LoadParams,
  ...[request, onEvent, cancellation]: Parameters<ChatModel['generate']>
): ReturnType<ChatModel['generate']> {
  let lastEvent: GenerateEvent['type'] | undefined;
  try {
    return await client.generate(
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
