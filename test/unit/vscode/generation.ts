import type { ReplayableGeneration } from '../../../src/core/ports/generation.ts';
import { sampleReceipt } from '../../support/indexes/sampleAnswers.ts';

const decoding = {
  strategy: 'sampling',
  temperature: 0.7,
  topK: 40,
  topP: 0.9,
  minP: 0,
  grounded: false,
  wording: 'sentences',
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
  receipt: { ...sampleReceipt, decoding, readChunks: [32, 518] },
  timings: {
    loadMs: 900,
    readMs: 2100,
    writeMs: 3000,
    promptTokens: 640,
    reusedTokens: 90,
    outputTokens: 41,
  },
};
