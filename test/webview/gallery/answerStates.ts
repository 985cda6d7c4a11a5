import type { ChatEntry } from '../../../src/core/conversation/chatState.ts';
import { Failure } from '../../../src/core/errors.ts';
import { t } from '../../../src/core/texts/translate.ts';
import { wording } from '../../../src/core/texts/wording.ts';
import {
  closestPlaces,
  emptyAnswer,
  failureNotice,
  interrupted,
  multilingualModel,
  nothingFound,
} from '../../../src/vscode/text/words.ts';
import {
  absentChatModel,
  answered,
  chat,
  entry,
  flaskSources,
  indexing,
  reading,
  withoutModel,
} from '../sampleChats.ts';
import type { ShownState, ShownStates } from './shownState.ts';

const asked = { question: reading.question, sources: reading.sources, searchMs: 90 };
const details = answered.details!;

/** How a question can get on and end, said in the language in use. */
export function answerStates(): ShownStates {
  return { ...running(), ...ended(), ...withoutAnswer() };
}

function one(changes: Partial<ChatEntry>): ShownState {
  return { state: chat({ entries: [entry(changes)] }) };
}

function running(): ShownStates {
  const partial = { meaningSearch: 'partial', meaningShare: 0.62 } as const;
  return {
    searching: one({ phase: 'searching' }),
    loading: one({ ...asked, phase: 'loading' }),
    reading: { state: chat({ entries: [reading] }) },
    thinking: one({ ...asked, phase: 'writing', thoughts: 'The user asks about adapters.' }),
    writing: one({ ...asked, phase: 'writing', text: '**Session.mount** sorts the adapters by' }),
    'meaning-incomplete': {
      state: chat({ entries: [{ ...withoutModel, ...partial }], index: indexing.index }),
    },
  };
}

function ended(): ShownStates {
  const cut = { ...details, stop: 'max-tokens' } as const;
  const isNotThere =
    'The sources do not say in which order adapters are tried. They only name the mount method.';
  const noMemory = new Failure(
    'out-of-memory',
    wording('{path} could not be loaded: {said}.', {
      path: '/home/ada/.local/share/ask-workspace/llama-2-7b-chat.Q4_K_M.gguf',
      said: 'failed to allocate 5.1 GB',
    }),
  );
  const servedBy = 'ai.example.com';
  return {
    answered: { state: chat({ entries: [answered] }) },
    stopped: one({ ...asked, phase: 'stopped' }),
    interrupted: one({ ...answered, phase: 'stopped', details: null, notice: interrupted() }),
    failed: one({ ...asked, phase: 'failed', notice: failureNotice(noMemory) }),
    'empty-answer': one({
      ...answered,
      text: '',
      citations: [],
      sentences: [],
      notice: emptyAnswer(),
    }),
    'cut-off': one({ ...answered, details: { ...cut, canContinue: true, droppedTurns: 2 } }),
    'cut-off-by-server': one({ ...answered, details: { ...cut, servedBy, canReplay: false } }),
    refusal: one({
      ...answered,
      ...asked,
      text: isNotThere,
      citations: [],
      sentences: [],
      details: { ...details, more: null },
    }),
    'folded-answer': one({
      ...answered,
      sentences: answered.sentences.map((sentence) => ({
        ...sentence,
        verdict: 'not-in-lines',
        doubted: [],
      })),
    }),
    quotation: one({
      ...answered,
      text: 'The rule is read here [1:895-896]',
      sentences: [],
      citations: [
        {
          marker: 1,
          origin: 'model',
          offset: 22,
          lines: { first: 17, last: 18 },
          quote: '        rule = req.url_rule\n        if getattr(rule, "provide_options", False):',
        },
      ],
    }),
    'asked-servers': one({
      ...answered,
      meaningServer: { host: servedBy },
      teamServer: {
        host: 'db.example.com:5432',
        problem: t('{host} cannot be reached.', { host: 'db.example.com:5432' }),
      },
      details: { ...details, servedBy, canReplay: false },
    }),
    versions: {
      state: chat({
        entries: [{ ...answered, version: { of: 'o', number: 2 } }],
        hidden: [[{ ...withoutModel, id: 'o', version: { of: 'o', number: 1 } }]],
      }),
    },
  };
}

function withoutAnswer(): ShownStates {
  const downloading = {
    ...absentChatModel,
    status: 'downloading',
    receivedBytes: 1.23e9,
    bytesPerSecond: 11.2e6,
  } as const;
  const crash = new Failure(
    'process-crashed',
    wording('The background process ended unexpectedly. It restarts automatically.'),
  );
  const offered = { ...absentChatModel, firstWord: { seconds: 27.4, isMeasured: false } };
  return {
    'sources-only': { state: chat({ entries: [withoutModel], chatModel: offered }) },
    'too-little-memory': {
      state: chat({
        entries: [withoutModel],
        chatModel: { ...absentChatModel, freeMemoryBytes: 3.2e9 },
      }),
    },
    downloading: { state: chat({ entries: [withoutModel], chatModel: downloading }) },
    'closest-places': one({ ...withoutModel, notice: closestPlaces() }),
    'multilingual-offer': one({
      ...withoutModel,
      notice: multilingualModel('all-MiniLM-L6-v2', 'multilingual-e5-small', 118_000_000),
    }),
    'index-failed': {
      state: chat({
        entries: [withoutModel],
        index: { ...indexing.index, phase: 'failed', ...failureNotice(crash) },
      }),
    },
    'nothing-found': one({ phase: 'done', searchMs: 12, notice: nothingFound() }),
    'words-only': one({ ...withoutModel, sources: flaskSources, meaningSearch: 'absent' }),
  };
}
