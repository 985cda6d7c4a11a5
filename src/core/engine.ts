import type { Answer, AnswerEvent, AnswerRequest } from './answering/answer.ts';
import type { IndexService } from './indexing/indexService.ts';
import type { ModelFiles } from './models.ts';
import type { Cancellation, Generation, ReplayGuessing, ReplayOutcome } from './ports.ts';
import type { Settings } from './settings/settings.ts';

/** The product without a face: what the editor and the terminal drive. */
export interface Engine {
  readonly index: IndexService;
  readonly models: ModelFiles;
  /** Applies changed settings; also to be called after a model was found, fetched or imported. */
  configure(settings: Settings): Promise<void>;
  /**
   * Sources first, then the model's words, then citations and checks. Pauses indexing meanwhile
   * where the settings say so.
   * @throws Failure by reason; `cancelled` when stopped.
   */
  answer(
    request: AnswerRequest,
    onEvent: (event: AnswerEvent) => void,
    cancellation: Cancellation,
  ): Promise<Answer>;
  /**
   * Reads the best sources of a question that is still being typed, so that its answer begins
   * sooner; whatever is asked next stops it.
   * @returns how many tokens are read; 0 where there is nothing to read or no model.
   * @throws Failure by reason; `cancelled` when something else was asked.
   */
  readAhead(request: AnswerRequest, cancellation: Cancellation): Promise<number>;
  /**
   * The exact prompt that asking would send now; nothing is read or written, but a model that is
   * not loaded is.
   * @returns null without a model, or where nothing relevant is found.
   * @throws Failure by reason.
   */
  previewPrompt(request: AnswerRequest, cancellation: Cancellation): Promise<string | null>;
  /**
   * Computes an answer again from an empty context and compares it with what it was.
   * @throws Failure by reason; `model-missing` where the model is gone.
   */
  replay(
    generation: Generation,
    guessing: ReplayGuessing,
    cancellation: Cancellation,
  ): Promise<ReplayOutcome>;
  /** Ends both child processes. */
  stop(): Promise<void>;
}
