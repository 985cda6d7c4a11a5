import type { Answer, AnswerEvent } from '../../core/answering/answer.ts';
import type { Notice } from '../../core/conversation/chatState.ts';
import type { Engine } from '../../core/engine.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';
import { noFolder, untrusted } from '../text/words.ts';
import { finishedEvent, toChatEvent } from './answerEvents.ts';
import { toAnswerRequest } from './question/chatQuestion.ts';
import type { AskingContext, ChatQuestion } from './question/chatQuestion.ts';
import type { ChatStore } from './conversations/chatStore.ts';
import type { ConversationKeeper } from './conversations/conversationKeeper.ts';
import type { QuestionResults } from './questionResults.ts';

/** What writing an answer needs from outside. */
export interface AnswerWriterContext extends AskingContext {
  readonly engine: Pick<Engine, 'answer' | 'continueAnswer'>;
  readonly store: ChatStore;
  readonly index: Pick<WorkspaceIndex, 'folders' | 'searchable'>;
  /** What is offered under the finished answer to a question that has no other notice. */
  readonly offerUnder: (question: string) => Notice | null;
}

/** The parts of the conversation that it writes to. */
export interface AnswerWriterParts {
  readonly results: QuestionResults;
  readonly keeper: Pick<ConversationKeeper, 'keep' | 'keepNowAndThen'>;
  /** Called when the sources of an answer are shown. */
  readonly onSources: () => void;
}

/** Has the engine answer a question, shows what comes, and stores it. */
export class AnswerWriter {
  readonly #context: AnswerWriterContext & AnswerWriterParts;

  constructor(context: AnswerWriterContext & AnswerWriterParts) {
    this.#context = context;
  }

  /**
   * Nothing is shown after the signal's abort.
   * @throws Failure by reason; `cancelled`.
   */
  async answer(id: string, question: ChatQuestion, signal: AbortSignal): Promise<void> {
    const { engine, store, index } = this.#context;
    const targets = this.#context.targets();
    if (targets.roots.length === 0) {
      store.dispatch({
        type: 'failed',
        id,
        notice: store.state.workspace.trusted ? noFolder() : untrusted(),
      });
      return;
    }
    await index.searchable(targets, signal);
    const answer = await engine.answer(
      toAnswerRequest(question, this.#context),
      this.#showing(id, signal),
      signal,
    );
    this.#finish(id, answer, signal);
  }

  /**
   * Writes on where an answer was cut, with up to as many tokens as the settings allow an answer.
   * @throws Failure by reason; `cancelled`.
   */
  async continueAnswer(
    id: string,
    cut: { readonly answer: Answer; readonly question: string },
    signal: AbortSignal,
  ): Promise<void> {
    const { engine, settings } = this.#context;
    const { maxTokens } = settings().decoding;
    const whole = await engine.continueAnswer(
      { ...cut, maxTokens },
      this.#showing(id, signal),
      signal,
    );
    this.#finish(id, whole, signal);
  }

  #showing(id: string, signal: AbortSignal): (event: AnswerEvent) => void {
    const { store, index, results, keeper, onSources } = this.#context;
    return (event) => {
      if (signal.aborted) return;
      if (event.type === 'sources') results.setSources(id, event.result.hits);
      store.dispatch(toChatEvent(id, event, index.folders));
      if (event.type === 'sources') {
        onSources();
        keeper.keep();
      } else keeper.keepNowAndThen();
    };
  }

  #finish(id: string, answer: Answer, signal: AbortSignal): void {
    if (signal.aborted) return;
    const { store, results, offerUnder } = this.#context;
    results.setAnswer(id, answer);
    const event = finishedEvent(id, answer);
    const question = store.state.entries.find((entry) => entry.id === id)?.question ?? '';
    store.dispatch({ ...event, notice: event.notice ?? offerUnder(question) });
  }
}
