import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry, SourceView } from '../../../src/core/conversation/chatState.ts';
import type { ScoreBreakdown } from '../../../src/core/domain.ts';
import { sourceName } from '../../format.ts';
import { t } from '../../../src/core/texts/translate.ts';
import { rich } from '../rich.ts';

/** Why each source has its rank: its scores, and the words of the question that it contains. */
export function whyTable({ sources, details }: ChatEntry): TemplateResult {
  return html` <div class="why" role="group" aria-label=${t('Why these?')} tabindex="0">
    <table>
      <caption>
        ${rich(
          'Scores from 0 to 1; 1 is the best of this search. Words count most, then meaning; {phrase} is words next to each other as in the question, {near} the lines before and after, {file} the whole file. The score is all of this together, times {kind}, which favours sources over tests, prose and generated text.',
          {
            phrase: html`<em>${t('Phrase')}</em>`,
            near: html`<em>${t('Near')}</em>`,
            file: html`<em>${t('File')}</em>`,
            kind: html`<em>${t('Kind')}</em>`,
          },
        )}
      </caption>
      <thead>
        <tr>
          <td></td>
          ${columns().map(([label]) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      ${sources.map((source) =>
        rows(source, details?.promptSources.includes(source.number) ?? false),
      )}
    </table>
  </div>`;
}

/** The scores by their names, in the order in which they make up the last one. */
function columns(): readonly (readonly [string, (scores: ScoreBreakdown) => number])[] {
  return [
    [t('Words'), ({ lexical }) => lexical],
    [t('Meaning'), ({ dense }) => dense],
    [t('Phrase'), ({ phrases }) => phrases],
    [t('Near'), ({ neighbours }) => neighbours],
    [t('File'), ({ file }) => file],
    [t('Kind'), ({ prior }) => prior],
    [t('Score'), ({ final }) => final],
  ];
}

function rows(source: SourceView, read: boolean): TemplateResult {
  const { matchedWords } = source.breakdown;
  const words = matchedWords.length === 0 ? t('no word of the question') : matchedWords.join(', ');
  const { encoding } = source;
  const readAs =
    encoding === undefined
      ? nothing
      : html` <span class="faint">· ${t('read as {encoding}', { encoding })}</span>`;
  const readBy = read ? html` <span class="faint">· ${t('read by the model')}</span>` : nothing;
  return html` <tbody>
    <tr class="scores">
      <th scope="row">
        <span class="badge">${source.number}</span
        ><span class="visually-hidden">${sourceName(source)}</span>
      </th>
      ${columns().map(
        ([label, score]) =>
          html`<td data-label=${label}>${score(source.breakdown).toFixed(2)}</td>`,
      )}
    </tr>
    <tr>
      <td class="indent"></td>
      <td class="matched" colspan="7">${words}${readAs}${readBy}</td>
    </tr>
  </tbody>`;
}
