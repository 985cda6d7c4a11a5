import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry, SourceView } from '../../../src/core/conversation/chatState.ts';
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
          <th scope="col">${t('Words')}</th>
          <th scope="col">${t('Meaning')}</th>
          <th scope="col">${t('Phrase')}</th>
          <th scope="col">${t('Near')}</th>
          <th scope="col">${t('File')}</th>
          <th scope="col">${t('Kind')}</th>
          <th scope="col">${t('Score')}</th>
        </tr>
      </thead>
      ${sources.map((source) =>
        rows(source, details?.promptSources.includes(source.number) ?? false),
      )}
    </table>
  </div>`;
}

function rows(source: SourceView, read: boolean): TemplateResult {
  const { lexical, dense, phrases, neighbours, file, prior, final, matchedWords } =
    source.breakdown;
  const parts = [lexical, dense, phrases, neighbours, file, prior];
  const words = matchedWords.length === 0 ? t('no word of the question') : matchedWords.join(', ');
  const { encoding } = source;
  const readAs =
    encoding === undefined
      ? nothing
      : html` <span class="faint">· ${t('read as {encoding}', { encoding })}</span>`;
  const readBy = read ? html` <span class="faint">· ${t('read by the model')}</span>` : nothing;
  return html` <tbody>
    <tr>
      <th scope="row">
        <span class="badge">${source.number}</span
        ><span class="visually-hidden">${sourceName(source)}</span>
      </th>
      ${parts.map((score) => html`<td>${score.toFixed(2)}</td>`)}
      <td class="final">${final.toFixed(2)}</td>
    </tr>
    <tr>
      <td></td>
      <td class="matched" colspan="7">${words}${readAs}${readBy}</td>
    </tr>
  </tbody>`;
}
