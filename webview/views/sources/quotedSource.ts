import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../../src/core/conversation/chatState.ts';
import { plainText } from '../../../src/core/plainText.ts';
import { citedPath } from '../../format.ts';
import type { CitationNode } from '../../answer/markdownNodes.ts';
import type { PageContext } from '../../pageContext.ts';
import { t } from '../../../src/core/texts/translate.ts';
import { codeText } from './codeLines.ts';
import { iconButton } from '../elements.ts';
import { openSource } from './openSource.ts';

/**
 * The lines of a file that an answer quotes, under their place, which opens them. Nothing for a
 * citation that does not quote.
 */
export function quotedSource(
  context: PageContext,
  { id, sources }: ChatEntry,
  { marker, lines, quote }: CitationNode,
): TemplateResult | typeof nothing {
  const source = sources.find(({ number }) => number === marker);
  if (source === undefined || lines === null || quote === null) return nothing;
  const place = citedPath(source, lines);
  const text = quote.split('\n').map(plainText).join('\n');
  return html`<div class="code-block quoted-source">
    <div class="code-head">
      <a
        class="code-language"
        href="#"
        dir="ltr"
        @click=${openSource(context, id, marker, { lines })}
        >${place}</a
      >
      ${iconButton('copy', t('Copy code'), () => {
        void navigator.clipboard.writeText(quote);
      })}
    </div>
    ${codeText(t('Lines of {source}', { source: place }), text, source.language)}
  </div>`;
}
