import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { CopyView, SourceView } from '../../../src/core/conversation/chatState.ts';
import { plainText } from '../../../src/core/plainText.ts';
import { sourcePath } from '../../format.ts';
import type { PageContext } from '../../pageContext.ts';
import { openSource } from './openSource.ts';
import { plural } from '../../../src/core/texts/translate.ts';

/**
 * The near copies of a source: a link to each, and its lines that differ. The first that differ in
 * a value are sources with a number.
 */
export function nearCopies(
  context: PageContext,
  entry: string,
  { source, variants }: { readonly source: SourceView; readonly variants: readonly SourceView[] },
): TemplateResult | typeof nothing {
  const copies = source.copies ?? [];
  const { unlistedCopies = 0 } = source;
  const count = variants.length + copies.length + unlistedCopies;
  if (count === 0) return nothing;
  return html`<div class="copies">
    <p class="faint">
      ${plural(
        count,
        'Nearly the same in {count} other place:',
        'Nearly the same in {count} other places:',
      )}
    </p>
    <ul>
      ${variants.map((variant) =>
        nearCopy(variant, variant.number, openSource(context, entry, variant.number)),
      )}
      ${copies.map((copy, index) =>
        nearCopy(copy, null, openSource(context, entry, source.number, { copy: index })),
      )}
    </ul>
    ${
      unlistedCopies === 0
        ? nothing
        : html`<p class="faint">
            ${plural(
              unlistedCopies,
              '{count} more place not listed.',
              '{count} more places not listed.',
            )}
          </p>`
    }
  </div>`;
}

function nearCopy(
  copy: CopyView,
  number: number | null,
  open: (event: Event) => void,
): TemplateResult {
  const path = sourcePath(copy);
  return html`<li>
    ${number === null ? nothing : html`<span class="badge" aria-hidden="true">${number}</span>`}
    <a class="copy-link" href="#" @click=${open}>${path}</a>
    ${copy.lines.map(({ text }) => html`<code dir="ltr">${plainText(text.trim())}</code>`)}
  </li>`;
}
