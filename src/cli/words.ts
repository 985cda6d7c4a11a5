import type { SearchResult } from '../core/ports/retriever.ts';
import { hasWords } from '../core/retrieval/question/analyzeQuestion.ts';
import { maxSearchedCharacters } from '../core/retrieval/question/searchedQuestion.ts';
import { inEnglish } from '../core/texts/wording.ts';
import type { FolderState } from '../core/indexing/folderState.ts';
import { withoutTeam } from '../core/conversation/withoutTeam.ts';
import type { Engine } from '../core/engine.ts';
import type { Terminal } from './terminal.ts';

/** Notes that the team's index is away, and which one is searched instead. */
export function noteTeamProblem({ team }: FolderState, terminal: Terminal): void {
  if (team !== undefined && 'problem' in team) terminal.note(withoutTeam(inEnglish(team.problem)));
}

/** Notes that the team's index went away since then, and what was not searched. */
export function noteLostTeam({ teamServer }: SearchResult, terminal: Terminal): void {
  const { problem, unsearchedFiles } = teamServer ?? {};
  if (problem !== undefined && unsearchedFiles !== undefined)
    terminal.note(withoutTeam(inEnglish(problem), unsearchedFiles));
}

/** Notes that only words were searched, and why. */
export function noteMissingMeaning(
  { meaningSearch, meaningServer }: SearchResult,
  { models }: Engine,
  terminal: Terminal,
): void {
  if (meaningServer?.problem !== undefined)
    terminal.note(`Searched by words alone. ${inEnglish(meaningServer.problem)}`);
  else if (meaningServer === undefined && meaningSearch === 'absent')
    terminal.note(
      `Searched by words alone: the embedding model is not in ${models.folder} ` +
        '(ask-workspace models).',
    );
}

/** Notes that only the beginning of a long question was searched for. */
export function noteLongQuestion(question: string, terminal: Terminal): void {
  if (question.length > maxSearchedCharacters)
    terminal.note(
      `Only the first ${maxSearchedCharacters.toLocaleString('en')} of the question's ` +
        `${question.length.toLocaleString('en')} characters were searched for.`,
    );
}

/** Notes that nothing was found, or nothing that is likely to answer the question. */
export function noteIrrelevance(
  question: string,
  { hits, nothingRelevant }: SearchResult,
  terminal: Terminal,
): void {
  if (hits.length === 0)
    terminal.note(
      hasWords(question)
        ? 'Nothing found.'
        : 'Nothing found: the question has no letters or digits to search for.',
    );
  else if (nothingRelevant === true)
    terminal.note('Nothing here answers that; these are the closest places.');
}

/** Notes why there is no answer below the sources. */
export function noteMissingModel({ models }: Engine, terminal: Terminal): void {
  terminal.note(
    `No chat model in ${models.folder}: the sources are the answer (ask-workspace models).`,
  );
}
