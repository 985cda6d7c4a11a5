import type { ChatModel, ChatModels } from '../../core/chatModels.ts';
import type { AnsweringModel } from '../../core/ports/generation.ts';
import type { ChatModelSettings } from '../../core/settings/settings.ts';

interface StoppableChatModels extends ChatModels {
  stop(): Promise<void>;
}

export interface ChosenChatModelsOptions {
  /** Asked each time, so that changes take effect. */
  readonly settings: () => Pick<ChatModelSettings, 'server'>;
  readonly local: StoppableChatModels;
  readonly served: StoppableChatModels;
}

/** A server's model where the settings name one, else a file of this machine. */
export class ChosenChatModels implements ChatModels {
  readonly #options: ChosenChatModelsOptions;

  constructor(options: ChosenChatModelsOptions) {
    this.#options = options;
  }

  find(): Promise<ChatModel | null> {
    const { settings, local, served } = this.#options;
    return (settings().server === '' ? local : served).find();
  }

  thatAnswered(model: AnsweringModel): Promise<ChatModel | null> {
    const { local, served } = this.#options;
    return (model.path === null ? served : local).thatAnswered(model);
  }

  async stop(): Promise<void> {
    const { local, served } = this.#options;
    await Promise.all([local.stop(), served.stop()]);
  }
}
