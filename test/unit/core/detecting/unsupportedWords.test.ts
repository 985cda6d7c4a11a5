import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unsupportedWords } from '../../../../src/core/answering/detecting/unsupportedWords.ts';

/** The words found in a sentence whose pieces have these probabilities. */
function found(sentence: string, ...probabilities: readonly number[]): readonly string[] {
  const pieces = Array.from(sentence.matchAll(/\S+/g), ({ 0: piece, index }, place) => ({
    start: index,
    end: index + piece.length,
    probability: probabilities[place] ?? 0,
  }));
  return unsupportedWords(sentence, pieces).map(
    ({ start, end, probability }) => `${sentence.slice(start, end)} ${probability}`,
  );
}

describe('unsupportedWords', () => {
  it('joins neighbours, with the highest of their probabilities', () => {
    assert.deepEqual(found('It is never called here.', 0, 0.1, 0.6, 0.9, 0.2), [
      'never called 0.9',
    ]);
  });

  it('leaves out what is less likely than not', () => {
    assert.deepEqual(found('Half is enough.', 0.5, 0.49, 0), ['Half 0.5']);
  });

  it('leaves out punctuation, but keeps the marks of code and of shares', () => {
    assert.deepEqual(found('See (`close()`), twice.', 0, 0.9, 0), ['`close()` 0.9']);
    assert.deepEqual(found('At 50%, “full”.', 0, 0.9, 0), ['50% 0.9']);
    assert.deepEqual(found('Yes — no.', 0, 0.9, 0), []);
  });

  it('joins words over punctuation between them', () => {
    assert.deepEqual(found('Sorted - descending - always.', 0.7, 0, 0.8, 0, 0.1), [
      'Sorted - descending 0.8',
    ]);
  });

  it('gives ranges within the sentence, in order and apart, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        (sentence, probabilities) => {
          const pieces = Array.from(sentence.matchAll(/\S+/g), ({ 0: piece, index }, place) => ({
            start: index,
            end: index + piece.length,
            probability: probabilities[place] ?? 0,
          }));
          let last = -1;
          for (const { start, end, probability } of unsupportedWords(sentence, pieces)) {
            assert.ok(start > last && end > start && end <= sentence.length);
            assert.ok(probability >= 0.5 && probability <= 1);
            last = end;
          }
        },
      ),
    );
  });
});
