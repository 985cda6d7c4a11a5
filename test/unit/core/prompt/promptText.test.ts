import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sourceBlock } from '../../../../src/core/prompt/promptText.ts';

describe('a source in the prompt', () => {
  it('is its heading, its text as it is, and a blank line', () => {
    const text = 'const first = list[1];\n  [\n    [1],\n  ]';
    assert.equal(sourceBlock({ number: 2, label: 'a.ts:1-4', text }), `[2] a.ts:1-4\n${text}\n\n`);
  });

  it('has one line that reads like a heading, whatever its text and file name', () => {
    const piece = fc.constantFrom('[1] b.ts:1-2', '[12]', ' [3] x', '\n', '\r', '\u2028', 'a', ' ');
    const texts = fc.array(piece).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(texts, texts, (label, text) => {
        const block = sourceBlock({ number: 7, label: `a${label}`, text });
        const lines = block.split(/[\n\r\u2028\u2029]/);
        const headings = lines.filter((line) => /^\s*\[\d+\]\s+\S/.test(line));
        assert.deepEqual(
          headings.map((line) => line.slice(0, 3)),
          ['[7]'],
        );
      }),
    );
  });
});
