import { maxQuestionLength } from '../../src/protocol/chatMessages.ts';

/** Nothing is cut: the user chooses what to leave out. */
export function isTooLong(draft: string): boolean {
  return draft.trim().length > maxQuestionLength;
}

export function canAsk(draft: string): boolean {
  return draft.trim() !== '' && !isTooLong(draft);
}
