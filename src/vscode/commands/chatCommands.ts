import type { Engine } from '../../core/engine.ts';
import type { ChatViewProvider } from '../chat/chatViewProvider.ts';
import type { ChatSession } from '../chat/chatSession.ts';
import type { ConversationHistory } from '../chat/conversationHistory.ts';
import type { QuestionScope } from '../chat/questionScope.ts';
import type { ReadOnlyDocuments } from '../editor/readOnlyDocuments.ts';
import type { Commands } from './registerCommands.ts';
import { ask } from './ask.ts';
import { replayAnswer, showReceipt } from './lastAnswer.ts';
import { previewPrompt } from './previewPrompt.ts';
import { setDecodingPreset } from './setDecodingPreset.ts';
import { showHistory } from './showHistory.ts';

export interface ChatCommandParts {
  readonly engine: Engine;
  readonly view: ChatViewProvider;
  readonly conversation: ChatSession;
  readonly scope: QuestionScope;
  readonly documents: ReadOnlyDocuments;
  readonly history: ConversationHistory;
}

export function chatCommands({
  engine,
  view,
  conversation,
  scope,
  documents,
  history,
}: ChatCommandParts): Commands {
  return {
    ask: () => ask(view, conversation),
    stop: () => {
      conversation.stop();
    },
    newConversation: () => {
      conversation.clear();
    },
    showHistory: () => showHistory(history, conversation, view),
    clearScope: (label) => {
      scope.remove(String(label));
    },
    setDecodingPreset,
    previewPrompt: (question) => previewPrompt(question, conversation, documents),
    showReceipt: (answer) => showReceipt(answer, conversation, engine, documents),
    replayAnswer: (answer) => replayAnswer(answer, conversation, engine),
  };
}
