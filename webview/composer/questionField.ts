import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../pageState.ts';
import { composerKey } from './composerKeys.ts';
import { isTooLong } from './draft.ts';
import { offerId, offerListId } from './offerList.ts';
import { t } from '../../src/core/texts/translate.ts';

const cursorKey = /^(?:ArrowLeft|ArrowRight|Home|End)$/;

/** Where the question is typed. It grows with its text, up to eight lines. */
export function questionField(
  context: PageContext,
  chat: ChatState,
  page: PageState,
): TemplateResult {
  const { draft, offers } = page;
  const complete = inField((field) => {
    void context.completion.update(field);
  });
  return html`<textarea
    id="question"
    dir="auto"
    rows="1"
    aria-label=${t('Question')}
    aria-invalid=${isTooLong(draft)}
    placeholder=${t('Ask about this workspace, @ for a file')}
    spellcheck="false"
    aria-autocomplete="list"
    aria-controls=${offers === null ? nothing : offerListId}
    aria-activedescendant=${offers === null ? nothing : offerId(offers.selected)}
    .value=${live(draft)}
    @input=${inField((field) => {
      context.dispatch({ type: 'draft-changed', draft: field.value });
      void context.completion.update(field);
    })}
    @click=${complete}
    @keyup=${(event: KeyboardEvent) => {
      if (cursorKey.test(event.key)) complete(event);
    }}
    @blur=${() => {
      context.completion.close();
    }}
    @keydown=${inField((field, event: KeyboardEvent) => {
      composerKey({ context, chat, page }, field, event);
    })}
  ></textarea>`;
}

/**
 * A handler in the composer's form that reads the field itself, because the draft of the last
 * drawing may lack what was typed since.
 */
export function inField<E extends Event>(
  handle: (field: HTMLTextAreaElement, event: E) => void,
): (event: E) => void {
  return (event) => {
    const inside = event.currentTarget;
    const form = inside instanceof Element ? inside.closest('form') : null;
    const field = form?.querySelector('textarea') ?? null;
    if (field !== null) handle(field, event);
  };
}
