import type { Answer, AnswerEvent } from '../../core/answering/answer.ts';
import { isEmptyAnswer } from '../../core/answering/text/isEmptyAnswer.ts';
import type { ChatEvent } from '../../core/conversation/chatEvents.ts';
import type {
  AnswerDetails,
  AskedServerView,
  AskedTeamView,
  Notice,
} from '../../core/conversation/chatState.ts';
import type { Generation } from '../../core/ports/generation.ts';
import type { AskedServer, AskedTeam, SearchResult } from '../../core/ports/retriever.ts';
import { isContinuable, isReplayable } from '../../core/ports/generation.ts';
import type { AskedFolder } from './question/askedFolder.ts';
import { fewerSources } from './fewerSources.ts';
import { toSourceViews } from './sources/sourceViews.ts';
import { translated } from '../../core/texts/translate.ts';
import { closestPlaces, emptyAnswer, nothingFound } from '../text/words.ts';

/** Converts what happens while an answer is made to changes of the chat. */
export function toChatEvent(
  id: string,
  event: AnswerEvent,
  folders: readonly AskedFolder[],
): ChatEvent {
  switch (event.type) {
    case 'sources': {
      const { hits: found, timings, meaningSearch, meaningServer, teamServer } = event.result;
      return {
        type: 'sources-found',
        id,
        sources: toSourceViews(found, folders),
        searchMs: timings.totalMs,
        meaningSearch,
        ...(meaningServer === undefined ? {} : { meaningServer: toServerView(meaningServer) }),
        ...(teamServer === undefined ? {} : { teamServer: toTeamView(teamServer) }),
      };
    }
    case 'loading':
      return { type: 'loading-model', id };
    case 'reading': {
      const { readTokens, totalTokens, tokensPerSecond } = event;
      const secondsLeft = tokensPerSecond > 0 ? (totalTokens - readTokens) / tokensPerSecond : null;
      return {
        type: 'reading',
        id,
        reading: {
          readTokens,
          totalTokens,
          secondsLeft,
          fewer: fewerSources(event.fewer, secondsLeft),
        },
      };
    }
    case 'text':
    case 'thought':
      return { type: event.type, id, delta: event.delta };
  }
}

function toServerView({ host, problem }: AskedServer): AskedServerView {
  return problem === undefined ? { host } : { host, problem: translated(problem) };
}

function toTeamView({ unsearchedFiles, ...server }: AskedTeam): AskedTeamView {
  return {
    ...toServerView(server),
    ...(unsearchedFiles === undefined ? {} : { unsearchedFiles }),
  };
}

export function finishedEvent(
  id: string,
  answer: Answer,
): Extract<ChatEvent, { type: 'finished' }> {
  const { text, citations, sentences, detector, generation, result } = answer;
  return {
    type: 'finished',
    id,
    text,
    ...(generation?.thoughts === undefined ? {} : { thoughts: generation.thoughts }),
    citations,
    sentences,
    ...(detector === undefined ? {} : { detector }),
    details: generation === null ? null : toDetails(generation),
    notice: text !== null && isEmptyAnswer(text) ? emptyAnswer() : resultNotice(result),
  };
}

function resultNotice({ hits, nothingRelevant }: SearchResult): Notice | null {
  if (hits.length === 0) return nothingFound();
  return nothingRelevant === true ? closestPlaces() : null;
}

/** How the model arrived at its answer, as the page shows it. */
export function toDetails(generation: Generation): AnswerDetails {
  const { model, served, usedSources, timings, droppedTurns, stop, fewer, more, receipt } =
    generation;
  return {
    modelName: model.name,
    ...(served === undefined ? {} : { servedBy: served.host }),
    promptSources: usedSources.map(({ number }) => number),
    ...timings,
    guessedTokens: receipt?.guessedTokens ?? 0,
    acceptedTokens: receipt?.acceptedTokens ?? 0,
    droppedTurns,
    stop,
    fewer,
    more,
    canContinue: isContinuable(generation),
    canReplay: isReplayable(generation),
  };
}
