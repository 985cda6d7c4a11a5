import { NotificationType, NotificationType0, RequestType0 } from 'vscode-jsonrpc';
import type { ChatEvent } from '../core/conversation/chatEvents.ts';
import type { ChatState } from '../core/conversation/chatState.ts';

/**
 * Messages between the chat page and the host. The page sends ids, never paths; the host validates
 * every one (`parseChatMessage`).
 */

export const Ready = new RequestType0<ChatState, void>('chat/ready');
export const Changed = new NotificationType<ChatEvent>('chat/changed');
/** Puts the cursor into the composer, with this text where one is given. */
export const FocusComposer = new NotificationType<{ text: string | null }>('chat/focusComposer');

/**
 * Longest question in UTF-16 code units: far above what anybody types, far below what could hurt.
 */
export const maxQuestionLength = 8000;
/** A question that is still being typed, after a pause: its sources may be read ahead. */
export const Drafting = new NotificationType<{ question: string }>('chat/drafting');
export const Ask = new NotificationType<{ question: string }>('chat/ask');
export const Stop = new NotificationType0('chat/stop');
export const NewConversation = new NotificationType0('chat/newConversation');
export const OpenSource = new NotificationType<{ entry: string; source: number }>(
  'chat/openSource',
);
export const CopyAnswer = new NotificationType<{ entry: string }>('chat/copyAnswer');
export const AskAgain = new NotificationType<{ entry: string }>('chat/askAgain');
/** `model` is which of the two. */
export const DownloadModel = new NotificationType<{ model: 'chat' | 'embedding' }>(
  'chat/downloadModel',
);
export const CancelDownload = new NotificationType<{ model: 'chat' | 'embedding' }>(
  'chat/cancelDownload',
);
export const ImportModel = new NotificationType<{ model: 'chat' | 'embedding' }>(
  'chat/importModel',
);
export const IndexWorkspace = new NotificationType0('chat/indexWorkspace');
export const SetIndexingPaused = new NotificationType<{ paused: boolean }>(
  'chat/setIndexingPaused',
);
export const CancelIndexing = new NotificationType0('chat/cancelIndexing');
export const ShowSkippedFiles = new NotificationType0('chat/showSkippedFiles');
export const ClearScope = new NotificationType<{ path: string }>('chat/clearScope');
export const SetDecodingPreset = new NotificationType<{
  preset: 'precise' | 'balanced' | 'creative';
}>('chat/setDecodingPreset');
/** Lets the person choose among the models that are there. */
export const ChooseChatModel = new NotificationType0('chat/chooseChatModel');
/**
 * Asks again with this many sources in the prompt, as far as they fit; an answer that runs is
 * stopped.
 */
export const AnswerFrom = new NotificationType<{ entry: string; sources: number }>(
  'chat/answerFrom',
);
/** Opens the exact prompt that the model read, as a document. */
export const ShowPrompt = new NotificationType<{ entry: string }>('chat/showPrompt');
/** Opens the exact prompt that asking this would send. */
export const PreviewPrompt = new NotificationType<{ question: string }>('chat/previewPrompt');
/** Opens what decided an answer, as a document. */
export const ShowReceipt = new NotificationType<{ entry: string }>('chat/showReceipt');
/** Computes an answer again and tells whether it is the same. */
export const Replay = new NotificationType<{ entry: string }>('chat/replay');
export const OpenFolder = new NotificationType0('chat/openFolder');
export const ManageTrust = new NotificationType0('chat/manageTrust');
export const ShowLog = new NotificationType0('chat/showLog');
export const OpenSettings = new NotificationType0('chat/openSettings');
/** A button of a notice: of an answer, or of the index where `entry` is null. */
export const RunAction = new NotificationType<{ entry: string | null; action: string }>(
  'chat/runAction',
);
