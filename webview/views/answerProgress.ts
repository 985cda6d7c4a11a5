import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry, ReadingView } from '../../src/core/conversation/chatState.ts';
import { duration } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { busy, icon, progressBar, quietButton, secondaryButton } from './elements.ts';
import { localNumber, plural, t } from '../../src/core/texts/translate.ts';

/** What a running answer is doing and how long that takes, with a button to stop it. */
export function answerProgress(
  context: PageContext,
  entry: ChatEntry,
): TemplateResult | typeof nothing {
  switch (entry.phase) {
    case 'searching':
      return entry.searchMs === null
        ? html`<div class="progress-row">${busy(t('Searching'))}</div>`
        : nothing;
    case 'loading':
      return html`<div class="progress-row">
        ${busy(t('Loading the model'))}${stopButton(context)}
      </div>`;
    case 'reading':
      return entry.reading === null ? nothing : readingMeter(context, entry.id, entry.reading);
    case 'writing':
      return html`<div class="progress-row">
        ${busy(entry.text === null ? t('Thinking') : t('Writing'))}${stopButton(context)}
      </div>`;
    default:
      return nothing;
  }
}

function readingMeter(
  context: PageContext,
  entry: string,
  { readTokens, totalTokens, secondsLeft, fewer }: ReadingView,
): TemplateResult {
  return html` <div class="reading">
    <div class="progress-row">
      <span class="reading-words"
        >${icon('book')}${t('Reading {done} of {tokens}', {
          done: localNumber(readTokens),
          tokens: plural(totalTokens, '{count} token', '{count} tokens'),
        })}</span
      >
      <span class="faint"
        >${
          secondsLeft === null ? nothing : t('about {amount}', { amount: duration(secondsLeft) })
        }</span
      >
    </div>
    ${progressBar(t('Reading the sources'), readTokens, totalTokens)}
    <div class="progress-row">
      ${
        fewer === null
          ? nothing
          : html`<span class="fewer">
              ${quietButton(
                plural(fewer.sources, 'Answer from {count} source', 'Answer from {count} sources'),
                () => {
                  context.send('answerFrom', { entry, sources: fewer.sources });
                  context.focusComposer();
                },
              )}
              <span class="faint">${t('in {time}', { time: duration(fewer.seconds) })}</span></span
            >`
      }
      ${stopButton(context)}
    </div>
  </div>`;
}

function stopButton(context: PageContext): TemplateResult {
  return html`<span class="stop"
    >${secondaryButton(
      t('Stop'),
      () => {
        context.send('stop');
        context.focusComposer();
      },
      'debug-stop',
    )}</span
  >`;
}
