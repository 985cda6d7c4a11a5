import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatState } from '../../../src/core/conversation/chatState.ts';
import { sourcePath } from '../../format.ts';
import type { PageContext } from '../../pageContext.ts';
import type { PageState } from '../../pageState.ts';
import { codeLines } from './codeLines.ts';
import { t } from '../../../src/core/texts/translate.ts';

/** Space between a chip and its card. */
const gapPx = 4;

/** The lines that a citation points to, next to the chip under the pointer or with the focus. */
export function citedCard(
  context: PageContext,
  chat: ChatState,
  { cited }: PageState,
): TemplateResult | typeof nothing {
  const source = chat.entries
    .find(({ id }) => id === cited?.entry)
    ?.sources.find(({ number }) => number === cited?.source);
  if (cited === null || source === undefined || source.lines.length === 0) return nothing;
  const isLow = cited.bottom > innerHeight / 2;
  const place = isLow
    ? `bottom: ${innerHeight - cited.top + gapPx}px`
    : `top: ${cited.bottom + gapPx}px`;
  return html` <div
    class="cited-card"
    role="group"
    aria-label=${t('Lines of source {number}', { number: source.number })}
    .style=${place}
    @pointerenter=${() => {
      context.citedCards.stay();
    }}
    @pointerleave=${() => {
      context.citedCards.leave();
    }}
  >
    <p class="cited-path">
      ${
        cited.attributed
          ? t('{path} (found by the words they share)', { path: sourcePath(source) })
          : sourcePath(source)
      }
    </p>
    ${codeLines(source)}
  </div>`;
}
