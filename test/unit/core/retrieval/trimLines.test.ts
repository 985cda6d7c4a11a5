import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minGap, trimLines } from '../../../../src/core/retrieval/presenting/trimLines.ts';

const scored = fc.array(
  fc.record({
    line: fc.constantFrom('', 'some words', 'f(', ')', '  if x:', 'x'.repeat(90)),
    score: fc.constantFrom(0, 0, 0.5, 2),
  }),
  { minLength: 1, maxLength: 60 },
);

/** The parts as text, for a source whose lines with `word` match. */
function shown(
  text: string,
  word: string,
  budget: number,
  signature: string | null = null,
): string[] {
  const lines = text.split('\n');
  const parts = trimLines(
    lines,
    lines.map((line) => Number(line.includes(word))),
    signature === null ? null : lines.findIndex((line) => line.includes(signature)),
    budget,
  );
  return parts.map(({ first, last }) => lines.slice(first, last + 1).join('\n'));
}

const filler = (name: string, count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `    ${name}_${index} = prepare(${name}, ${index})`,
  ).join('\n');

describe('trimLines', () => {
  it('shows all of a text that fits the budget', () => {
    assert.deepEqual(trimLines(['a', 'b', 'c'], [0, 1, 0], 0, 100), [{ first: 0, last: 2 }]);
  });

  it('shows a matching line, whatever the budget', () => {
    fc.assert(
      fc.property(
        scored,
        fc.integer({ min: 1, max: 400 }),
        fc.option(fc.nat(59)),
        (text, budget, signature) => {
          const scores = text.map(({ line, score }) => (line === '' ? 0 : score));
          const parts = trimLines(
            text.map(({ line }) => line),
            scores,
            signature === null || signature >= text.length ? null : signature,
            budget,
          );
          if (scores.some((score) => score > 0))
            assert.ok(
              parts.some(({ first, last }) =>
                scores.slice(first, last + 1).some((score) => score > 0),
              ),
            );
        },
      ),
    );
  });

  it('returns at most two parts, in order, with at least the minimum gap between them', () => {
    fc.assert(
      fc.property(
        scored,
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(59),
        (text, budget, signature) => {
          const lines = text.map(({ line }) => line);
          const parts = trimLines(
            lines,
            text.map(({ score }) => score),
            Math.min(signature, lines.length - 1),
            budget,
          );
          assert.ok(parts.length === 1 || parts.length === 2);
          for (const { first, last } of parts)
            assert.ok(first >= 0 && first <= last && last < lines.length);
          const [upper, lower] = parts;
          if (upper !== undefined && lower !== undefined)
            assert.ok(lines.slice(upper.last + 1, lower.first).join('\n').length + 2 >= minGap);
        },
      ),
    );
  });

  it('stays within the budget, except for a longer line or head and short ends', () => {
    fc.assert(
      fc.property(scored, fc.integer({ min: 100, max: 800 }), (text, budget) => {
        const lines = text.map(({ line }) => line);
        const [{ first, last } = { first: 0, last: 0 }] = trimLines(
          lines,
          text.map(({ score }) => score),
          null,
          budget,
        );
        assert.ok(lines.slice(first, last + 1).join('\n').length <= 1.5 * budget + minGap);
      }),
    );
  });

  it('shows the best match with lines around it', () => {
    const lines = Array.from({ length: 60 }, (_, line) => `line_${line} = some(words)`);
    const [part, ...more] = trimLines(
      lines,
      lines.map((_, line) => ({ 5: 1, 25: 3, 45: 2 })[line] ?? 0),
      null,
      200,
    );
    assert.ok(part !== undefined && more.length === 0);
    assert.ok(part.first <= 23 && part.last >= 27, JSON.stringify(part));
  });

  it('shows the start of a long text if nothing matches', () => {
    const lines = Array.from({ length: 50 }, () => 'x'.repeat(49));
    assert.deepEqual(
      trimLines(
        lines,
        lines.map(() => 0),
        null,
        200,
      ),
      [{ first: 0, last: 3 }],
    );
  });

  it('shows the complete signature before a match far below', () => {
    const [head, match, ...more] = shown(
      `def load(\n    path,\n    mode,\n):\n${filler('a', 20)}\n    return adapter\n` +
        filler('b', 10),
      'adapter',
      300,
      'load',
    );
    assert.equal(head, 'def load(\n    path,\n    mode,\n):');
    assert.ok(match?.includes('return adapter'));
    assert.deepEqual(more, []);
  });

  it('closes the gap between a signature and a match just below', () => {
    const [together, ...more] = shown(
      `def load(path):\n${filler('a', 2)}\n    return adapter\n${filler('b', 20)}`,
      'adapter',
      300,
      'load',
    );
    assert.ok(together?.startsWith('def load(path):') === true && together.includes('adapter'));
    assert.deepEqual(more, []);
  });

  it('cuts after an expression rather than within it', () => {
    const call =
      '    raise AssertionError(\n        "the adapter is gone"\n        f" for {name} in ' +
      '{place}"\n    )';
    const [match] = shown(`${filler('a', 8)}\n\n${call}\n${filler('b', 8)}`, 'adapter', 260);
    assert.ok(match?.includes(call), match);
  });

  it('cuts between paragraphs rather than within one', () => {
    const paragraph =
      'The adapter is mounted where\nits prefix says, and nothing\nelse decides about that order';
    const other =
      'Words of another kind that go\non for some lines, for nobody\nwho asks about them ' +
      'would read';
    assert.deepEqual(shown([other, other, paragraph, other, other].join('\n\n'), 'adapter', 130), [
      paragraph,
    ]);
  });
});
