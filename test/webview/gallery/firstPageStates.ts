import type { IndexView } from '../../../src/core/conversation/chatState.ts';
import { Failure } from '../../../src/core/errors.ts';
import { questionsAbout } from '../../../src/core/conversation/questionsAbout.ts';
import { emptyChat } from '../../../src/core/conversation/reduceChat.ts';
import { translated } from '../../../src/core/texts/translate.ts';
import { wording } from '../../../src/core/texts/wording.ts';
import { skipWords } from '../../../src/vscode/text/skipWords.ts';
import { failureNotice, meaningWaits } from '../../../src/vscode/text/words.ts';
import { absentEmbeddingModel, chat } from '../sampleChats.ts';
import type { ShownStates } from './shownState.ts';

const limits = { maxFileSizeMB: 1.5, maxPdfSizeMB: 20 };

/** What is shown before the first question, said in the language in use. */
export function firstPageStates(): ShownStates {
  const index: IndexView = {
    ...emptyChat.index,
    phase: 'words',
    files: 118,
    totalFiles: 169,
    chunks: 900,
    perSecond: 41,
    skipped: (['ignored', 'too-large', 'binary'] as const).map((reason, place) => ({
      count: 7 - 2 * place,
      reason: skipWords(reason, limits),
    })),
  };
  const ready: IndexView = { ...index, phase: 'ready', files: 169, embeddedChunks: 900 };
  const exampleQuestions = questionsAbout(
    [
      { path: 'src/flask/app.py', symbol: 'Flask.make_response' },
      { path: 'src/flask/sansio/blueprints.py', symbol: 'Blueprint' },
      { path: 'README.md', symbol: 'Flask > A Simple Example' },
    ],
    3,
  ).map(translated);
  const damaged = failureNotice(
    new Failure(
      'disk-full',
      wording('The index file {file} cannot grow: the disk is full.', {
        file: '/home/ada/.cache/ask-workspace/v9/8f14e45f/catalog.sqlite',
      }),
    ),
  );
  return {
    'no-folder': { state: chat({ workspace: { folderNames: [], trusted: true } }) },
    'no-trust': { state: chat({ workspace: { folderNames: ['flask'], trusted: false } }) },
    'not-indexed': { state: chat({ index: { ...emptyChat.index, phase: 'none' }, scope: [] }) },
    'no-meaning-model': {
      state: chat({ index: ready, scope: [], embeddingModel: absentEmbeddingModel }),
    },
    scanning: { state: chat({ index: { ...emptyChat.index, phase: 'scanning', files: 31 } }) },
    indexing: { state: chat({ index, exampleQuestions }) },
    'indexing-paused': { state: chat({ index: { ...index, phase: 'paused' } }) },
    'indexing-failed': { state: chat({ index: { ...index, phase: 'failed', ...damaged } }) },
    battery: {
      state: chat({
        index: { ...ready, waitsFor: 'power', embeddedChunks: 300, ...meaningWaits() },
      }),
    },
    welcome: { state: chat({ index: ready, exampleQuestions, scope: [] }) },
    'server-named': {
      state: chat({
        index: ready,
        exampleQuestions,
        servers: ['ai.example.com', 'db.example.com:5432'],
      }),
    },
  };
}
