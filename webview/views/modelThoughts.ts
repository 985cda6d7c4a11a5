import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { plainLines } from '../../src/core/plainText.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { icon } from './elements.ts';
import { t } from '../../src/core/texts/translate.ts';

/** What the model thought before it answered, folded at first. Nothing of it is checked. */
export function modelThoughts(
  context: PageContext,
  { id, thoughts = '' }: ChatEntry,
  folds: EntryFolds,
): TemplateResult | typeof nothing {
  if (thoughts.trim() === '') return nothing;
  return html`<div class="thoughts">
    <button
      class="quiet"
      type="button"
      title=${t('What the model thought before its answer. It is not checked against the sources.')}
      aria-expanded=${folds.thoughts}
      @click=${() => {
        context.dispatch({ type: 'thoughts-toggled', entry: id });
      }}
    >
      ${icon(folds.thoughts ? 'chevron-down' : 'chevron-right')} ${t('Thoughts')}
    </button>
    ${
      folds.thoughts
        ? html`<div class="thoughts-text" dir="auto">${plainLines(thoughts.trim())}</div>`
        : nothing
    }
  </div>`;
}
