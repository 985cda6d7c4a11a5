import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { SourceView } from '../../../src/core/conversation/chatState.ts';
import type { SourceOutline } from '../../../src/core/retrieval/presenting/outlineAround.ts';
import { rangeSuffix, sourceName, sourcePath, symbolName } from '../../format.ts';
import type { PageContext } from '../../pageContext.ts';
import { plainText } from '../../../src/core/plainText.ts';
import { codeLines } from './codeLines.ts';
import { icon, iconButton, quietButton } from '../elements.ts';
import { nearCopies } from './nearCopies.ts';
import { openSource } from './openSource.ts';
import { outlineToggle, outlineView } from './outlineView.ts';
import { t } from '../../../src/core/texts/translate.ts';

/**
 * One source: its number, a link that opens its lines, its location, and its best lines when
 * unfolded. Its near copies are always listed, with the lines that differ.
 */
export function sourceCard(
  context: PageContext,
  entry: string,
  { source, variants, open, outline }: CardContent,
): TemplateResult {
  const fold = (): void => {
    context.dispatch({ type: 'source-folded', entry, source: source.number, open: !open });
  };
  const name = sourceName(source);
  const label = open ? t('Hide lines of {name}', { name }) : t('Show lines of {name}', { name });
  const symbol =
    source.symbol === ''
      ? nothing
      : html`<span class="symbol" title=${plainText(source.symbol)}
          >${symbolName(source.symbol)}</span
        >`;
  return html` <li class=${open ? 'source open' : 'source'}>
    <div class="source-head">
      <span class="badge" aria-hidden="true">${source.number}</span>
      <span class="source-names">
        ${sourceLink(context, entry, source)}
        <span class="source-place">
          <span class="folder" title=${plainText(source.folder)}>${plainText(source.folder)}</span>
          ${symbol}
        </span>
      </span>
      ${
        source.lines.length === 0
          ? nothing
          : html` <button
              class="fold"
              type="button"
              aria-expanded=${open}
              aria-label=${label}
              @click=${fold}
            >
              ${icon(open ? 'chevron-down' : 'chevron-right')}
            </button>`
      }
    </div>
    ${
      source.caution === undefined
        ? nothing
        : html`<p class="caution">${icon('warning')}<span>${plainText(source.caution)}</span></p>`
    }
    ${
      (source.drift ?? '') === ''
        ? nothing
        : html`<p class="caution drift">
            ${icon('history')}<span>${plainText(source.drift ?? '')}</span>
          </p>`
    }
    ${open && source.lines.length > 0 ? codeLines(source) : nothing}
    ${open && source.lines.length > 0 ? sourceActions(context, entry, source, outline) : nothing}
    ${open && outline !== undefined ? outlineView(context, entry, source, outline) : nothing}
    ${nearCopies(context, entry, { source, variants })}
  </li>`;
}

/** What a card shows. */
export interface CardContent {
  readonly source: SourceView;
  /** The sources that nearly repeat it. */
  readonly variants: readonly SourceView[];
  readonly open: boolean;
  /** The names around it in its file, while they are shown. */
  readonly outline: SourceOutline | undefined;
}

function sourceActions(
  context: PageContext,
  entry: string,
  source: SourceView,
  outline: SourceOutline | undefined,
): TemplateResult {
  const name = sourceName(source);
  return html`<div class="source-actions">
    ${quietButton(
      t('Ask only about this file'),
      () => {
        context.send('askOnlyAbout', { entry, source: source.number });
        context.focusComposer();
      },
      t('Ask only about this file: {name}', { name }),
    )}
    <span class="source-icons">
      ${iconButton('split-horizontal', t('Open to the side: {name}', { name }), () => {
        context.send('openSource', { entry, source: source.number, beside: true });
      })}
      ${outlineToggle(context, entry, source, outline)} ${notUsefulButton(context, entry, source)}
    </span>
  </div>`;
}

/** Marks the source for the ranking of this workspace, or takes the mark back. */
function notUsefulButton(context: PageContext, entry: string, source: SourceView): TemplateResult {
  const isMarked = source.notUseful === true;
  const mark = (): void => {
    context.send('markSource', { entry, source: source.number, notUseful: !isMarked });
  };
  const name = sourceName(source);
  return isMarked
    ? html`<span class="faint">${t('Marked as not useful')}</span> ${quietButton(
          t('Undo'),
          mark,
          t('Undo not useful: {name}', { name }),
        )}`
    : iconButton('thumbsdown', t('Not useful: {name}', { name }), mark);
}

function sourceLink(context: PageContext, entry: string, source: SourceView): TemplateResult {
  const path = sourcePath(source);
  return html`<a
    class="source-link"
    href="#"
    title=${
      source.encoding === undefined
        ? path
        : t('{path}, read as {encoding}', { path, encoding: source.encoding })
    }
    aria-label=${path}
    @click=${openSource(context, entry, source.number)}
    ><span>${plainText(source.fileName)}</span><span>${rangeSuffix(source)}</span></a
  >`;
}
