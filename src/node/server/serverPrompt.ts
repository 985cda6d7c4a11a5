import { Failure } from '../../core/errors.ts';
import type { GenerateRequest } from '../../core/ports/generation.ts';
import { layoutPrompt } from '../../core/prompt/layoutPrompt.ts';
import type { PromptLayout } from '../../core/prompt/layoutPrompt.ts';
import { wording } from '../../core/texts/wording.ts';
import type { ChatMessage, LlamaServer } from './llamaServer.ts';
import { answerTokens } from '../../core/prompt/answerTokens.ts';

/** Approximate number of tokens that a template takes around a message. */
const frameTokens = 8;
/**
 * Bytes of UTF-8 per token, until a server reports better. Measured on source code and Markdown:
 * 3.1 to 3.4 with Llama-2's vocabulary, 3.2 to 3.7 with SmolLM2's. A slightly lower value means
 * that no prompt is cut.
 */
export const usualBytesPerToken = 3;
/**
 * Acceptable ratios of the count to the estimate. An estimate above the count may be further off.
 */
const closeEnough = { low: 0.93, high: 1.02 };
const maxLayouts = 4;

/** A prompt as it is sent, and what is known about its size. */
export interface ServerPrompt {
  readonly layout: PromptLayout;
  readonly messages: readonly ChatMessage[];
  /** The exact prompt if the server renders it, otherwise the messages as they are sent. */
  readonly text: string;
  readonly tokens: number;
  /** Whether `tokens` was counted by the server; otherwise it is an estimate. */
  readonly isCounted: boolean;
  /** As counted by the server, or as used for the estimate. */
  readonly bytesPerToken: number;
}

export interface ServerPromptOptions {
  readonly contextSize: number;
  /** As learned from earlier prompts. */
  readonly bytesPerToken: number;
  readonly llama: LlamaServer | null;
}

/**
 * Chooses what is sent. llama.cpp's server counts the tokens of each attempt, and the prompt is
 * laid out again until its estimate is right. With other servers, the estimate has to suffice.
 * @throws Failure `context-too-small`, and others by reason.
 */
export async function makeServerPrompt(
  request: GenerateRequest,
  { contextSize, bytesPerToken: learned, llama }: ServerPromptOptions,
  signal: AbortSignal,
): Promise<ServerPrompt> {
  const reserved = answerTokens(contextSize, request.decoding.maxTokens);
  const limits = {
    roomTokens: contextSize - reserved,
    frameTokens: 2 * frameTokens,
    turnFrameTokens: 2 * frameTokens,
    timeTokens: Infinity,
  };
  let bytesPerToken = learned;
  for (let attempt = 1; ; attempt++) {
    const layout = layoutPrompt(request, limits, {
      count: (text) => Math.ceil(Buffer.byteLength(text) / bytesPerToken),
    });
    const messages = toMessages(layout);
    if (llama === null)
      return {
        layout,
        messages,
        text: messages.map(({ role, content }) => `${role}:\n${content}`).join('\n\n'),
        tokens: layout.tokens,
        isCounted: false,
        bytesPerToken,
      };
    const { prompt: text, tokens } = await llama.render(messages, signal);
    const ratio = tokens / layout.tokens;
    const isLast = attempt === maxLayouts;
    if (isLast && tokens > limits.roomTokens)
      throw new Failure(
        'context-too-small',
        wording(
          'The prompt takes {tokens} tokens; {room} fit. The setting askWorkspace.chatModel.contextSize, or the server, can allow more.',
          { tokens, room: limits.roomTokens },
        ),
      );
    if (isLast || (ratio >= closeEnough.low && ratio <= closeEnough.high))
      return { layout, messages, text, tokens, isCounted: true, bytesPerToken };
    bytesPerToken /= Math.min(4, Math.max(1 / 4, ratio));
  }
}

function toMessages({ system, exchanges, user }: PromptLayout): readonly ChatMessage[] {
  return [
    { role: 'system', content: system },
    ...exchanges.flatMap((exchange): ChatMessage[] => [
      { role: 'user', content: exchange.user },
      { role: 'assistant', content: exchange.model },
    ]),
    { role: 'user', content: user },
  ];
}
