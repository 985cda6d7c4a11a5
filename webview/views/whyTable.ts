import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatEntry, SourceView } from '../../src/core/conversation/chatState.ts';
import { sourceName } from '../format.ts';

/** Why each source has its rank: its scores, and the words of the question that it contains. */
export function whyTable({ sources, details }: ChatEntry): TemplateResult {
  return html` <div class="why">
    <table>
      <caption>
        Scores from 0 to 1; 1 is the best of this search. Words count most, then meaning;
        <em>Phrase</em>
        is words next to each other as in the question,
        <em>Near</em>
        the lines before and after,
        <em>File</em>
        the whole file. The score is all of this together, times
        <em>Kind</em
        >, which favours sources over tests, prose and generated text.
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">Words</th>
          <th scope="col">Meaning</th>
          <th scope="col">Phrase</th>
          <th scope="col">Near</th>
          <th scope="col">File</th>
          <th scope="col">Kind</th>
          <th scope="col">Score</th>
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
  const words = matchedWords.length === 0 ? 'no word of the question' : matchedWords.join(', ');
  const { encoding } = source;
  const readAs =
    encoding === undefined ? nothing : html` <span class="faint">· read as ${encoding}</span>`;
  const readBy = read ? html` <span class="faint">· read by the model</span>` : nothing;
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
