import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { CheckedSentence } from '../../src/core/answering/answer.ts';
import {
  countVerdicts,
  noProof,
  shownVerdicts,
  verdictMeanings,
  verdictNames,
} from '../../src/core/answering/checking/verdictWords.ts';
import { t, translated } from '../../src/core/texts/translate.ts';

/**
 * How many sentences of a finished answer got each verdict; when unfolded, what each verdict means.
 * Nothing if no sentence claims anything.
 */
export function verdictSummary(
  sentences: readonly CheckedSentence[],
): TemplateResult | typeof nothing {
  const counts = countVerdicts(sentences);
  if (counts.length === 0) return nothing;
  return html`<details class="verdicts">
    <summary title=${t('What these words mean')}>
      ${counts.map(
        ({ verdict, count }, index) =>
          html`${index === 0 ? nothing : ' · '}<span class=${`verdict ${verdict}`}
              >${translated(verdictNames[verdict])}: ${count}</span
            >`,
      )}
    </summary>
    <dl>
      ${shownVerdicts.map(
        (verdict) =>
          html`<dt>${translated(verdictNames[verdict])}</dt>
            <dd>${translated(verdictMeanings[verdict])}</dd>`,
      )}
    </dl>
    <p>${translated(noProof)}</p>
  </details>`;
}
