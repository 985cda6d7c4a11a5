import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { isRunning } from '../../src/core/conversation/reduceChat.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { answerActions } from './answerActions.ts';
import { answerProgress } from './answerProgress.ts';
import { answerText } from './answerText.ts';
import { outcome } from './noticeView.ts';
import { sourceList } from './sourceList.ts';

/**
 * One question and what came of it: sources first, then the words.
 * @param isLast whether nothing was asked after it.
 */
export function entryView(
  context: PageContext,
  entry: ChatEntry,
  folds: EntryFolds,
  isLast: boolean,
): TemplateResult {
  const ended = !isRunning(entry);
  return html` <article class="entry" data-entry=${entry.id}>
    <h2 class="question" dir="auto">${entry.question}</h2>
    ${sourceList(context, entry, folds)}
    ${entry.text === null ? nothing : answerText(context, entry)}
    ${ended ? nothing : html`<div class="running">${answerProgress(context, entry)}</div>`}
    ${ended ? outcome(context, entry) : nothing}
    ${ended ? answerActions(context, entry, folds, isLast) : nothing}
  </article>`;
}
