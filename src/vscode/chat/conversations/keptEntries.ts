import type { Answer } from '../../../core/answering/answer.ts';
import type { ChatEntry, ChatState } from '../../../core/conversation/chatState.ts';
import { isRunning } from '../../../core/conversation/reduceChat.ts';
import type { Generation } from '../../../core/ports/generation.ts';
import { toDetails } from '../answerEvents.ts';
import type { AskedFolder } from '../question/askedFolder.ts';
import { interrupted } from '../../text/words.ts';
import type { QuestionResults } from '../questionResults.ts';
import { maxHiddenBranches, maxSavedEntries } from './savedConversation.ts';
import type { SavedConversation, SavedEntry } from './savedConversation.ts';
import { toSavedGeneration } from './savedGeneration.ts';
import { toSourceViews } from '../sources/sourceViews.ts';

/**
 * A conversation in its saved form: its newest questions and hidden branches. A running question is
 * saved as interrupted, in case the editor closes before it ends.
 * @returns null if it has no questions.
 */
export function toSavedConversation(
  id: string,
  { entries, hidden }: Pick<ChatState, 'entries' | 'hidden'>,
  results: Pick<QuestionResults, 'sources' | 'answer'>,
  changedMs: number,
): SavedConversation | null {
  const toKept = (branch: readonly ChatEntry[]): readonly SavedEntry[] =>
    branch.flatMap((entry) => {
      const ended = asInterrupted(entry);
      const { phase } = ended;
      return phase === 'done' || phase === 'stopped' || phase === 'failed'
        ? [toSaved(ended, phase, results)]
        : [];
    });
  const kept = toKept(entries).slice(-maxSavedEntries);
  if (kept.length === 0) return null;
  const branches = hidden
    .slice(-maxHiddenBranches)
    .map((branch) => toKept(branch).slice(0, maxSavedEntries));
  return {
    version: 1,
    id,
    changedMs,
    entries: kept,
    ...(branches.length === 0 ? {} : { hidden: branches }),
  };
}

function asInterrupted(entry: ChatEntry): ChatEntry {
  return isRunning(entry)
    ? { ...entry, phase: 'stopped', reading: null, notice: interrupted() }
    : entry;
}

/** A saved question as the chat shows it. */
export function toEntry(saved: SavedEntry, folders: readonly AskedFolder[]): ChatEntry {
  const { id, question, phase, searchMs, meaningSearch, meaningServer, teamServer } = saved;
  const { text, thoughts, citations } = saved;
  const generation = toGeneration(saved);
  return {
    id,
    question,
    ...(saved.version === undefined ? {} : { version: saved.version }),
    phase,
    searchMs,
    meaningSearch,
    ...(meaningServer === undefined ? {} : { meaningServer }),
    ...(teamServer === undefined ? {} : { teamServer }),
    text,
    ...(thoughts === undefined ? {} : { thoughts }),
    citations,
    sentences: saved.sentences,
    ...(saved.detector === undefined ? {} : { detector: saved.detector }),
    sources: toSourceViews(saved.hits, folders),
    reading: null,
    details: generation === null ? null : toDetails(generation),
    notice: saved.interrupted === true ? interrupted() : null,
  };
}

/** A saved answer, as far as copying and follow-ups need it. */
export function toAnswer(saved: SavedEntry): Answer {
  const { hits, meaningSearch, searchMs, text, citations, sentences, indexGenerations } = saved;
  const timings = {
    lexicalMs: 0,
    embedMs: 0,
    denseMs: 0,
    fusionMs: 0,
    packMs: 0,
    totalMs: searchMs ?? 0,
  };
  return {
    result: { hits, meaningSearch, generations: indexGenerations, timings },
    text,
    citations,
    sentences,
    ...(saved.detector === undefined ? {} : { detector: saved.detector }),
    generation: toGeneration(saved),
  };
}

function toGeneration({ generation, text, thoughts }: SavedEntry): Generation | null {
  if (generation === null || text === null) return null;
  return {
    ...generation,
    text,
    ...(thoughts === undefined ? {} : { thoughts }),
    fewer: null,
    more: null,
  };
}

function toSaved(
  entry: ChatEntry,
  phase: SavedEntry['phase'],
  results: Pick<QuestionResults, 'sources' | 'answer'>,
): SavedEntry {
  const answer = results.answer(entry.id);
  const generation = answer?.generation ?? null;
  const { id, question, searchMs, meaningSearch, meaningServer, teamServer } = entry;
  const { text, thoughts, citations, sentences } = entry;
  return {
    id,
    question,
    ...(entry.version === undefined ? {} : { version: entry.version }),
    phase,
    ...(entry.notice?.message === interrupted().message ? { interrupted: true } : {}),
    searchMs,
    meaningSearch,
    ...(meaningServer === undefined ? {} : { meaningServer }),
    ...(teamServer === undefined ? {} : { teamServer }),
    text,
    ...(thoughts === undefined ? {} : { thoughts }),
    citations,
    sentences,
    ...(entry.detector === undefined ? {} : { detector: entry.detector }),
    hits: results.sources(entry.id),
    indexGenerations: answer?.result.generations ?? {},
    generation: generation === null ? null : toSavedGeneration(generation),
  };
}
