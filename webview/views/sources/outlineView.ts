import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { SourceView } from '../../../src/core/conversation/chatState.ts';
import { plainText } from '../../../src/core/plainText.ts';
import type {
  OutlineName,
  SourceOutline,
} from '../../../src/core/retrieval/presenting/outlineAround.ts';
import { plural, t } from '../../../src/core/texts/translate.ts';
import { sourceName } from '../../format.ts';
import type { PageContext } from '../../pageContext.ts';
import { icon } from '../elements.ts';
import { openOutline } from './openSource.ts';

/** Shows and hides the names around a source in its file. */
export function outlineToggle(
  context: PageContext,
  entry: string,
  source: SourceView,
  outline: SourceOutline | undefined,
): TemplateResult {
  const label = t('What is around {name}', { name: sourceName(source) });
  return html`<button
    class="toggle"
    type="button"
    aria-expanded=${outline !== undefined}
    aria-label=${label}
    title=${label}
    @click=${() => {
      if (outline === undefined) context.showOutline(entry, source.number);
      else context.dispatch({ type: 'outline-shown', entry, source: source.number, outline: null });
    }}
  >
    ${icon('list-tree')}
  </button>`;
}

/**
 * The names around a source: what it is in, and below that what is beside it. Each opens its lines.
 */
export function outlineView(
  context: PageContext,
  entry: string,
  source: SourceView,
  { around, names, unlisted }: SourceOutline,
): TemplateResult {
  const link = (name: OutlineName): TemplateResult =>
    html`<div class="outline-row">
      <a
        href="#"
        title=${plainText(name.name)}
        aria-current=${name.hasSource ? 'true' : nothing}
        @click=${openOutline(context, entry, source.number, name)}
        ><bdi>${plainText(name.name)}</bdi></a
      >
      <span class="faint">${name.first}</span>
    </div>`;
  const inner = html`<ul>
    ${names.map((name) => html`<li>${link(name)}</li>`)}
  </ul>`;
  const tree = around.reduceRight(
    (within, name) =>
      html`<ul>
        <li>${link(name)} ${within}</li>
      </ul>`,
    inner,
  );
  return html`<nav
    class="outline"
    aria-label=${t('What is around {name}', { name: sourceName(source) })}
  >
    ${
      names.length === 0
        ? html`<p class="faint">${t('The index has no names around these lines.')}</p>`
        : tree
    }
    ${
      unlisted === 0
        ? nothing
        : html`<p class="faint">
            ${plural(unlisted, '{count} more name not listed.', '{count} more names not listed.')}
          </p>`
    }
  </nav>`;
}
