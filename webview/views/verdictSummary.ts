import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import {
  countVerdicts,
  detectorWords,
  noProof,
  shownVerdicts,
  verdictMeanings,
  verdictNames,
} from '../../src/core/answering/checking/verdictWords.ts';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { t, translated } from '../../src/core/texts/translate.ts';

/**
 * How many sentences of a finished answer got each verdict; when unfolded, what each verdict means
 * and what a detector has read. That it could not be used is said outside. Nothing if no sentence
 * claims anything.
 */
export function verdictSummary({
  sentences,
  detector,
}: Pick<ChatEntry, 'sentences' | 'detector'>): TemplateResult | typeof nothing {
  const counts = countVerdicts(sentences);
  if (counts.length === 0) return nothing;
  const report =
    detector === undefined
      ? nothing
      : html`<p class="detector">${translated(detectorWords(detector))}</p>`;
  const isUnusable = detector !== undefined && 'problem' in detector;
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
      ${isUnusable ? nothing : report}
    </details>
    ${isUnusable ? report : nothing}`;
}
