import { ThoughtFold } from '../../core/decoding/thoughtFold.ts';
import type { Generation } from '../../core/ports/generation.ts';
import type { CompletionChunk } from './completionChunk.ts';

/** Assembles an answer from its parts, without leading white space; thoughts are kept apart. */
export class ServedAnswer {
  readonly #fold = new ThoughtFold(false);
  text = '';
  /** All thoughts so far: those among the words, and those that the server sends apart. */
  thoughts = '';
  /** The server's name for its model; empty if it does not say. */
  model = '';
  /** The server's name for its own version (`system_fingerprint`); empty if it does not say. */
  build = '';
  promptTokens: number | null = null;
  outputTokens: number | null = null;
  reusedTokens = 0;
  /** Whether a word or a thought has arrived. */
  hasBegun = false;
  /** Why the server ended the answer; null until it has. */
  finish: string | null = null;

  /** @returns the text that is now certain; often empty. */
  take(chunk: CompletionChunk): string {
    this.model = chunk.model ?? this.model;
    this.build = chunk.system_fingerprint ?? this.build;
    this.promptTokens = chunk.usage?.prompt_tokens ?? this.promptTokens;
    this.outputTokens = chunk.usage?.completion_tokens ?? this.outputTokens;
    this.reusedTokens =
      chunk.usage?.prompt_tokens_details?.cached_tokens ??
      chunk.timings?.cache_n ??
      this.reusedTokens;
    const [choice] = chunk.choices ?? [];
    if (choice === undefined) return '';
    // Old versions of Ollama send an empty reason with each part.
    if ((choice.finish_reason ?? '') !== '') this.finish = choice.finish_reason ?? null;
    const { content, reasoning_content, reasoning } = choice.delta ?? choice.message ?? {};
    this.hasBegun ||= [content, reasoning_content, reasoning].some((one) => (one ?? '') !== '');
    this.thoughts += reasoning_content ?? reasoning ?? '';
    return this.#add(content ?? '', false);
  }

  /** @returns what was still held back. */
  end(): string {
    return this.#add('', true);
  }

  get stop(): Generation['stop'] {
    return this.finish === 'length' ? 'max-tokens' : 'end';
  }

  #add(piece: string, isLast: boolean): string {
    const { text, thought, retracts } = this.#fold.push(piece, isLast);
    this.thoughts += thought;
    if (retracts) this.text = '';
    const visible = this.text === '' ? text.trimStart() : text;
    this.text += visible;
    return visible;
  }
}
