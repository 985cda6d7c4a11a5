import type { Token } from 'node-llama-cpp';
import { layoutFollowUp } from '../../core/prompt/layoutFollowUp.ts';
import type { StandingConversation } from '../../core/prompt/layoutFollowUp.ts';
import { layoutPrompt } from '../../core/prompt/layoutPrompt.ts';
import type { PromptLayout, PromptLimits } from '../../core/prompt/layoutPrompt.ts';
import type { GenerateRequest } from '../../core/ports/generation.ts';
import type { Tokenizer } from '../../core/ports/textModels.ts';

/** An answer as it is in the context. */
export interface WrittenAnswer {
  /** As the user sees it. */
  readonly text: string;
  /** As the model wrote it, and the tokens that it used. */
  readonly raw: string;
  readonly tokens: readonly Token[];
}

/**
 * The conversation in the context, kept so that a follow-up reads only what is new. It lives as
 * long as the context.
 */
export class ModelConversation {
  #standing: StandingConversation = { exchanges: [], tokens: 0 };
  #written = new Map<string, readonly Token[]>();

  /** The tokens of earlier answers by their text. */
  get written(): ReadonlyMap<string, readonly Token[]> {
    return this.#written;
  }

  /** @throws Failure `context-too-small`. */
  layout(request: GenerateRequest, limits: PromptLimits, tokenizer: Tokenizer): PromptLayout {
    return (
      layoutFollowUp(request, this.#standing, limits, tokenizer) ??
      layoutPrompt(request, limits, tokenizer)
    );
  }

  /**
   * Remembers the answer to a question whose prompt was laid out.
   * @param promptTokens length of the whole prompt.
   */
  add(question: string, layout: PromptLayout, promptTokens: number, answer: WrittenAnswer): void {
    const model = answer.raw.trim();
    const exchange = {
      user: layout.user,
      model,
      turn: { question, answer: answer.text },
      sources: layout.placed,
    };
    this.#standing = {
      exchanges: [...layout.exchanges, exchange],
      tokens: promptTokens + answer.tokens.length,
    };
    this.#remember(model, answer.tokens);
  }

  /**
   * Remembers that the last answer was continued. A conversation that ends in another answer is
   * forgotten, since it is no longer in the context.
   * @param before the last answer as it was.
   * @param promptTokens length of its whole prompt.
   */
  continued(before: string, promptTokens: number, answer: WrittenAnswer): void {
    const last = this.#standing.exchanges.at(-1);
    if (last?.turn.answer !== before) {
      this.forget();
      return;
    }
    const model = answer.raw.trim();
    const exchange = { ...last, model, turn: { ...last.turn, answer: answer.text } };
    this.#standing = {
      exchanges: [...this.#standing.exchanges.slice(0, -1), exchange],
      tokens: promptTokens + answer.tokens.length,
    };
    this.#remember(model, answer.tokens);
  }

  /** The context is about to have something else. */
  forget(): void {
    this.#standing = { exchanges: [], tokens: 0 };
  }

  /** @param model an answer of the conversation as the model wrote it. */
  #remember(model: string, tokens: readonly Token[]): void {
    const known = new Set(this.#standing.exchanges.map((one) => one.model));
    this.#written = new Map(
      [...this.#written, [model, tokens] as const].filter(([text]) => known.has(text)),
    );
  }
}
