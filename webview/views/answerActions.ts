import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { answerDetails, otherSources } from './answerDetails.ts';
import { icon, iconButton } from './elements.ts';
import { t } from '../../src/core/texts/translate.ts';

/**
 * The actions under a finished answer.
 * @param isLast an earlier answer does not offer other sources: the time that would take has
 * changed, and the new answer would come after all others.
 */
export function answerActions(
  context: PageContext,
  entry: ChatEntry,
  folds: EntryFolds,
  isLast: boolean,
): TemplateResult {
  const { id, phase, sources, text, details } = entry;
  return html` <div class="actions">
      ${
        sources.length === 0 && text === null
          ? nothing
          : iconButton('copy', text === null ? t('Copy sources') : t('Copy answer'), () => {
              context.send('copyAnswer', { entry: id });
            })
      }
      ${
        text === null
          ? nothing
          : iconButton('note', t('Insert as notes'), () => {
              context.send('insertNotes', { entry: id });
            })
      }
      ${
        phase === 'done'
          ? iconButton('refresh', t('Ask again'), () => {
              context.send('askAgain', { entry: id });
            })
          : nothing
      }
      ${
        details === null
          ? nothing
          : html` <vscode-button
              appearance="icon"
              aria-label=${t('Details')}
              title=${t('Details')}
              aria-expanded=${folds.details}
              @click=${() => {
                context.dispatch({ type: 'details-toggled', entry: id });
              }}
              >${icon('info')}</vscode-button
            >`
      }
    </div>
    ${folds.details && details !== null ? answerDetails(context, id, details) : nothing}
    ${
      details !== null && isLast && (folds.details || details.more !== null)
        ? otherSources(context, entry, details)
        : nothing
    }`;
}
