import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { questionsAbout } from '../../src/core/conversation/questionsAbout.ts';
import { plainText } from '../../src/core/plainText.ts';
import type { PageContext } from '../pageContext.ts';
import { t, translated } from '../../src/core/texts/translate.ts';

const maxFollowUps = 3;

/** Suggested next questions, about what the sources define. They are made without a model. */
export function followUps(
  context: PageContext,
  { question, sources }: ChatEntry,
): TemplateResult | typeof nothing {
  const places = sources.map(({ folder, fileName, symbol }) => ({
    path: folder === '' ? fileName : `${folder}/${fileName}`,
    symbol: plainText(symbol),
  }));
  const questions = questionsAbout(places, maxFollowUps, question).map(translated);
  if (questions.length === 0) return nothing;
  return html`<ul class="follow-ups" aria-label=${t('Questions to ask next')}>
    ${questions.map(
      (next) =>
        html`<li>
          <button
            class="quiet follow-up"
            type="button"
            @click=${() => {
              context.ask(next);
            }}
          >
            ${next}
          </button>
        </li>`,
    )}
  </ul>`;
}
