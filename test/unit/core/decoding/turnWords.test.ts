import assert from 'node:assert/strict';
import { findTurn, turnWords } from '../../../../src/core/decoding/turnWords.ts';

describe('the words that begin the next turn', () => {
  for (const [between, ends, words] of [
    ['</s><s>[INST] ', ['</s>', '<s>'], '[INST]'],
    ['<|im_end|>\n<|im_start|>user\n', ['<|im_end|>'], '<|im_start|>user'],
    ['\n\n### Human:\n', ['</s>'], '### Human:'],
    ['<|im_end|>\n<|im_start|>user\n', [], '<|im_start|>user'],
    ['<end_of_turn>\n<start_of_turn>user\n', [], '<start_of_turn>user'],
    ['<|im_end|>\n<|im_start|>user\n', ['<|im_start|>', '<|im_end|>'], '<|im_start|>user'],
    ['\nuser\n', [], ''],
    ['\nUser: ', [], 'User:'],
    ['</s>', ['</s>'], ''],
    ['', [], ''],
  ] as const) {
    const text = JSON.stringify(between);
    it(`are ${JSON.stringify(words)} in ${text} with ${ends.length} known ends`, () => {
      assert.equal(turnWords(between, ends), words);
    });
  }

  it('count only where a message may begin, not where the text mentions them', () => {
    for (const [text, words, index] of [
      ['Yes.\nUser: and why?', 'User:', 5],
      ['The field is User: a name.', 'User:', -1],
      ['Yes. [INST] and why?', '[INST]', 5],
      ['Llama-2 reads `[INST]` there.', '[INST]', -1],
      ['Yes.\n\n### Human: and why?', '### Human:', 6],
      ['Yes.', '', -1],
    ] as const)
      assert.equal(findTurn(text, words), index, text);
  });
});
