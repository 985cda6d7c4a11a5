import assert from 'node:assert/strict';
import fc from 'fast-check';
import { growingMarks } from '../../../src/core/answering/text/citationMarks.ts';
import { GrowingAnswer } from '../../../webview/answer/growingAnswer.ts';
import { parseAnswer } from '../../../webview/answer/markdown.ts';

const pieces = fc.constantFrom(
  ...['word ', 'So [1]', '[2', '`code`', '`', '**bold** ', '\n', '\n\n', '\n\n', '- item\n'],
  ...['1. one\n', '## Head\n\n', '```py\nx = [1]\n```\n\n', '```\n', '    indented\n', '> said\n'],
  ...['| a | b |\n|---|---|\n| c | d |\n\n', '---\n\n', 'text.\n\n', '\\*', '\r\n\r\n', '  '],
);
/** What a text of a whole looks like while it is written. */
const whole = (text: string) =>
  parseAnswer(text.slice(0, growingMarks(text).open), {
    citations: [],
    sentences: [],
    writing: true,
    sourceCount: 3,
  });

describe('an answer that grows', () => {
  it('has the blocks of the whole text after every piece', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const growing = new GrowingAnswer();
        let text = '';
        for (const part of parts) {
          text += part;
          assert.deepEqual(growing.blocks('a', text, 3), whole(text), JSON.stringify(text));
        }
      }),
    );
  });

  it('keeps its earlier blocks the same objects, so that a view can skip them', () => {
    const growing = new GrowingAnswer();
    const text = 'A sentence [1].\n\n'.repeat(20);
    const before = growing.blocks('a', text, 3);
    const after = growing.blocks('a', `${text}More.\n\n`, 3);
    assert.equal(after.length, 21);
    const kept = after.filter((block, index) => block === before[index]).length;
    assert.ok(kept >= 15, String(kept));
  });

  it('starts from the beginning for another answer, text or number of sources', () => {
    const growing = new GrowingAnswer();
    const text = 'A sentence [3].\n\n'.repeat(10);
    growing.blocks('a', text, 3);
    assert.deepEqual(growing.blocks('b', 'Other', 3), whole('Other'));
    growing.blocks('a', text, 2);
    assert.deepEqual(growing.blocks('a', text, 3), whole(text));
  });
});
