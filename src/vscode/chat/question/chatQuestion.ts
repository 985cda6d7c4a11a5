import type { AnswerRequest } from '../../../core/answering/answer.ts';
import type { Turn } from '../../../core/domain.ts';
import type { EditorContext, NotUsefulSource } from '../../../core/ports/retriever.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import type { QuestionTargets } from './questionScope.ts';

/** A question as it is asked in the chat. */
export interface ChatQuestion {
  readonly text: string;
  readonly history: readonly Turn[];
  /** The chosen number of sources for the model; null for the settings' number. */
  readonly sources: number | null;
  /** Maximum length of the answer in tokens; null for the settings' value. */
  readonly maxTokens: number | null;
}

/** Everything else that a request depends on, as it is when the question is asked. */
export interface AskingContext {
  readonly targets: () => QuestionTargets;
  readonly editor: (preferActive: boolean) => EditorContext;
  /** What was marked as not useful in this workspace. */
  readonly notUseful: () => readonly NotUsefulSource[];
  readonly settings: () => Settings;
}

/** The request for a question. With a chosen number of sources, reading has no time limit. */
export function toAnswerRequest(
  { text, history, sources, maxTokens }: ChatQuestion,
  { targets, editor, notUseful, settings }: AskingContext,
): AnswerRequest {
  const {
    retrieval: { topK, preferActiveFile },
    answer: { promptTokens, budgetSeconds },
    chatModel: { contextSize },
    decoding,
  } = settings();
  const request = {
    ...targets(),
    question: text,
    history,
    topK,
    decoding: maxTokens === null ? decoding : { ...decoding, maxTokens },
    editor: editor(preferActiveFile),
    notUseful: notUseful(),
  };
  return sources === null
    ? { ...request, promptTokens, budgetSeconds }
    : { ...request, promptTokens: contextSize, maxSources: sources };
}
