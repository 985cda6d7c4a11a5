import type { GrowingAnswer } from './answer/growingAnswer.ts';
import type { CitedCards } from './citedCards.ts';
import type { Completion } from './composer/completion.ts';
import type { Send } from './host.ts';
import type { PageAction } from './pageState.ts';

/**
 * What a view can do: send the host a message, or change what is unfolded and typed on this page.
 */
export interface PageContext {
  readonly send: Send;
  readonly dispatch: (action: PageAction) => void;
  readonly ask: (question: string) => void;
  /** Asks the host for the names around a source, and shows them. */
  readonly showOutline: (entry: string, source: number) => void;
  /** Puts the cursor into the composer, for when a focused button disappears. */
  readonly focusComposer: () => void;
  /** Puts the focus on what this selector finds, once it is drawn. */
  readonly focusOn: (selector: string) => void;
  readonly completion: Completion;
  /** The answer that is being written. */
  readonly growingAnswer: GrowingAnswer;
  readonly citedCards: CitedCards;
}
