import assert from 'node:assert/strict';
import type { Answer } from '../../../../src/core/answering/answer.ts';
import type { Generation } from '../../../../src/core/ports/generation.ts';
import type { Receipt } from '../../../../src/core/ports/receipt.ts';
import { receiptText, replayWords } from '../../../../src/vscode/text/receiptText.ts';
import { generation } from '../generation.ts';
import { hit } from '../hits.ts';

const timings = { lexicalMs: 1, embedMs: 0, denseMs: 0, fusionMs: 0, packMs: 0, totalMs: 2 };
const answer = {
  result: {
    hits: [hit({ text: 'a\nb' }, 12)],
    meaningSearch: 'absent',
    generations: { '/work/flask': 12 },
    timings,
  },
  text: 'yes',
  citations: [],
  sentences: [],
  generation,
} as const satisfies Answer;

describe('the receipt of an answer', () => {
  it('contains what is needed to replay the answer', () => {
    const text = receiptText(answer, { sha256: 'beef', isThere: true });
    for (const part of [
      'SmolLM2, sha256 beef',
      'generation 12 of /work/flask',
      '2 chunks of 32, 518 tokens',
      'sha256 cafe',
      'seed 7',
      'context of 2048',
      '4 of 6 tokens',
      '[1] src/app.py:12-13, 2 lines',
    ])
      assert.ok(text.includes(part), part);
  });

  it('says which lines an answer made of quotations could choose from', () => {
    const words = (quotable: Receipt['quotable']): string =>
      receiptText(
        { ...answer, generation: { ...generation, receipt: { ...generation.receipt, quotable } } },
        { sha256: 'beef', isThere: true },
      );
    assert.match(
      words([
        { source: 1, first: 12, last: 13 },
        { source: 2, first: 4, last: 4 },
      ]),
      /- made of lines, chosen from \[1:12-13\], \[2:4-4\]\n/,
    );
    assert.doesNotMatch(words([]), /made of lines/);
  });

  it('says how many decisions might change without guessing, and by what margin', () => {
    const words = (changes: Partial<Receipt>): string =>
      receiptText(
        {
          ...answer,
          generation: { ...generation, receipt: { ...generation.receipt, ...changes } },
        },
        { sha256: 'beef', isThere: true },
      );
    assert.match(words({}), /no decision was closer than 0\.30/);
    assert.match(words({ closeCalls: 2, rounding: 0.418 }), /2 decisions were closer than 0\.42/);
    assert.match(words({ guessedTokens: 0 }), /guessed from the sources: nothing/);
  });

  it('says whether names and numbers were restricted to the sources, and the effect', () => {
    const words = (grounded: boolean, redirectedTokens: number): string => {
      const receipt = { ...generation.receipt, redirectedTokens };
      const decoding = { ...receipt.decoding, grounded };
      return receiptText(
        { ...answer, generation: { ...generation, receipt: { ...receipt, decoding } } },
        { sha256: 'beef', isThere: true },
      );
    };
    assert.match(words(false, 0), /code names, numbers and quotations: any\n/);
    assert.match(words(true, 0), /question alone; the model wanted no others/);
    assert.match(words(true, 2), /2 tokens in place of others/);
  });

  it('says whether a missing checksum will still be computed', () => {
    assert.match(
      receiptText(answer, { sha256: null, isThere: true }),
      /SmolLM2, sha256 is being computed/,
    );
    assert.match(
      receiptText(answer, { sha256: null, isThere: false }),
      /SmolLM2, sha256 was not computed before the file changed/,
    );
  });

  it('works without a receipt, and says that the answer cannot be replayed', () => {
    const model = { name: 'Served', path: null };
    const text = receiptText(
      { ...answer, generation: { ...generation, model, receipt: null } },
      null,
    );
    for (const part of [
      '- model: Served\n',
      'generation 12 of /work/flask',
      '640 tokens (90 of them were read before)\n',
      '41 tokens, ended by the model',
      'cannot be replayed',
      '[1] src/app.py:12-13, 2 lines',
    ])
      assert.ok(text.includes(part), part);
    assert.doesNotMatch(text, /sha256|undefined|null/);
  });

  it('says which server answered, the settings sent, and that counts are estimates', () => {
    const text = receiptText(
      {
        ...answer,
        generation: {
          ...generation,
          model: { name: 'qwen', path: null },
          served: {
            host: 'gpu.local:8080',
            build: 'b7',
            decoding: { ...generation.receipt.decoding, strategy: 'greedy', maxTokens: 99 },
          },
          receipt: null,
          timings: { ...generation.timings, areEstimates: true },
        },
      },
      null,
    );
    for (const part of [
      '- answered by gpu.local:8080, which calls itself b7\n',
      '- decoding asked for: greedy, at most 99 tokens\n',
      'prompt: about 640 tokens',
      'answer: about 41 tokens',
    ])
      assert.ok(text.includes(part), part);
  });

  it('says who ended the answer', () => {
    const ended = (stop: Generation['stop']): string =>
      receiptText(
        { ...answer, generation: { ...generation, stop } },
        { sha256: 'beef', isThere: true },
      );
    assert.match(ended('end'), /ended by the model/);
    assert.match(ended('max-tokens'), /ended by the maximum length/);
    assert.match(ended('repetition'), /the model repeated itself/);
  });
});

describe('the words for a replay', () => {
  it('say that it is the same, or at which token it differs and by how much', () => {
    assert.equal(
      replayWords({ same: true, text: 'yes' }, 'as recorded'),
      'The same answer again, byte for byte.',
    );
    assert.match(
      replayWords({ same: false, text: 'no', index: 4, logitGap: 0.0031 }, 'as recorded'),
      /token 5 on; .* 0\.0031 apart/,
    );
    assert.match(
      replayWords({ same: false, text: 'no', index: 0, logitGap: null }, 'as recorded'),
      /token 1 on\.$/,
    );
    assert.match(
      replayWords({ same: true, text: 'yes' }, 'none'),
      /again, written without guesses, byte/,
    );
  });
});
