import type { Answer } from '../../core/answering/answer.ts';
import type { ChatEntry } from '../../core/conversation/chatState.ts';
import { isRunning } from '../../core/conversation/reduceChat.ts';
import type { Hit } from '../../core/domain.ts';
import type { AskedFolder } from './askedFolder.ts';
import { interrupted } from '../text/words.ts';
import { maxSavedEntries } from './savedConversation.ts';
import type { SavedConversation, SavedEntry } from './savedConversation.ts';
import { toSourceViews } from './sourceViews.ts';

/**
 * A conversation in its saved form: its newest finished questions.
 * @returns null if it has none.
 */
export function toSavedConversation(
  id: string,
  entries: readonly ChatEntry[],
  sources: (id: string) => readonly Hit[],
  changedMs: number,
): SavedConversation | null {
  const kept = entries
    .flatMap((entry) => {
      const { phase } = entry;
      return phase === 'done' || phase === 'stopped' || phase === 'failed'
        ? [toSaved(entry, phase, sources(entry.id))]
        : [];
    })
    .slice(-maxSavedEntries);
  return kept.length === 0 ? null : { version: 1, id, changedMs, entries: kept };
}

/** A running question, as it is saved in case the editor closes before it ends. */
export function asInterrupted(entry: ChatEntry): ChatEntry {
  return isRunning(entry)
    ? { ...entry, phase: 'stopped', reading: null, notice: interrupted }
    : entry;
}

/** A saved question as the chat shows it. How the model came to its answer is no longer known. */
export function toEntry(
  { hits, interrupted: wasInterrupted, ...saved }: SavedEntry,
  folders: readonly AskedFolder[],
): ChatEntry {
  return {
    ...saved,
    sources: toSourceViews(hits, folders),
    reading: null,
    details: null,
    notice: wasInterrupted === true ? interrupted : null,
  };
}

/** A saved answer, as far as copying and follow-ups need it. */
export function toAnswer({
  hits,
  meaningSearch,
  searchMs,
  text,
  citations,
  sentences,
}: SavedEntry): Answer {
  const timings = {
    lexicalMs: 0,
    embedMs: 0,
    denseMs: 0,
    fusionMs: 0,
    packMs: 0,
    totalMs: searchMs ?? 0,
  };
  return {
    result: { hits, meaningSearch, generations: {}, timings },
    text,
    citations,
    sentences,
    generation: null,
  };
}

function toSaved(entry: ChatEntry, phase: SavedEntry['phase'], hits: readonly Hit[]): SavedEntry {
  const { id, question, searchMs, meaningSearch, text, thoughts, citations, sentences } = entry;
  return {
    id,
    question,
    phase,
    ...(entry.notice === interrupted ? { interrupted: true } : {}),
    searchMs,
    meaningSearch,
    text,
    ...(thoughts === undefined ? {} : { thoughts }),
    citations,
    sentences,
    hits,
  };
}
