import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.nullish(v.fallback(v.string(), ''));
const message = v.nullish(
  v.object({
    content: text,
    /**
     * The field for thoughts in llama.cpp, DeepSeek and older vLLM; `reasoning` in vLLM and Ollama.
     */
    reasoning_content: text,
    reasoning: text,
  }),
);

/**
 * A part of a streamed answer, or all of one that is not streamed. Strict about the text, lenient
 * about the rest: an implausible count is dropped without losing the answer.
 */
export const CompletionChunk = v.looseObject({
  error: v.optional(v.unknown()),
  model: v.nullish(v.fallback(v.string(), '')),
  system_fingerprint: v.nullish(v.fallback(v.string(), '')),
  choices: v.nullish(
    v.array(v.object({ delta: message, message, finish_reason: v.nullish(v.string()) })),
  ),
  usage: v.fallback(
    v.nullish(
      v.object({
        prompt_tokens: count,
        completion_tokens: count,
        prompt_tokens_details: v.nullish(v.object({ cached_tokens: v.nullish(count) })),
      }),
    ),
    null,
  ),
  prompt_progress: v.fallback(
    v.nullish(
      v.object({ total: count, cache: count, processed: count, time_ms: v.nullish(v.number()) }),
    ),
    null,
  ),
  timings: v.fallback(v.nullish(v.object({ cache_n: v.nullish(count) })), null),
});

export type CompletionChunk = v.InferOutput<typeof CompletionChunk>;
