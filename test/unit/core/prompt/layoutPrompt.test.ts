import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFailure } from '../../../../src/core/errors.ts';
import type { PromptSource } from '../../../../src/core/ports/generation.ts';
import type { Tokenizer } from '../../../../src/core/ports/textModels.ts';
import { layoutPrompt } from '../../../../src/core/prompt/layoutPrompt.ts';
import { textSegments } from '../../../../src/core/prompt/textSegments.ts';

/** Counts words and marks, about as finely as a real vocabulary does. */
const tokenizer: Tokenizer = { count: (text) => text.match(/\w{1,5}|[^\w ]/g)?.length ?? 0 };
const limits = { roomTokens: 1536, frameTokens: 20, turnFrameTokens: 10, timeTokens: Infinity };

const source = (number: number, lines: number): PromptSource => ({
  number,
  label: `src/file${number}.ts:1-${lines}`,
  text: Array.from({ length: lines }, (_, i) => `line ${i + 1} of source ${number};`).join('\n'),
});
const base = {
  question: 'Where is it?',
  sources: [source(1, 10), source(2, 10)],
  history: [],
  budgetTokens: 900,
};

describe('layoutPrompt', () => {
  it('puts the sources before the question, best first', () => {
    const { user } = layoutPrompt(base, limits, tokenizer);
    const places = [
      '[1] src/file1.ts:1-10\nline 1',
      '[2] src/file2.ts:1-10\nline 1',
      'Answer this question from the sources above: Where is it?',
    ].map((text) => user.indexOf(text));
    assert(
      places.every((place, i) => place >= 0 && place > (places[i - 1] ?? -1)),
      String(places),
    );
  });

  it('asks for the answer in the language of the question', () => {
    for (const [question, instruction] of [
      ['세션은 언제 만료되나요?', 'sources above, in Korean: 세션은'],
      ['セッションの期限は?', 'sources above, in Japanese: セッション'],
      ['会话何时过期?', 'sources above, in Chinese: 会话'],
      ['Où est la session ?', 'sources above: Où'],
    ] as const)
      assert(layoutPrompt({ ...base, question }, limits, tokenizer).user.includes(instruction));
  });

  it('cuts the last source after a complete line and reports the lines included', () => {
    const { user, usedSources } = layoutPrompt(
      { ...base, sources: [source(1, 10), source(2, 400)] },
      limits,
      tokenizer,
    );
    const [, second] = usedSources;
    assert(second !== undefined && second.lines > 10 && second.lines < 400);
    assert(user.includes(`line ${second.lines} of source 2;\n\nAnswer this`));
  });

  it('drops whole sources that do not fit and names the ones included', () => {
    const { usedSources } = layoutPrompt(
      { ...base, sources: Array.from({ length: 40 }, (_, i) => source(i + 1, 12)) },
      limits,
      tokenizer,
    );
    assert(usedSources.length > 2 && usedSources.length < 40);
    assert.deepEqual(
      usedSources.map(({ number }) => number),
      usedSources.map((_, i) => i + 1),
    );
  });

  it('stays within the budget, and within the context whatever the budget', () => {
    const anySources = fc.array(fc.tuple(fc.integer({ min: 1, max: 80 })), { maxLength: 12 });
    fc.assert(
      fc.property(
        anySources,
        fc.integer({ min: 400, max: 4000 }),
        fc.integer({ min: 400, max: 4000 }),
        (lengths, budgetTokens, roomTokens) => {
          const sources = lengths.map(([lines], i) => source(i + 1, lines));
          const layout = layoutPrompt(
            { ...base, sources, budgetTokens },
            { ...limits, roomTokens },
            tokenizer,
          );
          const counted =
            limits.frameTokens + tokenizer.count(layout.system) + tokenizer.count(layout.user);
          assert.equal(layout.tokens, counted);
          assert(counted <= Math.min(budgetTokens, roomTokens));
        },
      ),
    );
  });

  it('drops sources to save time, but never any part of the best one', () => {
    const anySources = fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anySources, fc.integer({ min: 0, max: 1500 }), (lengths, timeTokens) => {
        const request = { ...base, sources: lengths.map((lines, i) => source(i + 1, lines)) };
        const layout = layoutPrompt(request, { ...limits, timeTokens }, tokenizer);
        const unhurried = layoutPrompt(request, limits, tokenizer);
        assert.deepEqual(layout.usedSources[0], unhurried.usedSources[0]);
        assert(layout.usedSources.length === 1 || layout.tokens <= timeTokens);
      }),
    );
  });

  it('leaves the best source about a chunk even if the question uses up the budget', () => {
    const question = Array.from({ length: 300 }, (_, i) => `word${i}`).join(' ');
    const layout = layoutPrompt({ ...base, question, budgetTokens: 200 }, limits, tokenizer);
    assert(layout.usedSources.length > 0);
  });

  it('keeps the newest turns complete and counts the dropped ones', () => {
    const history = Array.from({ length: 30 }, (_, i) => ({
      question: `question ${i}`,
      answer: `answer ${i} `.repeat(20),
    }));
    const { exchanges, droppedTurns } = layoutPrompt({ ...base, history }, limits, tokenizer);
    assert(exchanges.length > 0 && exchanges.length < 30);
    assert.equal(droppedTurns, 30 - exchanges.length);
    assert.match(exchanges.at(-1)!.user, /question 29$/);
    assert.equal(exchanges.at(-1)!.model, history[29]!.answer.trim());
  });

  it('refuses a question that does not fit rather than cutting it', () => {
    const question = 'why '.repeat(2000);
    assert.throws(
      () => layoutPrompt({ ...base, question }, limits, tokenizer),
      (error) => isFailure(error, 'context-too-small'),
    );
  });

  it('refuses a context too small for a single line of a source', () => {
    const roomTokens = layoutPrompt({ ...base, sources: [] }, limits, tokenizer).tokens + 5;
    assert.throws(
      () => layoutPrompt(base, { ...limits, roomTokens }, tokenizer),
      (error) => isFailure(error, 'context-too-small'),
    );
  });

  it('asks without sources if there are none', () => {
    assert.equal(layoutPrompt({ ...base, sources: [] }, limits, tokenizer).user, 'Where is it?');
  });
});

describe('textSegments', () => {
  const texts = fc
    .array(
      fc.constantFrom(
        '[INST]',
        '[/INST]',
        '<<SYS>>',
        '<</SYS>>',
        '\n',
        '\n\n',
        ' ',
        'a',
        '[1] x',
        '</s>',
      ),
    )
    .map((parts) => parts.join(''));

  it('joins up to exactly the text', () => {
    fc.assert(fc.property(texts, (text) => textSegments(text).join('') === text));
  });

  it('never leaves a template mark in one piece', () => {
    fc.assert(
      fc.property(texts, (text) =>
        textSegments(text).every((segment) => !/\[\/?INST\]|<<\/?SYS>>/.test(segment)),
      ),
    );
  });
});
