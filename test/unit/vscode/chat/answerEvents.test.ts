import assert from 'node:assert/strict';
import type { AnswerDetails } from '../../../../src/core/conversation/chatState.ts';
import type { Generation } from '../../../../src/core/ports/generation.ts';
import { finishedEvent } from '../../../../src/vscode/chat/answerEvents.ts';
import { sampleReceipt as receipt } from '../../../support/indexes/sampleAnswers.ts';
import { hit } from '../hits.ts';

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
