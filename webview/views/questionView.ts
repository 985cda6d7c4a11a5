import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { Versions } from '../../src/core/conversation/questionVersions.ts';
import { t } from '../../src/core/texts/translate.ts';
import { maxQuestionLength } from '../../src/protocol/chatMessages.ts';
import { canAsk } from '../composer/draft.ts';
import type { PageContext } from '../pageContext.ts';
import { iconButton, primaryButton, secondaryButton } from './elements.ts';

/** What is known about a question besides its words. */
export interface QuestionPlace {
  /** Null if there is only one version. */
  readonly versions: Versions | null;
  /** Its words while the user is changing them; null otherwise. */
  readonly edited: string | null;
}

/** A question, with a button to change it and ask again, and the way to its other versions. */
export function questionView(
  context: PageContext,
  { id, question }: ChatEntry,
  { versions, edited }: QuestionPlace,
): TemplateResult {
  if (edited !== null)
    return html`<h2 class="visually-hidden">${question}</h2>
      ${editor(context, id, edited)}`;
  const edit = (): void => {
    context.dispatch({ type: 'edited', edited: { entry: id, text: question } });
    context.focusOn(`[data-entry="${id}"] .question-editor textarea`);
  };
  return html`<div class="question-head">
    <h2 class="question" dir="auto">${question}</h2>
    ${iconButton('edit', t('Edit the question'), edit)}
    ${versions === null ? nothing : versionPicker(context, versions)}
  </div>`;
}

function versionPicker(context: PageContext, { ids, shown }: Versions): TemplateResult {
  const step = (label: string, iconName: string, target: string | undefined): TemplateResult =>
    html`<button
      class="toggle"
      type="button"
      aria-label=${label}
      title=${label}
      data-step=${iconName}
      aria-disabled=${target === undefined}
      @click=${() => {
        if (target === undefined) return;
        context.send('showVersion', { entry: target });
        context.focusOn(`[data-entry="${target}"] .versions [data-step="${iconName}"]`);
      }}
    >
      <span class=${`codicon codicon-${iconName}`} aria-hidden="true"></span>
    </button>`;
  return html`<span class="versions" role="group" aria-label=${t('Versions of this question')}>
    ${step(t('Earlier version'), 'chevron-left', ids[shown - 1])}
    <span class="faint">${t('{shown} of {count}', { shown: shown + 1, count: ids.length })}</span>
    ${step(t('Later version'), 'chevron-right', ids[shown + 1])}
  </span>`;
}

/** Enter asks, Shift+Enter inserts a new line, Escape keeps the question as it was. */
function editor(context: PageContext, entry: string, text: string): TemplateResult {
  const close = (): void => {
    context.dispatch({ type: 'edited', edited: null });
    context.focusComposer();
  };
  const submit = (written: string): void => {
    if (!canAsk(written)) return;
    context.send('askInstead', { entry, question: written.trim() });
    close();
  };
  return html`<form
    class="question-editor"
    aria-label=${t('Edit the question')}
    @submit=${(event: Event) => {
      event.preventDefault();
      submit(text);
    }}
  >
    <textarea
      aria-label=${t('Question to ask instead')}
      dir="auto"
      maxlength=${maxQuestionLength}
      .value=${live(text)}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLTextAreaElement)
          context.dispatch({ type: 'edited', edited: { entry, text: target.value } });
      }}
      @keydown=${(event: KeyboardEvent) => {
        const { target } = event;
        if (event.isComposing || event.shiftKey || !(target instanceof HTMLTextAreaElement)) return;
        // What was typed last may not have been drawn yet.
        if (event.key === 'Enter') submit(target.value);
        else if (event.key === 'Escape') close();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    ></textarea>
    <div class="buttons">
      ${primaryButton(t('Ask'), () => {
        submit(text);
      })}
      ${secondaryButton(t('Cancel'), close)}
    </div>
  </form>`;
}
