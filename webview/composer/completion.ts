import { mentionText } from '../../src/core/retrieval/question/mentionText.ts';
import type { SuggestedName } from '../../src/core/retrieval/question/suggestNames.ts';
import type { MentionOffer, PageAction } from '../pageState.ts';
import { mentionAt } from './mentionAt.ts';
import { mentionOffers } from './mentionOffers.ts';
import { t } from '../../src/core/texts/translate.ts';

export interface CompletionParts {
  readonly suggestNames: (typed: string) => Promise<readonly SuggestedName[]>;
  readonly nameDropped: (uris: readonly string[]) => Promise<readonly string[]>;
  readonly dispatch: (action: PageAction) => void;
}

/** Offers names for the mention at the cursor. A reply that arrives too late is dropped. */
export class Completion {
  readonly #parts: CompletionParts;
  #asked = 0;

  constructor(parts: CompletionParts) {
    this.#parts = parts;
  }

  /** Call whenever the text or the cursor has changed. */
  async update(field: HTMLTextAreaElement): Promise<void> {
    const asked = ++this.#asked;
    const mention = mentionAt(field.value, field.selectionStart);
    const names =
      mention?.sign === '@' ? await this.#parts.suggestNames(mention.typed.slice(0, 200)) : [];
    const now = mentionAt(field.value, field.selectionStart);
    if (asked !== this.#asked || now?.typed !== mention?.typed) return;
    this.#parts.dispatch({
      type: 'offers-changed',
      mentions: mention === null ? [] : mentionOffers(mention, names),
    });
  }

  /** Inserts mentions of what was dropped at the cursor, or says that it cannot be asked about. */
  async drop(field: HTMLTextAreaElement, uris: readonly string[]): Promise<void> {
    const names = await this.#parts.nameDropped(uris);
    const mentions = names.flatMap((name) => mentionText(name) ?? []);
    if (mentions.length === 0) {
      this.#parts.dispatch({
        type: 'composer-noted',
        note: t('The dropped item is not in a folder you can ask about.'),
      });
      return;
    }
    const { value, selectionStart } = field;
    const gap = /\S$/.test(value.slice(0, selectionStart)) ? ' ' : '';
    insert(field, selectionStart, `${gap}${mentions.join(' ')} `, this.#parts.dispatch);
  }

  /** Stops offering, including names that were requested and have not arrived yet. */
  close(): void {
    this.#asked++;
    this.#parts.dispatch({ type: 'offers-changed', mentions: [] });
  }
}

/** Replaces what is typed with a mention, and puts the cursor after it. */
export function takeOffer(
  field: HTMLTextAreaElement,
  { text }: MentionOffer,
  dispatch: (action: PageAction) => void,
): void {
  const start = mentionAt(field.value, field.selectionStart)?.start ?? field.selectionStart;
  insert(field, start, `${text} `, dispatch);
  dispatch({ type: 'offers-changed', mentions: [] });
}

function insert(
  field: HTMLTextAreaElement,
  start: number,
  text: string,
  dispatch: (action: PageAction) => void,
): void {
  field.setRangeText(text, start, field.selectionStart, 'end');
  field.focus();
  dispatch({ type: 'draft-changed', draft: field.value });
}
