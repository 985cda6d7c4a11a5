import { randomUUID } from 'node:crypto';
import type { ChatState } from '../../../core/conversation/chatState.ts';
import { toSavedConversation } from './keptEntries.ts';
import type { QuestionResults } from '../questionResults.ts';
import type { SavedConversation } from './savedConversation.ts';

/** How often an answer is saved while it is being written. */
const keepEveryMs = 2000;

/** What there is to save. */
export interface KeptConversation {
  readonly state: () => Pick<ChatState, 'entries' | 'hidden'>;
  readonly results: Pick<QuestionResults, 'sources' | 'answer'>;
  /** Receives the conversation to save, if it has any questions. */
  readonly keep: (conversation: SavedConversation) => void;
}

/** Saves the conversation under its id, so that it survives a reload of the window. */
export class ConversationKeeper {
  readonly #kept: KeptConversation;
  #id: string = randomUUID();
  #keptMs = 0;

  constructor(kept: KeptConversation) {
    this.#kept = kept;
  }

  /** The id under which the conversation is saved. */
  get id(): string {
    return this.#id;
  }

  /** @param id of the conversation to continue; a new one by default. */
  begin(id: string = randomUUID()): void {
    this.#id = id;
  }

  /** Saves the conversation. A running question is saved as interrupted. */
  keep(): void {
    this.#keptMs = Date.now();
    const { state, results, keep } = this.#kept;
    const conversation = toSavedConversation(this.#id, state(), results, this.#keptMs);
    if (conversation !== null) keep(conversation);
  }

  /** Saves the conversation if the last time was at least two seconds ago. */
  keepNowAndThen(): void {
    if (Date.now() - this.#keptMs >= keepEveryMs) this.keep();
  }
}
