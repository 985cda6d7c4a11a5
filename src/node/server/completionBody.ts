import type { Decoding } from '../../core/domain.ts';
import type { ChatMessage } from './llamaServer.ts';

/** The parameters of a request for an answer. */
export interface CompletionAsked {
  readonly messages: readonly ChatMessage[];
  /** Null if the server has only one. */
  readonly model: string | null;
  readonly decoding: Decoding;
  /** Whether llama.cpp's own fields are understood; other servers reject unknown fields. */
  readonly isLlamaServer: boolean;
}

/** The body of `POST /chat/completions`. */
export function completionBody({
  messages,
  model,
  decoding,
  isLlamaServer,
}: CompletionAsked): object {
  const isGreedy = decoding.strategy === 'greedy' || decoding.temperature === 0;
  return {
    ...(model === null ? {} : { model }),
    messages,
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: decoding.maxTokens,
    ...(isGreedy
      ? { temperature: 0 }
      : { temperature: decoding.temperature, top_p: decoding.topP, seed: decoding.seed }),
    ...(isLlamaServer ? { cache_prompt: true, return_progress: true } : {}),
    ...(isLlamaServer && !isGreedy
      ? { top_k: decoding.topK, min_p: decoding.minP, repeat_penalty: decoding.repeatPenalty }
      : {}),
  };
}
