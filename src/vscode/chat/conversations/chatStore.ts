import type { ChatEvent } from '../../../core/conversation/chatEvents.ts';
import type { ChatState } from '../../../core/conversation/chatState.ts';
import { emptyChat, reduceChat } from '../../../core/conversation/reduceChat.ts';

/**
 * The only owner of the chat's state. It outlives the page, so that a reload or a hidden view loses
 * nothing.
 */
export class ChatStore {
  #state: ChatState = emptyChat;
  readonly #listeners = new Set<(event: ChatEvent) => void>();

  get state(): ChatState {
    return this.#state;
  }

  dispatch(event: ChatEvent): void {
    this.#state = reduceChat(this.#state, event);
    for (const listener of this.#listeners) listener(event);
  }

  /** @returns a function that ends the subscription. */
  subscribe(listener: (event: ChatEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }
}
