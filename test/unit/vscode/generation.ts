import type { ReplayableGeneration } from '../../../src/core/ports/generation.ts';

const decoding = {
  strategy: 'sampling',
  temperature: 0.7,
  topK: 40,
  topP: 0.9,
  minP: 0,
  grounded: false,
  repeatPenalty: 1,
  seed: 7,
  maxTokens: 512,
} as const;
/** What a model did for one answer. */
export const generation: ReplayableGeneration = {
  text: 'yes',
  prompt: 'p',
  usedSources: [{ number: 1, lines: 2 }],
  droppedTurns: 0,
  stop: 'end',
  fewer: null,
  more: null,
  model: { name: 'SmolLM2', path: '/m.gguf' },
  receipt: {
    modelFile: { bytes: 1, modifiedMs: 2 },
    promptSha256: 'cafe',
    promptTokens: [1],
    outputTokens: [2],
    decoding,
    contextSize: 2048,
    readThreads: 2,
    writeThreads: 1,
    readChunks: [32, 518],
    batches: [1],
    guessedTokens: 6,
    acceptedTokens: 4,
    closeCalls: 0,
    rounding: 0.3,
    redirectedTokens: 0,
  },
  timings: {
    loadMs: 900,
    readMs: 2100,
    writeMs: 3000,
    promptTokens: 640,
    reusedTokens: 90,
    outputTokens: 41,
  },
};
