import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { allFailed, allFailedWarning } from '../../src/core/answering/checking/verdictWords.ts';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { isRunning } from '../../src/core/conversation/reduceChat.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { answerActions } from './answerActions.ts';
import { answerProgress } from './answerProgress.ts';
import { answerText } from './answerText.ts';
import { icon } from './elements.ts';
import { followUps } from './followUps.ts';
import { modelThoughts } from './modelThoughts.ts';
import { outcome } from './noticeView.ts';
import { questionView } from './questionView.ts';
import type { QuestionPlace } from './questionView.ts';
import { sourceList } from './sources/sourceList.ts';
import { verdictSummary } from './verdictSummary.ts';
import { translated } from '../../src/core/texts/translate.ts';

/** Where an entry is in the conversation. */
export interface EntryPlace extends QuestionPlace {
  /** Whether nothing was asked after it. */
  readonly isLast: boolean;
}

/**
 * One question and its result: sources first, then the answer.
 */
export function entryView(
  context: PageContext,
  entry: ChatEntry,
  folds: EntryFolds,
  place: EntryPlace,
): TemplateResult {
  const { isLast } = place;
  const ended = !isRunning(entry);
  const hasNoAnswer = entry.text === null && ['failed', 'stopped'].includes(entry.phase);
  return html` <article class="entry" data-entry=${entry.id}>
    ${questionView(context, entry, place)} ${sourceList(context, entry, folds)}
    ${modelThoughts(context, entry, folds)} ${answer(context, entry, folds)}
    ${
      ended && !(isLast && hasNoAnswer)
        ? outcome(context, entry)
        : html`<div class="in-sight">
            ${ended ? outcome(context, entry) : answerProgress(context, entry)}
          </div>`
    }
    ${ended ? verdictSummary(entry) : nothing}
    ${ended ? answerActions(context, entry, folds, isLast) : nothing}
    ${isLast && entry.phase === 'done' ? followUps(context, entry) : nothing}
  </article>`;
}

/** The model's words; folded if the sources support none of them. */
function answer(
  context: PageContext,
  entry: ChatEntry,
  folds: EntryFolds,
): TemplateResult | typeof nothing {
  if (entry.text === null) return nothing;
  const text = answerText(context, entry, folds);
  return !isRunning(entry) && allFailed(entry.sentences)
    ? html`<details class="failed-answer">
        <summary>${icon('warning')} ${translated(allFailedWarning)}</summary>
        ${text}
      </details>`
    : text;
}
