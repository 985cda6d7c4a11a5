import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ModelView } from '../../src/core/conversation/chatState.ts';
import type { ModelKind } from '../../src/core/models.ts';
import { bytes, bytesOf, duration } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { busy, icon, iconButton, primaryButton, progressBar, secondaryButton } from './elements.ts';
import { firstWordText } from '../../src/core/firstWordText.ts';
import { t, translated } from '../../src/core/texts/translate.ts';
import { wording } from '../../src/core/texts/wording.ts';

/**
 * What a missing model would add, what it costs, and two ways to get it; or the progress of getting
 * it.
 */
export function modelOffer(
  context: PageContext,
  kind: ModelKind,
  model: ModelView,
): TemplateResult {
  return html` <section
    class=${`card offer ${kind}`}
    aria-label=${kind === 'chat' ? t('Chat model') : t('Meaning search')}
  >
    <div class="offer-head">
      ${icon(kind === 'chat' ? 'hubot' : 'search-sparkle')}
      <h2>${title(kind, model)}</h2>
      ${
        model.status === 'absent'
          ? iconButton('close', t('Not now'), () => {
              context.dispatch({ type: 'offer-dismissed', model: kind });
              context.focusComposer();
            })
          : nothing
      }
    </div>
    ${
      model.status === 'absent' || model.status === 'failed'
        ? choice(context, kind, model)
        : moving(context, kind, model)
    }
  </section>`;
}

function title(kind: ModelKind, { status, name }: ModelView): string {
  switch (status) {
    case 'downloading':
      return t('Downloading {name}', { name });
    case 'importing':
      return t('Copying {name}', { name });
    case 'verifying':
      return t('Checking {name}', { name });
    default:
      return kind === 'chat'
        ? t('Answers in words need a chat model')
        : t('Word search only; meaning search needs a model');
  }
}

/** Whether the offer shows something that a dismissal does not hide. */
export function isMoving({ status }: ModelView): boolean {
  return (
    status === 'downloading' ||
    status === 'importing' ||
    status === 'verifying' ||
    status === 'failed'
  );
}

const tightWords = wording(
  'That is more memory than is free now. A smaller model from a file may fit.',
);

function choice(context: PageContext, kind: ModelKind, model: ModelView): TemplateResult {
  const failure =
    model.status === 'failed' && model.message !== null
      ? html`<p class="failure">${icon('error')}<span>${model.message}</span></p>`
      : nothing;
  const warning = tight(model)
    ? html`<p class="warning">${icon('warning')}<span>${translated(tightWords)}</span></p>`
    : nothing;
  return html` ${failure}
    <p class="faint">${kind === 'chat' ? chatWords(model) : embeddingWords(model)}</p>
    ${warning}
    <div class="buttons">
      ${(kind === 'chat' ? primaryButton : secondaryButton)(
        t('Download {size}', { size: bytes(model.downloadBytes) }),
        () => {
          context.send('downloadModel', { model: kind });
          context.focusComposer();
        },
      )}
      ${secondaryButton(kind === 'chat' ? t('Use a file…') : t('Use a folder…'), () => {
        context.send('importModel', { model: kind });
      })}
    </div>`;
}

function chatWords(model: ModelView): string {
  const { name, downloadBytes, memoryBytes, freeMemoryBytes, firstWord } = model;
  const free = freeMemoryBytes > 0 ? t(' ({size} free)', { size: bytes(freeMemoryBytes) }) : '';
  const memory =
    memoryBytes > 0 ? t(', about {size} of memory{free}', { size: bytes(memoryBytes), free }) : '';
  return t('{name}, {size} on disk{memory}. It runs on this computer and sends nothing.', {
    name,
    size: bytes(downloadBytes),
    memory: memory + (firstWord === undefined ? '' : `, ${firstWordText(firstWord)}`),
  });
}

function embeddingWords({ name, downloadBytes }: ModelView): string {
  return t(
    'With {name} ({size}), sources are found by meaning, even if they share no word with the question.',
    { name, size: bytes(downloadBytes) },
  );
}

function tight({ memoryBytes, freeMemoryBytes }: ModelView): boolean {
  return memoryBytes > 0 && freeMemoryBytes > 0 && memoryBytes > freeMemoryBytes;
}

function moving(context: PageContext, kind: ModelKind, model: ModelView): TemplateResult {
  const { status, receivedBytes, downloadBytes, bytesPerSecond } = model;
  if (status === 'verifying')
    return html`<div class="progress-row">
      ${busy(t('Verifying its checksum'))}${cancelButton(context, kind)}
    </div>`;
  if (model.message !== null)
    return html`<div class="progress-row">
      ${busy(model.message)}${cancelButton(context, kind)}
    </div>`;
  const known = bytesPerSecond !== null && bytesPerSecond > 0;
  const secondsLeft = known ? (downloadBytes - receivedBytes) / bytesPerSecond : 0;
  const left = known
    ? html`<br />${t('{time} left at {rate}/s', {
          time: duration(secondsLeft),
          rate: bytes(bytesPerSecond),
        })}`
    : nothing;
  return html` ${progressBar(title(kind, model), receivedBytes, downloadBytes)}
    <div class="progress-row">
      <span class="faint">${bytesOf(receivedBytes, downloadBytes)}${left}</span>
      ${cancelButton(context, kind)}
    </div>`;
}

function cancelButton(context: PageContext, kind: ModelKind): TemplateResult {
  return secondaryButton(t('Cancel'), () => {
    context.send('cancelDownload', { model: kind });
    context.focusComposer();
  });
}
