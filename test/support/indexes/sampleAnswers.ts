import type { AnswerRequest } from '../../../src/core/answering/answer.ts';
import type { Receipt } from '../../../src/core/ports/receipt.ts';

const greedy = {
  strategy: 'greedy',
  temperature: 0,
  topK: 1,
  topP: 1,
  minP: 0,
  grounded: false,
  wording: 'sentences',
  repeatPenalty: 1,
  seed: 0,
  maxTokens: 64,
} as const;

/** A first question to the folder `/w`. */
export const sampleRequest: AnswerRequest = {
  question: 'How are adapters sorted?',
  roots: ['/w'],
  filter: { paths: [], languages: [] },
  topK: 8,
  history: [],
  promptTokens: 900,
  decoding: greedy,
};

/** The receipt of a greedy answer of one token. */
export const sampleReceipt: Receipt = {
  modelFile: { bytes: 1, modifiedMs: 2 },
  promptSha256: 'cafe',
  promptTokens: [1],
  outputTokens: [2],
  decoding: greedy,
  contextSize: 2048,
  readThreads: 2,
  writeThreads: 1,
  readChunks: [],
  batches: [1],
  guessedTokens: 6,
  acceptedTokens: 4,
  closeCalls: 0,
  rounding: 0.3,
  redirectedTokens: 0,
  quotable: [],
};
