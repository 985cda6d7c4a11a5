import assert from 'node:assert/strict';
import type { PromptSource } from '../../../../src/core/ports/generation.ts';
import type { Tokenizer } from '../../../../src/core/ports/textModels.ts';
import { layoutFollowUp } from '../../../../src/core/prompt/layoutFollowUp.ts';
import type { StandingConversation } from '../../../../src/core/prompt/layoutFollowUp.ts';

const tokenizer: Tokenizer = { count: (text) => text.match(/\w{1,5}|[^\w ]/g)?.length ?? 0 };
const limits = { roomTokens: 1800, frameTokens: 20, turnFrameTokens: 10, timeTokens: Infinity };

const source = (number: number, name: string, lines = 10): PromptSource => ({
  number,
  label: `src/${name}.ts:1-${lines}`,
  text: Array.from({ length: lines }, (_, i) => `line ${i + 1} of ${name};`).join('\n'),
});

const turn = { question: 'Where is it?', answer: 'In a [1].' };
const standing: StandingConversation = {
  exchanges: [
    {
      user: 'sources and Where is it?',
      model: 'In a [1].',
      turn,
      sources: [source(1, 'a'), source(2, 'b')],
    },
  ],
  tokens: 400,
};
const asked = {
  question: 'And then?',
  sources: [source(1, 'c'), source(2, 'b')],
  history: [turn],
  budgetTokens: 900,
};

describe('layoutFollowUp', () => {
  it('places only new sources, with the next numbers, and maps all numbers back', () => {
    const layout = layoutFollowUp(asked, standing, limits, tokenizer);
    assert(layout !== null);
    assert.match(layout.user, /^\[3\] src\/c\.ts:1-10\nline 1 of c;/);
    assert(!layout.user.includes('src/b.ts'));
    assert.deepEqual(
      [...layout.numbers!],
      [
        [3, 1],
        [2, 2],
      ],
    );
    assert.deepEqual(layout.usedSources.map(({ number }) => number).toSorted(), [1, 2]);
  });

  it('places a source again when its text has changed', () => {
    const changed = { ...source(1, 'a'), text: 'something else' };
    const layout = layoutFollowUp({ ...asked, sources: [changed] }, standing, limits, tokenizer);
    assert.match(layout?.user ?? '', /^\[3\] src\/a\.ts:1-10\nsomething else/);
  });

  it('counts only the lines of a cut source that are in the context', () => {
    const cut: StandingConversation = {
      ...standing,
      exchanges: [
        {
          ...standing.exchanges[0]!,
          sources: [{ ...source(1, 'a'), text: 'line 1 of a;\nline 2 of a;' }],
        },
      ],
    };
    const layout = layoutFollowUp({ ...asked, sources: [source(1, 'a')] }, cut, limits, tokenizer);
    assert.deepEqual(layout?.usedSources, [{ number: 1, lines: 2 }]);
  });

  it('counts sources already in the context against the budget', () => {
    const many = [
      source(1, 'a'),
      source(2, 'b'),
      ...Array.from({ length: 9 }, (_, i) => source(i + 3, `new${i}`)),
    ];
    const layout = layoutFollowUp(
      { ...asked, sources: many, budgetTokens: 320 },
      standing,
      limits,
      tokenizer,
    );
    assert((layout?.placed.length ?? 9) <= 2);
  });

  it('remembers turns that were dropped before', () => {
    assert.equal(
      layoutFollowUp(
        { ...asked, history: [{ question: 'Long ago?', answer: 'Yes.' }, turn] },
        standing,
        limits,
        tokenizer,
      )?.droppedTurns,
      1,
    );
  });

  it('returns null for another, shorter or empty conversation, or a full context', () => {
    const none = [
      layoutFollowUp(
        { ...asked, history: [{ ...turn, answer: 'Elsewhere.' }] },
        standing,
        limits,
        tokenizer,
      ),
      layoutFollowUp({ ...asked, history: [] }, standing, limits, tokenizer),
      layoutFollowUp(asked, { exchanges: [], tokens: 0 }, limits, tokenizer),
      layoutFollowUp(asked, { ...standing, tokens: 1700 }, limits, tokenizer),
    ];
    assert.deepEqual(none, [null, null, null, null]);
  });
});
