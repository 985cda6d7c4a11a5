import type { Answer, AnswerContinuation, AnswerEvent, AnswerRequest } from './answering/answer.ts';
import type { ChatModels } from './chatModels.ts';
import type { IndexService } from './indexing/indexService.ts';
import type { ModelFiles } from './models.ts';
import type { Cancellation } from './ports/cancellation.ts';
import type { ConverseRequest, Reply } from './ports/conversing.ts';
import type { GenerateEvent, Generation } from './ports/generation.ts';
import type { ReplayGuessing, ReplayOutcome } from './ports/receipt.ts';
import type { Settings } from './settings/settings.ts';

/** What a server is asked for. */
export type ServerUse = 'chat' | 'embedding' | 'store';

/**
 * The variable of the environment that has the key of the server for each use: the key of one must
 * not reach the other.
 */
export const serverKeyVariables: Readonly<Record<ServerUse, string>> = {
  chat: 'ASK_WORKSPACE_SERVER_KEY',
  embedding: 'ASK_WORKSPACE_EMBEDDING_SERVER_KEY',
  store: 'ASK_WORKSPACE_STORE_PASSWORD',
};

/** The product without a user interface, as used by the editor and the terminal. */
export interface Engine {
  readonly index: IndexService;
  readonly models: ModelFiles;
  /** Which chat model answers, and what it can do. Asking goes through `answer`. */
  readonly chatModels: Pick<ChatModels, 'find'>;
  /** Applies changed settings. Also call it after a model was found, downloaded or imported. */
  configure(settings: Settings): Promise<void>;
  /**
   * Answers a question: sources first, then the model's words, then citations and checks. Pauses
   * indexing in the meantime if the settings say so.
   * @throws Failure by reason; `cancelled` if stopped.
   */
  answer(
    request: AnswerRequest,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer>;
  /**
   * Answers a conversation of another program with the chat model in use: its messages alone,
   * without sources. Pauses indexing as `answer` does.
   * @throws Failure by reason; `cancelled` also if our own chat asks something meanwhile.
   */
  converse(
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply>;
  /**
   * Writes on where an answer was cut: after the same prompt and its own words, without searching.
   * @returns the whole answer, with citations and checks of all of it.
   * @throws Failure by reason; `model-incapable` if the answer cannot be continued.
   */
  continueAnswer(
    continuation: AnswerContinuation,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer>;
  /**
   * Reads the best sources of a question that is still being typed, so that its answer begins
   * sooner. The next request stops it.
   * @returns the number of tokens read; 0 if there is nothing to read, no model, or one that cannot
   * read ahead.
   * @throws Failure by reason; `cancelled` if another request came.
   */
  readAhead(request: AnswerRequest, cancellation: Cancellation): Promise<number>;
  /**
   * The exact prompt that asking would send now. Loads the model if necessary, but reads and writes
   * no tokens.
   * @returns null without a model, or if nothing relevant is found.
   * @throws Failure by reason; `model-incapable` if the model cannot show its prompt.
   */
  previewPrompt(request: AnswerRequest, cancellation: Cancellation): Promise<string | null>;
  /**
   * Computes an answer again from an empty context and compares it with the original.
   * @throws Failure by reason; `model-missing` if the model is gone, `model-incapable` if it leaves
   * no receipt or cannot replay.
   */
  replay(
    generation: Generation,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome>;
  /** Ends both child processes. */
  stop(): Promise<void>;
}
