import { isFailure } from '../../core/errors.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Engine } from '../../core/engine.ts';
import type { ChatStore } from './conversations/chatStore.ts';
import type { ChatSession } from './chatSession.ts';

export interface ReadAheadContext {
  readonly engine: Pick<Engine, 'readAhead'>;
  readonly store: ChatStore;
  readonly conversation: Pick<ChatSession, 'isAnswering' | 'request'>;
  readonly settings: () => Settings;
}

/**
 * While the user is still typing, lets the model read the sources that the question will most
 * likely need. One draft at a time.
 */
export class ReadAhead {
  readonly #context: ReadAheadContext;
  #reading: AbortController | null = null;

  constructor(context: ReadAheadContext) {
    this.#context = context;
  }

  /**
   * @param question as typed so far. Never waits for an index; failures are left to the question
   * itself.
   */
  async draft(question: string): Promise<void> {
    this.#reading?.abort();
    this.#reading = null;
    const { engine, store, conversation, settings } = this.#context;
    const {
      index: { phase },
      chatModel: { status },
    } = store.state;
    const isReady = (phase === 'ready' || phase === 'meaning') && status === 'present';
    if (!settings().answer.readAhead || !isReady || conversation.isAnswering) return;
    const reading = new AbortController();
    this.#reading = reading;
    try {
      await engine.readAhead(conversation.request(question), reading.signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }
}
