import type { ChatState } from '../../../src/core/conversation/chatState.ts';
import type { OpenedChat, OpenOptions } from '../openChat.ts';

/** A state of the page, and what a user does on it until the picture is taken. */
export interface ShownState extends Pick<OpenOptions, 'names' | 'outline'> {
  readonly state: ChatState;
  readonly act?: (opened: OpenedChat) => Promise<void>;
  /** What a change of the view's size undoes. */
  readonly actAgain?: (opened: OpenedChat) => Promise<void>;
}

export type ShownStates = Readonly<Record<string, ShownState>>;
