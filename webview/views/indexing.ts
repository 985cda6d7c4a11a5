import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { IndexView } from '../../src/core/conversation/chatState.ts';
import { duration, percent } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { icon, iconButton, progressBar, quietButton } from './elements.ts';
import { localNumber, plural, t } from '../../src/core/texts/translate.ts';

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
  return html` <section class="indexing" aria-label=${t('Indexing')}>
    <div class="progress-row">
      <span>${paused ? t('Paused: {folder}', { folder }) : t('Indexing {folder}', { folder })}</span
      ><span class="faint">${amount(index)}</span>
    </div>
    ${bar(index)}
    <div class="progress-row">
      <span class="faint">${ability(index)}</span>
      <span class="buttons">
        ${quietButton(paused ? t('Resume') : t('Pause'), () => {
          context.send('setIndexingPaused', { paused: !paused });
        })}
        ${quietButton(t('Cancel'), () => {
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
  return html` <section class="strip" aria-label=${t('Indexing')}>
    ${bar(index)}
    <div class="progress-row">
      <span class="faint">${paused ? t('Indexing is paused') : ability(index) + pace(index)}</span>
      <span class="buttons">
        ${iconButton(
          paused ? 'debug-start' : 'debug-pause',
          paused ? t('Resume indexing') : t('Pause indexing'),
          () => {
            context.send('setIndexingPaused', { paused: !paused });
          },
        )}
        ${iconButton('close', t('Cancel indexing'), () => {
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
  const reasons = skipped
    .map(({ reason, count }) => t('{count} {reason}', { count: localNumber(count), reason }))
    .join(', ');
  return html`<p class="left-out">
    ${icon('info')}<span
      >${t('{skipped}: {reasons}.', {
        skipped: plural(total, '{count} file skipped', '{count} files skipped'),
        reasons,
      })}
      ${quietButton(t('Show'), () => {
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
    return files > 0
      ? plural(files, '{count} file so far', '{count} files so far')
      : t('looking for files');
  const done = t('{done} of {files}', {
    done: localNumber(files),
    files: plural(totalFiles, '{count} file', '{count} files'),
  });
  return done + pace(index);
}

/** The time left, or the rate while that is not known. */
function pace({ phase, perSecond, secondsLeft }: IndexView): string {
  if (phase === 'paused') return '';
  if (secondsLeft !== null) return t(', {time} left', { time: duration(secondsLeft) });
  if (perSecond === 0) return '';
  const rate = perSecond < 10 ? perSecond.toFixed(1) : localNumber(Math.round(perSecond));
  return phase === 'meaning'
    ? t(', {rate} chunks a second', { rate })
    : t(', {rate} files a second', { rate });
}

/** What can be asked so far. */
function ability(index: IndexView): string {
  const { phase, files, totalFiles, chunks, embeddedChunks } = index;
  if (wordsReady(index))
    return t('Word search is ready, meaning search {percent}', {
      percent: percent(embeddedChunks, chunks),
    });
  return phase === 'scanning' || totalFiles === 0
    ? t('Word search will be ready in a moment')
    : t('Word search {percent}', { percent: percent(files, totalFiles) });
}

function bar(index: IndexView): TemplateResult {
  const { phase, files, totalFiles, chunks, embeddedChunks } = index;
  if (phase === 'scanning' || totalFiles === 0) return progressBar(t('Indexing'), null, 1);
  return wordsReady(index)
    ? progressBar(t('Indexing'), embeddedChunks, chunks)
    : progressBar(t('Indexing'), files, totalFiles);
}
