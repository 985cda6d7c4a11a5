import * as v from 'valibot';
import { wordings } from '../../../core/domain.ts';
import type { Decoding } from '../../../core/domain.ts';
import type { Generation } from '../../../core/ports/generation.ts';
import type { Receipt } from '../../../core/ports/receipt.ts';

/**
 * How a model came to an answer, as it is saved: all of it except the words, which are the entry's,
 * and the offers to ask again, because how long they take depends on what is in memory.
 */
export type SavedGeneration = Omit<Generation, 'text' | 'thoughts' | 'fewer' | 'more'>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const counts = v.array(count);

const decoding: v.GenericSchema<unknown, Decoding> = v.object({
  strategy: v.picklist(['greedy', 'sampling']),
  temperature: v.number(),
  topK: v.number(),
  topP: v.number(),
  minP: v.number(),
  repeatPenalty: v.number(),
  seed: v.number(),
  maxTokens: count,
  grounded: v.boolean(),
  wording: v.optional(v.picklist(wordings), 'sentences'),
});

const receipt: v.GenericSchema<unknown, Receipt> = v.object({
  modelFile: v.object({ bytes: v.number(), modifiedMs: v.number() }),
  promptSha256: v.string(),
  promptTokens: v.pipe(counts, v.minLength(1)),
  outputTokens: counts,
  decoding,
  contextSize: count,
  readThreads: count,
  writeThreads: count,
  readChunks: counts,
  batches: counts,
  guessedTokens: count,
  acceptedTokens: count,
  closeCalls: count,
  rounding: v.number(),
  redirectedTokens: count,
  quotable: v.optional(v.array(v.object({ source: count, first: count, last: count })), []),
});

export const savedGeneration: v.GenericSchema<unknown, SavedGeneration> = v.object({
  prompt: v.string(),
  usedSources: v.array(v.object({ number: count, lines: count, inPrompt: v.exactOptional(count) })),
  droppedTurns: count,
  stop: v.picklist(['end', 'max-tokens', 'repetition']),
  model: v.object({ name: v.string(), path: v.nullable(v.string()) }),
  served: v.exactOptional(v.object({ host: v.string(), build: v.string(), decoding })),
  receipt: v.nullable(receipt),
  timings: v.object({
    loadMs: v.number(),
    readMs: v.number(),
    writeMs: v.number(),
    promptTokens: count,
    reusedTokens: count,
    outputTokens: count,
    areEstimates: v.exactOptional(v.boolean()),
  }),
});

/** What is saved of a generation. */
export function toSavedGeneration(generation: Generation): SavedGeneration {
  const { prompt, usedSources, droppedTurns, stop, model, served, receipt, timings } = generation;
  return {
    prompt,
    usedSources,
    droppedTurns,
    stop,
    model,
    ...(served === undefined ? {} : { served }),
    receipt,
    timings,
  };
}
