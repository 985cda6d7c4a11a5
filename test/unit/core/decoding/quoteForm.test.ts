import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AllowedWords } from '../../../../src/core/decoding/allowedWords.ts';
import { Grounding } from '../../../../src/core/decoding/grounding.ts';
import { QuoteForm, quoteBeginning } from '../../../../src/core/decoding/quoteForm.ts';
import type { QuotePlace } from '../../../../src/core/decoding/quoteForm.ts';
import { Quoting } from '../../../../src/core/decoding/quoting.ts';

const marks = [
  { source: 1, first: 14, last: 19 },
  { source: 2, first: 3, last: 3 },
  { source: 2, first: 30, last: 41 },
  { source: 3, first: 1, last: 6 },
];
const form = new QuoteForm(marks);

/** The state after a text; null if it must not be written. */
function after(text: string): QuotePlace | null {
  let place: QuotePlace | null = quoteBeginning;
  for (const character of text) if (place !== null) place = form.step(place, character);
  return place;
}

function isAnswer(text: string): boolean {
  const place = after(text);
  return place !== null && form.mayEnd(place);
}

/** Each token is a character; the last one ends the answer. */
const characters = [...Array.from('[]:-0123456789   \n.abcdefghijklmnopqrstuvwxyzT_`'), ''];
const texts = {
  textOf: ([token = 0]: readonly number[]) => characters[token] ?? '',
  tokenize: (text: string) => Array.from(text, (one) => characters.indexOf(one)),
};

describe('an answer made of quotations', () => {
  it('is lead-ins, each with a mark', () => {
    assert(isAnswer('The limit is set here [1:14-19]'));
    assert(isAnswer(' The limit is set here [1:14-19]'));
    assert(isAnswer('The limit is set here: [1:14-19]\n\nA test covers it. [2:3-3]'));
  });

  it('names no lines but the given ones', () => {
    assert.equal(after('The limit is set here [1:14-2'), null);
    assert.equal(after('The limit is set here [4'), null);
    assert.equal(after('The limit is set here [2]'), null);
  });

  it('quotes the same lines once, and at most three ranges', () => {
    assert.equal(after('The limit is here [3:1-6]\nSo it is read [3'), null);
    const three = 'The limit is set [1:14-19]\nA test covers it [2:3-3]\nThen see [2:30-41]';
    assert(isAnswer(three));
    assert.equal(after(`${three}\n`), null);
  });

  it('does not end before a mark, and nothing follows one on its line', () => {
    assert(!isAnswer('The limit is set here.'));
    assert.equal(after('The limit is set here [1:14-19].'), null);
  });

  it('has one short sentence before each mark', () => {
    assert.equal(after('[1:14-19]'), null);
    assert.equal(after('The limit is set here. It is ten'), null);
    assert.equal(after('word '.repeat(40)), null);
    assert.equal(after('The limit is in `get [1:14-19]'), null);
  });

  it('does not repeat a lead-in', () => {
    const first = 'The limit is set here [1:14-19]\n';
    assert.equal(after(`${first}The limit is set here [2:3-3]`), null);
    assert.notEqual(after(`${first}The limit was once higher [2:3-3]`), null);
  });

  it('is complete and has only given marks, whatever the model prefers', () => {
    const allowed = new AllowedWords('def get_rate(): 14\nthe code');
    fc.assert(
      fc.property(fc.array(fc.nat(996), { minLength: 900 }), fc.boolean(), (orders, grounded) => {
        const grounding = grounded ? new Grounding(allowed, texts) : null;
        const quoting = new Quoting(form, texts, grounding);
        let text = '';
        for (const order of orders) {
          const wanted = characters.map((_, token) => ({
            token,
            probability: ((token + 1) * (order + 1)) % 997,
          }));
          const [choice] = quoting.permitted(
            wanted.toSorted((a, b) => b.probability - a.probability),
            1,
          );
          assert(choice !== undefined, `nothing may follow ${JSON.stringify(text)}`);
          quoting.add(choice.token);
          if (characters[choice.token] === '') break;
          text += characters[choice.token] ?? '';
        }
        const found = text.match(/\[[^\]]*\]/g) ?? [];
        assert(found.length >= 1 && found.length <= 3, JSON.stringify(text));
        assert.equal(new Set(found).size, found.length);
        const known = marks.map(({ source, first, last }) => `[${source}:${first}-${last}]`);
        assert(found.every((mark) => known.includes(mark)));
      }),
      { numRuns: 60 },
    );
  });
});
