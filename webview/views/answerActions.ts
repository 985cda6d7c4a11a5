import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { plural } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { answerDetails, otherSources } from './answerDetails.ts';
import { icon, iconButton } from './elements.ts';

/**
 * Under an ended answer: what can be done with it, and how many sentences are unlike the sources.
 * @param isLast an earlier one is not offered from other sources: what that would take has changed,
 * and it would come behind all others.
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
          : iconButton('copy', text === null ? 'Copy sources' : 'Copy answer', () => {
              context.send('copyAnswer', { entry: id });
            })
      }
      ${
        phase === 'done'
          ? iconButton('refresh', 'Ask again', () => {
              context.send('askAgain', { entry: id });
            })
          : nothing
      }
      ${
        details === null
          ? nothing
          : html` <vscode-button
              appearance="icon"
              aria-label="Details"
              title="Details"
              aria-expanded=${folds.details}
              @click=${() => {
                context.dispatch({ type: 'details-toggled', entry: id });
              }}
              >${icon('info')}</vscode-button
            >`
      }
      ${unlikeSources(entry)}
    </div>
    ${folds.details && details !== null ? answerDetails(context, id, details) : nothing}
    ${
      details !== null && isLast && (folds.details || details.more !== null)
        ? otherSources(context, entry, details)
        : nothing
    }`;
}

const unlikeTitle =
  'Underlined sentences share little with the lines they cite, or have a name or number that is ' +
  'not in them. The others may be wrong too: this compares, it proves nothing.';

function unlikeSources({ sentences }: ChatEntry): TemplateResult | typeof nothing {
  const checked = sentences.filter(({ supported }) => supported !== null);
  if (checked.length === 0) return nothing;
  const unlike = checked.filter(({ supported }) => supported === false).length;
  if (unlike === 0) return nothing;
  return html`<span class="unlike" title=${unlikeTitle}
    >${unlike} of ${plural(checked.length, 'sentence')} unlike the sources</span
  >`;
}
