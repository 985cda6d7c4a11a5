import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Token } from 'node-llama-cpp';
import { translateMarks } from '../../../src/core/answering/text/citationMarks.ts';
import { AnswerText } from '../../../src/node/llama/llamaAnswerText.ts';

/** A vocabulary whose tokens are the bytes of UTF-8, the hardest to stream. */
const bytes = { detokenize: (tokens: readonly Token[]) => Buffer.from(tokens).toString('utf8') };

const endWords = ['</s>', '<|im_end|>'];
const numbers = new Map([
  [1, 2],
  [2, 1],
  [10, 3],
]);

function stream(
  text: string,
  translation: ReadonlyMap<number, number> | null,
): { deltas: readonly string[]; answer: AnswerText } {
  const answer = new AnswerText(bytes, endWords, translation);
  const deltas: string[] = [];
  for (const byte of Buffer.from(text)) {
    deltas.push(answer.add(byte as Token));
    if (answer.ended) break;
  }
  return { deltas: [...deltas, answer.finish()], answer };
}

/** Half a character is shown as U+FFFD. A U+FFFD of the text's own would look the same. */
const isWhole = (text: string): boolean => !text.includes('\uFFFD');

const texts = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '[1]',
        ' [2]',
        '[10]',
        ' [7]',
        '[1, 2]',
        '[',
        '[1',
        ' ',
        'word',
        '😀',
        'é',
        '\n',
        '</s>',
        '<|im_end|>',
        '</',
        '<|im_',
        '`',
        '``',
        '```\n',
        '```py',
        '```markdown\n',
        '~~~\n',
        '- ',
        '    ',
        '(',
        '](',
        '[1-2]',
        '[Source 2]',
        '[^1]',
        '(source 1)',
        '【2】',
        'argv[1]',
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
  )
  .map((parts) => parts.join(''))
  .filter(isWhole);

const beforeEnd = (text: string) =>
  text.slice(
    0,
    Math.min(
      text.length,
      ...endWords.map((words) => text.indexOf(words)).filter((index) => index >= 0),
    ),
  );

describe('AnswerText', () => {
  it('emits exactly the text, without leading blanks, up to the end-of-message words', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { deltas, answer } = stream(text, null);
        assert.equal(deltas.join(''), beforeEnd(text.trimStart()));
        assert.equal(answer.text, deltas.join(''));
      }),
    );
  });

  it('translates marks as if the text came in one piece', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { deltas, answer } = stream(text, numbers);
        assert.equal(deltas.join(''), translateMarks(beforeEnd(text.trimStart()), numbers));
        assert.equal(answer.raw, beforeEnd(text.trimStart()));
      }),
    );
  });

  it('never emits half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).filter(isWhole), (text) =>
        stream(text, null).deltas.every((delta) => !delta.includes('\uFFFD')),
      ),
    );
  });

  it('does not wait forever for the rest of a character', () => {
    const answer = new AnswerText(bytes, [], null);
    const deltas = [0xf0, 0xff, 0xff, 0xff, 0x41].map((byte) => answer.add(byte as Token));
    assert.match(deltas.join('') + answer.finish(), /A$/);
  });
});

describe('translateMarks', () => {
  it('writes the user’s numbers, and removes other sources’ marks with their blank', () => {
    assert.equal(
      translateMarks('So [1]. And [7]. Both [1, 2], a list [x] and [10][2].', numbers),
      'So [2]. And. Both [2, 1], a list [x] and [3][1].',
    );
  });
});
