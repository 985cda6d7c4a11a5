import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { AnswerDetails, ChatEntry, Notice } from '../../src/core/conversation/chatState.ts';
import type { PageContext } from '../pageContext.ts';
import { icon, secondaryButton } from './elements.ts';
import { t } from '../../src/core/texts/translate.ts';

/**
 * A message with its buttons.
 * @param entry the answer it belongs to; null for the index.
 */
export function noticeView(
  context: PageContext,
  entry: string | null,
  { message, actions }: Notice,
  kind: 'info' | 'error',
): TemplateResult {
  return html` <div class=${`notice ${kind}`}>
    ${icon(kind)}
    <div>
      <p>${message}</p>
      ${
        actions.length === 0
          ? nothing
          : html`<div class="buttons">
              ${actions.map(({ id, label }) =>
                secondaryButton(label, () => {
                  context.send('runAction', { entry, action: id });
                }),
              )}
            </div>`
      }
    </div>
  </div>`;
}

/** What a finished answer shows besides its words. */
export function outcome(context: PageContext, entry: ChatEntry): TemplateResult | typeof nothing {
  const { id, phase, notice, details } = entry;
  if (phase === 'stopped') {
    return html`<div class="progress-row">
      <span class="busy">${icon('circle-slash')}${notice?.message ?? t('Stopped')}</span
      >${secondaryButton(t('Ask again'), () => {
        context.send('askAgain', { entry: id });
        context.focusComposer();
      })}
    </div>`;
  }
  return html` ${details === null ? nothing : endNote(context, id, details)}
  ${details === null || details.droppedTurns === 0 ? nothing : note(dropped(details.droppedTurns))}
  ${
    notice === null
      ? nothing
      : noticeView(context, id, notice, phase === 'failed' ? 'error' : 'info')
  }`;
}

function endNote(
  context: PageContext,
  entry: string,
  { stop, canContinue }: AnswerDetails,
): TemplateResult | typeof nothing {
  switch (stop) {
    case 'max-tokens':
      return html`<div class="notice info">
        ${icon('info')}
        <div>
          <p>
            ${t(
              'The answer ends here because it reached the maximum length (askWorkspace.decoding.maxTokens).',
            )}
          </p>
          <div class="buttons">
            ${
              canContinue
                ? secondaryButton(t('Continue'), () => {
                    context.send('continueAnswer', { entry });
                    context.focusComposer();
                  })
                : secondaryButton(t('Answer again, up to twice as long'), () => {
                    context.send('answerLonger', { entry });
                    context.focusComposer();
                  })
            }
          </div>
        </div>
      </div>`;
    case 'repetition':
      return note(t('The answer ends here because the model repeated itself.'));
    case 'end':
      return nothing;
  }
}

function note(message: string): TemplateResult {
  return html`<div class="notice info">
    ${icon('info')}
    <p>${message}</p>
  </div>`;
}

function dropped(turns: number): string {
  return turns === 1
    ? t('The oldest question of this conversation no longer fits, so the model did not see it.')
    : t(
        'The {turns} oldest questions of this conversation no longer fit. The model did not see them.',
        { turns },
      );
}
