import type { Engine } from '../../core/engine.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { AskedFolder } from '../chat/question/askedFolder.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ConversationHistory } from '../chat/conversations/conversationHistory.ts';
import type { ReadOnlyDocuments } from '../editor/readOnlyDocuments.ts';
import type { chatCommandNames } from './commandNames.ts';
import type { Commands } from './registerCommands.ts';
import { ask } from './ask.ts';
import {
  askAboutFailedTest,
  askAboutFile,
  askAboutLines,
  askAboutProblem,
  askAboutSelection,
  explainFile,
} from './askAbout.ts';
import { replayAnswer, showReceipt } from './lastAnswer.ts';
import { previewPrompt } from './previewPrompt.ts';
import { setDecodingPreset } from './models/setDecodingPreset.ts';
import { showNotUseful } from './showNotUseful.ts';
import type { NotUsefulSources } from '../chat/sources/notUsefulSources.ts';
import { showHistory } from './showHistory.ts';

export interface ChatCommandParts {
  readonly engine: Engine;
  readonly view: ChatViewProvider;
  readonly conversation: ChatSession;
  readonly documents: ReadOnlyDocuments;
  readonly history: ConversationHistory;
  readonly notUsefulSources: NotUsefulSources;
  readonly folders: () => readonly AskedFolder[];
}

export function chatCommands({
  engine,
  view,
  conversation,
  documents,
  history,
  notUsefulSources,
  folders,
}: ChatCommandParts): Commands<(typeof chatCommandNames)[number]> {
  const parts = { view, conversation, folders };
  return {
    askAboutSelection: () => askAboutSelection(parts),
    askAboutFile: (file, selected) => askAboutFile(file, selected, parts),
    askAboutLines: (lines) => askAboutLines(lines, parts),
    explainFile: (file) => explainFile(file, parts),
    askAboutProblem: (problem) => askAboutProblem(problem, parts),
    askAboutFailedTest: (failed) => askAboutFailedTest(failed, parts),
    ask: (question) => ask(question, view, conversation),
    stop: () => {
      conversation.stop();
    },
    newConversation: () => {
      conversation.clear();
    },
    showHistory: () => showHistory({ history, conversation, view, folders }),
    showNotUseful: async () => {
      await showNotUseful(notUsefulSources);
      conversation.showMarks();
    },
    setDecodingPreset,
    previewPrompt: (question) => previewPrompt(question, conversation, documents),
    showReceipt: (answer) => showReceipt(answer, conversation, engine, documents),
    replayAnswer: (answer) => replayAnswer(answer, conversation, engine),
  };
}
