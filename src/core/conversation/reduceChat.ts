import type { ChatEvent } from './chatEvents.ts';
import type { MeaningSearch } from '../ports/retriever.ts';
import type { ChatEntry, ChatState, IndexView, ModelView } from './chatState.ts';
import { replaceQuestion, showVersion } from './questionVersions.ts';

const absentModel: ModelView = {
  status: 'absent',
  name: '',
  downloadBytes: 0,
  memoryBytes: 0,
  freeMemoryBytes: 0,
  receivedBytes: 0,
  bytesPerSecond: null,
  message: null,
};

/** The state before the host has said anything. */
export const emptyChat: ChatState = {
  workspace: { folderNames: [], trusted: true },
  index: {
    phase: 'none',
    files: 0,
    totalFiles: 0,
    chunks: 0,
    embeddedChunks: 0,
    perSecond: 0,
    secondsLeft: null,
    skipped: [],
    message: null,
    actions: [],
  },
  chatModel: absentModel,
  embeddingModel: absentModel,
  servers: [],
  scope: [],
  answerSettings: [],
  decodingPreset: 'precise',
  exampleQuestions: [],
  entries: [],
  hidden: [],
};

/** The chat after `event`. Pure. Events for an entry that is gone or has ended change nothing. */
export function reduceChat(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'workspace-changed':
      return { ...state, workspace: event.workspace };
    case 'index-changed':
      return { ...state, index: event.index };
    case 'chat-model-changed':
      return { ...state, chatModel: event.model };
    case 'embedding-model-changed':
      return { ...state, embeddingModel: event.model };
    case 'scope-changed':
      return { ...state, scope: event.scope };
    case 'decoding-changed':
      return { ...state, decodingPreset: event.preset, answerSettings: event.settings };
    case 'servers-changed':
      return { ...state, servers: event.servers };
    case 'examples-changed':
      return { ...state, exampleQuestions: event.questions };
    case 'sources-checked':
      return { ...state, entries: state.entries.map((entry) => withDrifts(entry, event)) };
    case 'notice-closed':
      return {
        ...state,
        entries: state.entries.map((entry) =>
          entry.id === event.id && !isRunning(entry) ? { ...entry, notice: null } : entry,
        ),
      };
    case 'source-marked':
      return { ...state, entries: state.entries.map((entry) => withMark(entry, event)) };
    case 'cleared':
      return { ...state, entries: [], hidden: [] };
    case 'reopened':
      return { ...state, entries: event.entries, hidden: event.hidden };
    case 'asked': {
      const entry = newEntry(event.id, event.question);
      return event.insteadOf === undefined
        ? { ...state, entries: [...state.entries, entry] }
        : replaceQuestion(state, event.insteadOf, entry);
    }
    case 'version-shown':
      return showVersion(state, event.id);
    case 'sources-found':
      return change(state, event.id, {
        sources: event.sources,
        searchMs: event.searchMs,
        meaningSearch: event.meaningSearch,
        ...meaningShare(event.meaningSearch, state.index),
        ...(event.meaningServer === undefined ? {} : { meaningServer: event.meaningServer }),
        ...(event.teamServer === undefined ? {} : { teamServer: event.teamServer }),
      });
    case 'loading-model':
      return change(state, event.id, { phase: 'loading', reading: null });
    case 'reading':
      return change(state, event.id, { phase: 'reading', reading: event.reading });
    case 'text':
      return changeWith(state, event.id, (entry) => ({
        phase: 'writing',
        reading: null,
        text: (entry.text ?? '') + event.delta,
      }));
    case 'thought':
      return changeWith(state, event.id, (entry) => ({
        phase: 'writing',
        reading: null,
        thoughts: (entry.thoughts ?? '') + event.delta,
      }));
    case 'finished':
      return change(state, event.id, {
        phase: 'done',
        reading: null,
        text: event.text,
        ...(event.thoughts === undefined ? {} : { thoughts: event.thoughts }),
        citations: event.citations,
        sentences: event.sentences,
        detector: event.detector,
        details: event.details,
        notice: event.notice,
      });
    case 'continued':
      return { ...state, entries: state.entries.map((entry) => continued(entry, event.id)) };
    case 'stopped':
      return change(state, event.id, { phase: 'stopped', reading: null });
    case 'failed':
      return change(state, event.id, { phase: 'failed', reading: null, notice: event.notice });
  }
}

/** Whether the entry can still change. */
export function isRunning(entry: ChatEntry): boolean {
  return entry.phase !== 'done' && entry.phase !== 'stopped' && entry.phase !== 'failed';
}

function continued(entry: ChatEntry, id: string): ChatEntry {
  return entry.id === id && entry.phase === 'done'
    ? { ...entry, phase: 'writing', citations: [], sentences: [], notice: null }
    : entry;
}

function withMark(
  entry: ChatEntry,
  { id, source: number, notUseful }: Extract<ChatEvent, { type: 'source-marked' }>,
): ChatEntry {
  if (entry.id !== id) return entry;
  const sources = entry.sources.map((source) =>
    source.number === number ? { ...source, notUseful } : source,
  );
  return { ...entry, sources };
}

function withDrifts(
  entry: ChatEntry,
  { id, drifts }: Extract<ChatEvent, { type: 'sources-checked' }>,
): ChatEntry {
  if (entry.id !== id) return entry;
  const sources = entry.sources.map((source, index) => ({
    ...source,
    drift: drifts[index] ?? '',
  }));
  return { ...entry, sources };
}

function newEntry(id: string, question: string): ChatEntry {
  return {
    id,
    question,
    phase: 'searching',
    sources: [],
    searchMs: null,
    meaningSearch: 'absent',
    reading: null,
    text: null,
    citations: [],
    sentences: [],
    details: null,
    notice: null,
  };
}

function change(state: ChatState, id: string, changes: Partial<ChatEntry>): ChatState {
  return changeWith(state, id, () => changes);
}

function changeWith(
  state: ChatState,
  id: string,
  changes: (entry: ChatEntry) => Partial<ChatEntry>,
): ChatState {
  const changed = (entry: ChatEntry): ChatEntry =>
    entry.id === id && isRunning(entry) ? { ...entry, ...changes(entry) } : entry;
  const isShown = state.entries.some((entry) => entry.id === id);
  return isShown
    ? { ...state, entries: state.entries.map(changed) }
    : { ...state, hidden: state.hidden.map((branch) => branch.map(changed)) };
}

/** How much of the index a search had that came while it was being built. */
function meaningShare(
  search: MeaningSearch,
  { chunks, embeddedChunks }: IndexView,
): Pick<ChatEntry, 'meaningShare'> {
  return search === 'partial' && chunks > 0
    ? { meaningShare: Math.min(1, embeddedChunks / chunks) }
    : {};
}
