import type { ChatModel, ChatModels } from '../../core/chatModels.ts';
import { isFailure } from '../../core/errors.ts';
import type { ModelSpeed } from '../../core/models.ts';
import type { AnsweringModel, GenerateEvent } from '../../core/ports/generation.ts';
import type { ChatModelSettings } from '../../core/settings/settings.ts';
import type { ModelClient } from '../../protocol/modelClient.ts';
import { ProcessCrash, loadFailure } from '../children/processExit.ts';
import { answerSpeed } from './answerSpeed.ts';
import type { LocalModelFiles } from './modelFiles.ts';

export interface LocalChatModelsOptions {
  readonly files: Pick<LocalModelFiles, 'find' | 'noteUse'>;
  readonly client: ModelClient;
  /** Called each time, so that changes take effect. */
  readonly settings: () => ChatModelSettings;
  readonly log: (line: string) => void;
}

/** The .gguf files on this machine as chat models, run by the model process. */
export class LocalChatModels implements ChatModels {
  readonly #options: LocalChatModelsOptions;
  /**
   * Records in the background that a model was used. That may read the whole file once, for its
   * checksum.
   */
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

  /** Ends the background work here. The model process is not stopped. */
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
      generate: async (request, onEvent, cancellation) => {
        await this.stop();
        const generation = await namingLoadCrashes(onEvent, (tell) =>
          client.generate(load, request, tell, cancellation),
        );
        this.#beginNoting(path, answerSpeed(generation.timings));
        return generation;
      },
      conversation: {
        converse: async (request, onEvent, cancellation) => {
          await this.stop();
          const reply = await namingLoadCrashes(onEvent, (tell) =>
            client.converse(load, request, tell, cancellation),
          );
          this.#beginNoting(path, null);
          return reply;
        },
        countTokens: (text) => client.countTokens(load, text),
      },
      continueAnswer: (continuation, onEvent, cancellation) =>
        namingLoadCrashes(onEvent, (tell) =>
          client.continueAnswer(load, continuation, tell, cancellation),
        ),
      readAhead: (request, cancellation) => client.readAhead(load, request, cancellation),
      previewPrompt: (request, cancellation) => client.previewPrompt(load, request, cancellation),
      replay: (receipt, guessing, cancellation) =>
        client.replay(load, receipt, guessing, cancellation),
    };
  }

  #beginNoting(path: string, speed: ModelSpeed | null): void {
    const { files, log } = this.#options;
    const abort = new AbortController();
    const done = files.noteUse(path, speed, abort.signal).catch((error: unknown) => {
      if (!isFailure(error, 'cancelled'))
        log(`The use of ${path} was not recorded: ${String(error)}`);
    });
    this.#noting = { abort, done };
  }
}

/** A crash during the event `loading` is reported as a load failure. */
async function namingLoadCrashes<T>(
  onEvent: (event: GenerateEvent) => void,
  generate: (onEvent: (event: GenerateEvent) => void) => Promise<T>,
): Promise<T> {
  let lastEvent: GenerateEvent['type'] | undefined;
  try {
    return await generate((event) => {
      lastEvent = event.type;
      onEvent(event);
    });
  } catch (error) {
    throw lastEvent === 'loading' && error instanceof ProcessCrash ? loadFailure(error) : error;
  }
}
