import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { IndexView } from '../../src/core/conversation/chatState.ts';
import { duration, number, percent, plural } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { icon, iconButton, progressBar, quietButton } from './elements.ts';

/** Whether the index is being built or could continue. */
export function isIndexing({ phase }: IndexView): boolean {
  return phase === 'scanning' || phase === 'words' || phase === 'meaning' || phase === 'paused';
}

/** The index's progress in full, as the first page shows it. */
export function indexingProgress(
  context: PageContext,
  index: IndexView,
  folder: string,
): TemplateResult {
  const paused = index.phase === 'paused';
  return html` <section class="indexing" aria-label="Indexing">
    <div class="progress-row">
      <span>${paused ? 'Paused:' : 'Indexing'} ${folder}</span
      ><span class="faint">${amount(index)}</span>
    </div>
    ${bar(index)}
    <div class="progress-row">
      <span class="faint">${ability(index)}</span>
      <span class="buttons">
        ${quietButton(paused ? 'Resume' : 'Pause', () => {
          context.send('setIndexingPaused', { paused: !paused });
        })}
        ${quietButton('Cancel', () => {
          context.send('cancelIndexing');
          context.focusComposer();
        })}
      </span>
    </div>
  </section>`;
}

/** The progress in one line, above the composer of a conversation. */
export function indexingStrip(context: PageContext, index: IndexView): TemplateResult {
  const paused = index.phase === 'paused';
  return html` <section class="strip" aria-label="Indexing">
    ${bar(index)}
    <div class="progress-row">
      <span class="faint">${paused ? 'Indexing is paused' : ability(index) + pace(index)}</span>
      <span class="buttons">
        ${iconButton(
          paused ? 'debug-start' : 'debug-pause',
          paused ? 'Resume indexing' : 'Pause indexing',
          () => {
            context.send('setIndexingPaused', { paused: !paused });
          },
        )}
        ${iconButton('close', 'Cancel indexing', () => {
          context.send('cancelIndexing');
          context.focusComposer();
        })}
      </span>
    </div>
  </section>`;
}

/** The files that were left out, and why. */
export function leftOut(
  context: PageContext,
  { skipped }: IndexView,
): TemplateResult | typeof nothing {
  const total = skipped.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return nothing;
  const reasons = skipped.map(({ reason, count }) => `${number(count)} ${reason}`).join(', ');
  return html`<p class="left-out">
    ${icon('info')}<span
      >${plural(total, 'file')} skipped: ${reasons}.
      ${quietButton('Show', () => {
        context.send('showSkippedFiles');
      })}</span
    >
  </p>`;
}

function wordsReady({ phase, files, totalFiles }: IndexView): boolean {
  return phase === 'meaning' || (phase === 'paused' && totalFiles > 0 && files >= totalFiles);
}

function amount(index: IndexView): string {
  const { phase, files, totalFiles } = index;
  if (phase === 'scanning' || totalFiles === 0)
    return files > 0 ? `${plural(files, 'file')} so far` : 'looking for files';
  return `${number(files)} of ${plural(totalFiles, 'file')}${pace(index)}`;
}

/** The time left, or the rate while that is not known. */
function pace({ phase, perSecond, secondsLeft }: IndexView): string {
  if (phase === 'paused') return '';
  if (secondsLeft !== null) return `, ${duration(secondsLeft)} left`;
  if (perSecond === 0) return '';
  const rate = perSecond < 10 ? perSecond.toFixed(1) : number(Math.round(perSecond));
  return `, ${rate} ${phase === 'meaning' ? 'chunks' : 'files'} a second`;
}

/** What can be asked so far. */
function ability(index: IndexView): string {
  const { phase, files, totalFiles, chunks, embeddedChunks } = index;
  if (wordsReady(index))
    return `Word search is ready, meaning search ${percent(embeddedChunks, chunks)}`;
  return phase === 'scanning' || totalFiles === 0
    ? 'Word search will be ready in a moment'
    : `Word search ${percent(files, totalFiles)}`;
}

function bar(index: IndexView): TemplateResult {
  const { phase, files, totalFiles, chunks, embeddedChunks } = index;
  if (phase === 'scanning' || totalFiles === 0) return progressBar('Indexing', null, 1);
  return wordsReady(index)
    ? progressBar('Indexing', embeddedChunks, chunks)
    : progressBar('Indexing', files, totalFiles);
}
