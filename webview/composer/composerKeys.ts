import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { allEntries } from '../../src/core/conversation/questionVersions.ts';
import { isRunning } from '../../src/core/conversation/reduceChat.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../pageState.ts';
import { takeOffer } from './completion.ts';
import { canAsk } from './draft.ts';
import { earlierQuestion } from './earlierQuestions.ts';

/**
 * Some browsers end a composition before they send the key that ended it. This code marks such a
 * key as not typed.
 */
const takenByInputMethod = 229;

interface ComposerState {
  readonly context: PageContext;
  readonly chat: ChatState;
  readonly page: PageState;
}

/**
 * Enter asks, Shift+Enter inserts a new line, Up and Down bring back earlier questions, Escape
 * stops. While mentions are offered, these keys choose among them. Keys that belong to an input
 * method are ignored.
 */
export function composerKey(
  state: ComposerState,
  field: HTMLTextAreaElement,
  event: KeyboardEvent,
): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- only this shows such a key
  if (event.isComposing || event.keyCode === takenByInputMethod) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (offerKey(state, field, event) || questionKey(state, field, event)) event.preventDefault();
}

/** @returns whether the key was for the offered mentions. */
function offerKey(
  { context, page: { offers } }: ComposerState,
  field: HTMLTextAreaElement,
  { key, shiftKey }: KeyboardEvent,
): boolean {
  const chosen = offers?.mentions[offers.selected];
  if (chosen === undefined || shiftKey) return false;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      context.dispatch({ type: 'offer-selected', step: key === 'ArrowDown' ? 1 : -1 });
      return true;
    case 'Enter':
    case 'Tab':
      takeOffer(field, chosen, context.dispatch);
      return true;
    case 'Escape':
      context.completion.close();
      return true;
    default:
      return false;
  }
}

/** @returns whether the key was for questions. */
function questionKey(
  { context, chat }: ComposerState,
  field: HTMLTextAreaElement,
  { key, shiftKey }: KeyboardEvent,
): boolean {
  if (shiftKey) return false;
  switch (key) {
    case 'Enter':
      if (canAsk(field.value)) context.ask(field.value);
      return true;
    case 'ArrowUp':
    case 'ArrowDown': {
      const isUp = key === 'ArrowUp';
      const beyond = isUp
        ? field.value.slice(0, field.selectionStart)
        : field.value.slice(field.selectionEnd);
      if (beyond.includes('\n')) return false;
      const questions = chat.entries.map(({ question }) => question);
      const draft = earlierQuestion(questions, field.value, isUp ? -1 : 1);
      if (draft === null) return false;
      context.dispatch({ type: 'draft-changed', draft });
      return true;
    }
    case 'Escape':
      if (!allEntries(chat).some(isRunning)) return false;
      context.send('stop');
      return true;
    default:
      return false;
  }
}
