import assert from 'node:assert/strict';
import type { AnswerDetails } from '../../../src/core/conversation/chatState.ts';
import type { Generation } from '../../../src/core/ports/generation.ts';
import type { Receipt } from '../../../src/core/ports/receipt.ts';
import { finishedEvent } from '../../../src/vscode/chat/answerEvents.ts';
import { hit } from './hits.ts';

const receipt: Receipt = {
  modelFile: { bytes: 1, modifiedMs: 2 },
  promptSha256: 'cafe',
  promptTokens: [1],
  outputTokens: [2],
  decoding: {
    strategy: 'greedy',
    temperature: 0,
    topK: 1,
    topP: 1,
    minP: 0,
    grounded: false,
    repeatPenalty: 1,
    seed: 0,
    maxTokens: 64,
  },
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
};

function detailsOf(changes: Pick<Generation, 'model' | 'receipt'>): AnswerDetails | null {
  const timings = { lexicalMs: 1, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 2 };
  const event = finishedEvent('a', {
    result: { hits: [hit({ text: 'a' })], meaningSearch: 'ready', generations: {}, timings },
    text: 'yes',
    citations: [],
    sentences: [],
    generation: {
      text: 'yes',
      prompt: 'p',
      usedSources: [{ number: 1, lines: 1 }],
      droppedTurns: 0,
      stop: 'end',
      fewer: null,
      more: null,
      timings: {
        loadMs: 0,
        readMs: 0,
        writeMs: 0,
        promptTokens: 640,
        reusedTokens: 0,
        outputTokens: 41,
      },
      ...changes,
    },
  });
  assert(event.type === 'finished');
  return event.details;
}

describe('the details of a finished answer', () => {
  it('come from its receipt, which makes it replayable', () => {
    const details = detailsOf({ model: { name: 'A file', path: '/m.gguf' }, receipt });
    assert.deepEqual(
      [details?.modelName, details?.guessedTokens, details?.acceptedTokens, details?.canReplay],
      ['A file', 6, 4, true],
    );
  });

  it('offer no replay without a receipt', () => {
    const details = detailsOf({ model: { name: 'Served', path: null }, receipt: null });
    assert.deepEqual(
      [details?.modelName, details?.promptTokens, details?.guessedTokens, details?.canReplay],
      ['Served', 640, 0, false],
    );
  });
});
