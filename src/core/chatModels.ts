import type {
  AnsweringModel,
  Cancellation,
  GenerateEvent,
  GenerateRequest,
  Generation,
  Receipt,
  ReplayGuessing,
  ReplayOutcome,
} from './ports.ts';

/** Where chat models come from. The engine knows a model by this port alone. */
export interface ChatModels {
  /**
   * The chat model in use, or null where there is none. Loads nothing.
   * @throws Failure by reason, where the settings name a model that cannot be used.
   */
  find(): Promise<ChatModel | null>;
  /** The model that gave an answer, even if another is in use; null where it cannot be reached. */
  thatAnswered(model: AnsweringModel): Promise<ChatModel | null>;
}

/** A chat model. What not every model can do is null where this one cannot. */
export interface ChatModel {
  readonly name: string;
  /** Most tokens that prompt and answer may take together. */
  readonly contextSize: number;
  /** @throws Failure `cancelled` when stopped, and others by reason. */
  generate(
    request: GenerateRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Generation>;
  /**
   * Reads the sources of a question that is still being typed.
   * @returns how many tokens are read.
   * @throws Failure `cancelled` when something else was asked, and others by reason.
   */
  readonly readAhead:
    ((request: GenerateRequest, cancellation: Cancellation) => Promise<number>) | null;
  /** The exact prompt that `generate` would read now. @throws Failure by reason. */
  readonly previewPrompt:
    ((request: GenerateRequest, cancellation: Cancellation) => Promise<string>) | null;
  /** Computes an answer of this model again and compares. @throws Failure by reason. */
  readonly replay:
    | ((
        receipt: Receipt,
        guessing: ReplayGuessing,
        cancellation: Cancellation,
      ) => Promise<ReplayOutcome>)
    | null;
}
