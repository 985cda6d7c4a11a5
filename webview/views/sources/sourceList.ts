import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { ChatEntry } from '../../../src/core/conversation/chatState.ts';
import { percent, shortTime } from '../../format.ts';
import type { PageContext } from '../../pageContext.ts';
import { isSourceOpen, sourcesListedAtFirst } from '../../pageState.ts';
import type { EntryFolds } from '../../pageState.ts';
import { quietButton } from '../elements.ts';
import { sourceCard } from './sourceCard.ts';
import { whyTable } from './whyTable.ts';
import { plural, t } from '../../../src/core/texts/translate.ts';
import { withoutTeam } from '../../../src/core/conversation/withoutTeam.ts';

/**
 * The sources of an answer: how many, how fast, why these, and a card for each. Nothing until they
 * are found.
 */
export function sourceList(
  context: PageContext,
  entry: ChatEntry,
  folds: EntryFolds,
): TemplateResult | typeof nothing {
  const { id, sources, searchMs } = entry;
  if (searchMs === null) return nothing;
  const cards = sources.filter(({ copyOf }) => copyOf === undefined);
  const shown = folds.allSources ? cards : cards.slice(0, sourcesListedAtFirst);
  return html` <div class="sources-head">
      <span
        >${
          sources.length === 0
            ? t('No sources')
            : plural(sources.length, '{count} source', '{count} sources')
        }</span
      >
      <span class="faint">${shortTime(searchMs)}</span>
      ${searchNote(entry)} ${serverNote(entry)} ${teamNote(entry)}
      ${
        sources.length === 0
          ? nothing
          : html` <button
              class="quiet why-button"
              type="button"
              aria-expanded=${folds.why}
              @click=${() => {
                context.dispatch({ type: 'why-toggled', entry: id });
              }}
            >
              ${t('Why these?')}
            </button>`
      }
    </div>
    ${folds.why && sources.length > 0 ? whyTable(entry) : nothing}
    <ol class="sources" aria-label=${t('Sources')}>
      ${repeat(
        shown,
        ({ number }) => number,
        (source) =>
          sourceCard(context, id, {
            source,
            variants: sources.filter(({ copyOf }) => copyOf === source.number),
            open: isSourceOpen(folds, source.number),
            outline: folds.outlines[source.number],
          }),
      )}
    </ol>
    ${
      shown.length === cards.length
        ? nothing
        : quietButton(t('Show {count} more', { count: cards.length - shown.length }), () => {
            context.dispatch({ type: 'all-sources-shown', entry: id });
          })
    }`;
}

/** Says so if a search could not use meaning, or not for all files. */
function searchNote({
  meaningSearch,
  meaningShare,
  meaningServer,
}: ChatEntry): TemplateResult | typeof nothing {
  switch (meaningSearch) {
    case 'ready':
      return nothing;
    case 'partial':
      return html`<span
        class="faint"
        title=${t(
          'Meaning search is still being prepared. Some files were searched only by words.',
        )}
        >${
          meaningShare === undefined
            ? t('partly by meaning')
            : t('{percent} also by meaning', { percent: percent(meaningShare, 1) })
        }</span
      >`;
    case 'absent':
      return html`<span
        class="faint"
        title=${
          meaningServer?.problem === undefined
            ? t('Found only by words: meaning search is not ready.')
            : t('Found only by words. {reason}', { reason: meaningServer.problem })
        }
        >${t('by words')}</span
      >`;
  }
}

/** Says so if the question was sent to a server for its meaning. */
function serverNote({ meaningServer }: ChatEntry): TemplateResult | typeof nothing {
  if (meaningServer === undefined || meaningServer.problem !== undefined) return nothing;
  return html`<span
    class="faint"
    title=${t('The question was sent to this server, to be searched by meaning.')}
    >${t('meaning from {host}', { host: meaningServer.host })}</span
  >`;
}

/** Says so if the question was sent to a team's index, or why it was not. */
function teamNote({ teamServer }: ChatEntry): TemplateResult | typeof nothing {
  if (teamServer === undefined) return nothing;
  const { host, problem, unsearchedFiles } = teamServer;
  return problem === undefined
    ? html`<span
        class="faint"
        title=${t('The words and the vector of the question were sent to this team index.')}
        >${t('team index at {host}', { host })}</span
      >`
    : html`<span class="faint" title=${withoutTeam(problem, unsearchedFiles)}
        >${
          unsearchedFiles === undefined
            ? t('without the team index')
            : plural(
                unsearchedFiles,
                'without the team index and {count} file',
                'without the team index and {count} files',
              )
        }</span
      >`;
}
