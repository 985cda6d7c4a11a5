import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { SourceView } from '../../../src/core/conversation/chatState.ts';
import { sourceName } from '../../format.ts';
import { highlight } from '../../answer/highlight.ts';
import type { Piece } from '../../answer/highlight.ts';
import { quotedLines } from '../../answer/quotedLines.ts';
import type { QuotedLine } from '../../answer/quotedLines.ts';
import { t } from '../../../src/core/texts/translate.ts';

/**
 * The quoted lines of a source with their numbers, the best ones highlighted. Long lines scroll.
 */
export function codeLines(source: SourceView): TemplateResult {
  return html` <div
    class="lines"
    role="group"
    tabindex="0"
    aria-label=${t('Lines of {source}', { source: sourceName(source) })}
  >
    <div class="lines-table">${quotedLines(source).map(codeLine)}</div>
  </div>`;
}

function codeLine({ number, indent, pieces, best, gap }: QuotedLine): TemplateResult {
  const code = coloured(pieces);
  return html`<div class=${`line${gap ? ' gap' : ''}${best ? ' best' : ''}`}>
    <span class="line-number">${number}</span
    ><code>${indent}${best ? html`<mark>${code}</mark>` : code}</code>
  </div>`;
}

/** A block of code without numbers. Long lines scroll. */
export function codeText(label: string, code: string, language: string): TemplateResult {
  return html`<pre dir="ltr" tabindex="0" role="group" aria-label=${label}><code>${coloured(
    highlight(code, language),
  )}</code></pre>`;
}

/** Pieces of code, each in its colour. */
function coloured(pieces: readonly Piece[]): readonly (TemplateResult | string)[] {
  return pieces.map(({ text, tone }) =>
    tone === null ? text : html`<span class=${`tone-${tone}`}>${text}</span>`,
  );
}
