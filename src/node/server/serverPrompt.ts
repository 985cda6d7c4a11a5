import { Failure } from '../../core/errors.ts';
import type { GenerateRequest } from '../../core/ports.ts';
import { layoutPrompt } from '../../core/prompt/layoutPrompt.ts';
import type { PromptLayout } from '../../core/prompt/layoutPrompt.ts';
import type { ChatMessage, LlamaServer } from './llamaServer.ts';

/** Part of the context that is kept for the answer where fewer tokens are wanted than that. */
const answerShare = 1 / 4;
/** What a template takes around a message, about. */
const frameTokens = 8;
/**
 * Bytes of UTF-8 a token, before a server has said better. Measured on source code and Markdown:
 * 3.1 to 3.4 with Llama-2's vocabulary, 3.2 to 3.7 with SmolLM2's; a little less cuts no prompt.
 */
export const usualBytesPerToken = 3;
/** An estimate this close to the count is good enough; above the count it may be further off. */
const closeEnough = { low: 0.93, high: 1.02 };
const maxLayouts = 4;

/** A prompt as it is sent, and what is known of its size. */
export interface ServerPrompt {
  readonly layout: PromptLayout;
  readonly messages: readonly ChatMessage[];
  /** The exact prompt where the server renders it, else the messages as they are sent. */
  readonly text: string;
  readonly tokens: number;
  /** Whether `tokens` was counted by the server; otherwise it is an estimate. */
  readonly isCounted: boolean;
  /** As far as counted; what the estimate was made with otherwise. */
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
 * laid out again until its estimate is right; elsewhere the estimate has to do.
 * @throws Failure `context-too-small`, and others by reason.
 */
export async function makeServerPrompt(
  request: GenerateRequest,
  { contextSize, bytesPerToken: learned, llama }: ServerPromptOptions,
  signal: AbortSignal,
): Promise<ServerPrompt> {
  const answerTokens = Math.min(request.decoding.maxTokens, Math.floor(contextSize * answerShare));
  const limits = {
    roomTokens: contextSize - answerTokens,
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
        `The prompt takes ${tokens} tokens; ${limits.roomTokens} fit. The setting ` +
          'askWorkspace.chatModel.contextSize, or the server, can allow more.',
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
