import assert from 'node:assert/strict';
import fc from 'fast-check';
import { borders, lineBorders } from '../../../../src/core/retrieval/presenting/lineBorders.ts';

/** The cost of a cut before the line that contains `mark`. */
function before(mark: string, text: string): number | undefined {
  const lines = text.split('\n');
  return lineBorders(lines)[lines.findIndex((line) => line.includes(mark))];
}

describe('lineBorders', () => {
  it('has a cost for every line and the end, which is zero at both ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom('', '"""', '/*', '*/', 'f(', ')', '# x')), {
          minLength: 1,
        }),
        (lines) => {
          const costs = lineBorders(lines);
          assert.equal(costs.length, lines.length + 1);
          assert.deepEqual([costs[0], costs.at(-1)], [0, 0]);
          assert.ok(costs.every((cost) => cost >= 0 && cost <= borders.expression));
        },
      ),
    );
  });

  for (const [name, text, cost] of [
    ['a blank line', 'a = 1\n\nHERE = 2', borders.paragraph],
    ['statements', 'a = 1\nHERE = 2', borders.statement],
    ['a call over several lines', 'f(\n  a,\n  HERE', borders.expression],
    ['a chain that goes on', 'total = one +\n  HERE', borders.expression],
    ["a docstring's sentence", '"""Says a thing that\nHERE goes on."""', borders.sentence],
    ['two sentences of a docstring', '"""Says a thing.\nHERE is another."""', borders.statement],
    ['code behind a docstring', '"""Says a thing."""\nHERE = 1', borders.statement],
    ['a comment and its code', '// why it is so\nHERE = 1', borders.sentence],
    ['a decorator and its function', '@cached\ndef HERE():', borders.end],
    ['a head and its block', 'if x:\n    HERE = 1', borders.end],
    ['a block and its end', 'if (x) {\n  y();\n} // HERE', borders.end],
    [
      'a sentence of prose',
      'The adapter is mounted where\nHERE its prefix says.',
      borders.sentence,
    ],
  ] as const) {
    it(`recognises ${name}`, () => {
      assert.equal(before('HERE', text), cost);
    });
  }

  it('ignores an unbalanced bracket from the next blank line on', () => {
    assert.equal(before('HERE', 'sad = ":("\n\na = 1\nHERE = 2'), borders.statement);
  });
});
