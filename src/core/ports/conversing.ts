import type { Decoding } from '../domain.ts';
import type { Cancellation } from './cancellation.ts';
import type { GenerateEvent, Generation } from './generation.ts';

/** A message of another chat's conversation: no sources, no instructions are added. */
export interface PlainMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

export interface ConverseRequest {
  /** Oldest first. */
  readonly messages: readonly PlainMessage[];
  /** Its words are free: without sources there is nothing to ground them in. */
  readonly decoding: Decoding;
}

export interface Reply {
  readonly text: string;
  readonly stop: Generation['stop'];
  /** Number of earlier messages for which there was no room. */
  readonly droppedMessages: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
}

/** What a chat model does for other programs than our own chat. */
export interface ConversingModel {
  /**
   * Answers the last message. Waits until what our own chat was asked is answered; a question that
   * is asked there later stops it.
   * @throws Failure `cancelled` when stopped; `context-too-small` if the system messages and the
   * last one do not fit; others by reason.
   */
  converse(
    request: ConverseRequest,
    onEvent: (event: GenerateEvent) => void,
    cancellation: Cancellation,
  ): Promise<Reply>;
  /** The tokens of a text, without those of a template; null while the model is not loaded. */
  countTokens(text: string): Promise<number | null>;
}
