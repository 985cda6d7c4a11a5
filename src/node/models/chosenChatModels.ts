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
  /** Called once, when a server is first needed. */
  readonly served: () => Promise<StoppableChatModels>;
}

/** A server's model where the settings name one, else a file of this machine. */
export class ChosenChatModels implements ChatModels {
  readonly #options: ChosenChatModelsOptions;
  #served: Promise<StoppableChatModels> | undefined;

  constructor(options: ChosenChatModelsOptions) {
    this.#options = options;
  }

  async find(): Promise<ChatModel | null> {
    const { settings, local } = this.#options;
    return (settings().server === '' ? local : await this.#servers()).find();
  }

  async thatAnswered(model: AnsweringModel): Promise<ChatModel | null> {
    const { local } = this.#options;
    return (model.path === null ? await this.#servers() : local).thatAnswered(model);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#options.local.stop(), this.#served?.then((served) => served.stop())]);
  }

  #servers(): Promise<StoppableChatModels> {
    return (this.#served ??= this.#options.served());
  }
}
