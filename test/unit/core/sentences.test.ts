import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitSentences } from '../../../src/core/answering/text/sentences.ts';

function sentencesOf(text: string): readonly string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

/** Markdown as models write it, and worse. */
const markdown = fc
  .array(
    fc.constantFrom(
      'Flask',
      'matches',
      'e.g.',
      'i.e.',
      'etc.',
      '`app.py`',
      '`a. B`',
      'app.py:3',
      '3.14',
      '[1]',
      '[1, 2]',
      '[3][4]',
      '.',
      '!',
      '?',
      '...',
      '。',
      'あ',
      '**bold.**',
      '*',
      '_x_',
      '(see it.)',
      '"Yes."',
      '\n',
      '\n\n',
      '\n- ',
      '\n1. ',
      '\n## ',
      '\n> ',
      '\n```\n',
      '\n~~~py\n',
      '`',
      '``',
      '| a | b |',
      ' ',
      '\t',
      '\r\n',
      '[link](http://a.b)',
      '😀',
      '\u0301',
    ),
  )
  .map((parts) => parts.join(' '));

describe('splitSentences', () => {
  it('ends a sentence at full stops, question and exclamation marks', () => {
    assert.deepEqual(sentencesOf('It works. Does it? Yes!'), ['It works.', 'Does it?', 'Yes!']);
  });

  it('keeps abbreviations, initials and numbers inside a sentence', () => {
    const text =
      'Use a hook, e.g. before_request, i.e. early (cf. the guide) since v3.1 by A. Ronacher ' +
      'et al. in No. 5.';
    assert.deepEqual(sentencesOf(text), [text]);
  });

  it('ends a sentence at etc. only before a capital', () => {
    assert.deepEqual(
      sentencesOf('GET, POST, etc. are methods. There are GET, POST, etc. They differ.'),
      ['GET, POST, etc. are methods.', 'There are GET, POST, etc.', 'They differ.'],
    );
  });

  it('keeps file names, lines and dotted names together', () => {
    assert.deepEqual(sentencesOf('See app.py:3 and flask.app.Flask. Then run it.'), [
      'See app.py:3 and flask.app.Flask.',
      'Then run it.',
    ]);
  });

  it('does not end a sentence within a code span', () => {
    assert.deepEqual(sentencesOf('Call `print("a. B")` first. Then stop.'), [
      'Call `print("a. B")` first.',
      'Then stop.',
    ]);
  });

  it('skips fenced code, even if the fence is still open', () => {
    assert.deepEqual(sentencesOf('Before.\n```python\nx = 1. Y\n```\nAfter.\n~~~\nz. Z'), [
      'Before.',
      'After.',
    ]);
  });

  it('distinguishes a fence in a list item from three backticks within a line', () => {
    assert.deepEqual(sentencesOf('- ```py\n  x. Y\n  ```\n- ```in a. Line``` is code. After.'), [
      '```in a. Line``` is code.',
      'After.',
    ]);
  });

  it('makes every list item, heading and table row a sentence, without its mark', () => {
    assert.deepEqual(
      sentencesOf(
        '## Order\nFirst this:\n- one\n- two. Two b\n1. three\n| a | b |\n|---|---|\n| c | d ' +
          '|\n> quoted\n> text',
      ),
      [
        'Order',
        'First this:',
        'one',
        'two.',
        'Two b',
        'three',
        '| a | b |',
        '| c | d |',
        'quoted\n> text',
      ],
    );
  });

  it('joins the lines of a paragraph', () => {
    assert.deepEqual(sentencesOf('One sentence\nover two lines. Another.'), [
      'One sentence\nover two lines.',
      'Another.',
    ]);
  });

  it('assigns a source mark after the full stop to the sentence before it', () => {
    assert.deepEqual(sentencesOf('They are sorted. [1] Then used.[2][3] Done.'), [
      'They are sorted. [1]',
      'Then used.[2][3]',
      'Done.',
    ]);
  });

  it('includes emphasis, quotes and brackets after the full stop', () => {
    assert.deepEqual(sentencesOf('**It is bold.** "He said so." (It is true.) End.'), [
      '**It is bold.**',
      '"He said so."',
      '(It is true.)',
      'End.',
    ]);
  });

  it('splits Chinese and Japanese, which have no space between sentences', () => {
    assert.deepEqual(sentencesOf('これは文です。次の文です。'), ['これは文です。', '次の文です。']);
  });

  it('returns ranges that are in order, disjoint, within the text and not blank', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { start, end } of splitSentences(text)) {
          assert(start >= last && end > start && end <= text.length);
          assert.equal(text.slice(start, end), text.slice(start, end).trim());
          last = end;
        }
      }),
    );
  });

  it('covers every letter outside fenced code', () => {
    fc.assert(
      fc.property(
        markdown.filter((text) => !/```|~~~/.test(text)),
        (text) => {
          const covered = splitSentences(text);
          for (const { index } of text.matchAll(/\p{L}/gu)) {
            assert(
              covered.some(({ start, end }) => start <= index && index < end),
              `offset ${index} of ${JSON.stringify(text)}`,
            );
          }
        },
      ),
    );
  });
});
