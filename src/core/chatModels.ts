import type {
  AnsweringModel,
  Continuation,
  GenerateEvent,
  GenerateRequest,
  Generation,
} from './ports/generation.ts';
import type { ConversingModel } from './ports/conversing.ts';
import type { Cancellation } from './ports/cancellation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from './ports/receipt.ts';

/** Where chat models come from. The engine knows a model by this port alone. */
export interface ChatModels {
  /**
   * The chat model in use; null if there is none. Loads nothing.
   * @throws Failure by reason, if the settings name a model that cannot be used.
   */
  find(): Promise<ChatModel | null>;
  /** The model that gave an answer, even if another is in use; null if it is not available. */
  thatAnswered(model: AnsweringModel): Promise<ChatModel | null>;
}

/** A chat model. Optional abilities are null if this model lacks them. */
export interface ChatModel {
  readonly name: string;
  /** Maximum tokens of prompt and answer together. */
  readonly contextSize: number;
  /** @throws Failure `cancelled` when stopped, and others by reason. */
  generate(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Generation>;
  /** Talks to other programs, without sources. */
  readonly conversation: ConversingModel | null;
  /**
   * Reads the sources of a question that is still being typed.
   * @returns the number of tokens read.
   * @throws Failure `cancelled` if another request came, and others by reason.
   */
  readonly readAhead:
    ((request: GenerateRequest, cancellation: Cancellation) => Promise<number>) | null;
  /**
   * The exact prompt that `generate` would read now.
   * @throws Failure by reason.
   */
  readonly previewPrompt:
    ((request: GenerateRequest, cancellation: Cancellation) => Promise<string>) | null;
  /**
   * Writes on where an answer by this model was cut, with the same prompt.
   * @param maxTokens at most this many more.
   * @returns the whole answer, with a receipt of all of it.
   * @throws Failure `cancelled` when stopped, `model-incapable` if the model or the context is no
   * longer the same, and others by reason.
   */
  readonly continueAnswer:
    | ((
        continuation: Continuation,
        onEvent: (event: GenerateEvent) => void,
        cancellation: Cancellation,
      ) => Promise<Generation>)
    | null;
  /**
   * Computes an answer by this model again and compares.
   * @throws Failure by reason.
   */
  readonly replay:
    | ((
        receipt: Receipt,
        guessing: ReplayGuessing,
        cancellation: Cancellation,
      ) => Promise<ReplayOutcome>)
    | null;
}
