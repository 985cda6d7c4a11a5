import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry, ReadingView } from '../../src/core/conversation/chatState.ts';
import { duration, number, plural } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { busy, icon, progressBar, quietButton, secondaryButton } from './elements.ts';

/** What a running answer is doing and how long that takes, with a button to stop it. */
export function answerProgress(
  context: PageContext,
  entry: ChatEntry,
): TemplateResult | typeof nothing {
  switch (entry.phase) {
    case 'searching':
      return entry.searchMs === null
        ? html`<div class="progress-row">${busy('Searching')}</div>`
        : nothing;
    case 'loading':
      return html`<div class="progress-row">
        ${busy('Loading the model')}${stopButton(context)}
      </div>`;
    case 'reading':
      return entry.reading === null ? nothing : readingMeter(context, entry.id, entry.reading);
    case 'writing':
      return html`<div class="progress-row">
        ${busy(entry.text === null ? 'Thinking' : 'Writing')}${stopButton(context)}
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
        >${icon('book')}Reading ${number(readTokens)} of ${plural(totalTokens, 'token')}</span
      >
      <span class="faint"
        >${secondsLeft === null ? nothing : `about ${duration(secondsLeft)}`}</span
      >
    </div>
    ${progressBar('Reading the sources', readTokens, totalTokens)}
    <div class="progress-row">
      ${
        fewer === null
          ? nothing
          : html`<span class="fewer">
              ${quietButton(`Answer from ${plural(fewer.sources, 'source')}`, () => {
                context.send('answerFrom', { entry, sources: fewer.sources });
                context.focusComposer();
              })}
              <span class="faint">in ${duration(fewer.seconds)}</span></span
            >`
      }
      ${stopButton(context)}
    </div>
  </div>`;
}

function stopButton(context: PageContext): TemplateResult {
  return html`<span class="stop"
    >${secondaryButton(
      'Stop',
      () => {
        context.send('stop');
        context.focusComposer();
      },
      'debug-stop',
    )}</span
  >`;
}
