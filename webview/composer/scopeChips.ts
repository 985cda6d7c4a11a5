import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { plainText } from '../../src/core/plainText.ts';
import type { PageContext } from '../pageContext.ts';
import { icon } from '../views/elements.ts';
import { t } from '../../src/core/texts/translate.ts';

/** What questions are limited to, each with a button to remove it. */
export function scopeChips(
  context: PageContext,
  scope: readonly string[],
): TemplateResult | typeof nothing {
  if (scope.length === 0) return nothing;
  return html` <ul class="scope" aria-label=${t('Questions are limited to')}>
    ${scope.map(
      (path) =>
        html` <li class="scope-chip" title=${plainText(path)}>
          ${icon(path.endsWith('/') ? 'folder' : 'file')}<span
            >${plainText(path.replace(/\/$/, ''))}</span
          >
          <button
            type="button"
            aria-label=${t('Ask beyond {path}', { path: plainText(path) })}
            title=${t('Remove')}
            @click=${() => {
              context.send('clearScope', { path });
              context.focusComposer();
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`;
}
