import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  citationMarks,
  growingMarks,
  sourcesOf,
  translateMarks,
  withoutMarks,
} from '../../../src/core/answering/text/citationMarks.ts';
import { usedProcessorMs } from '../../support/usedProcessorMs.ts';

/** Each mark as written, with the sources it names. */
function read(text: string): readonly string[] {
  return citationMarks(text).map(
    (mark) => `${text.slice(mark.start, mark.end)} ${sourcesOf(mark, (one) => one < 10).join()}`,
  );
}

const markdown = fc
  .array(
    fc.constantFrom(
      'word',
      ' ',
      '\n',
      '\n\n',
      '`',
      '``',
      '```\n',
      '```py\n',
      '```markdown\n',
      '~~~\n',
      '    x = ',
      '- ',
      '> ',
      '1. ',
      '**',
      '\\',
      '(',
      ')',
      '](',
      '[1]',
      '[2, 3]',
      '[2:14-19]',
      '[1-3]',
      '[^1]',
      '(source 2)',
      '[Sou',
      'argv[1]',
      '漢字',
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('citationMarks', () => {
  for (const [text, ...marks] of [
    ['One [1], two [2, 3].', '[1] 1', '[2, 3] 2,3'],
    ['Wide [5,  6] and [ 7 ].', '[5,  6] 5,6', '[ 7 ] 7'],
    ['A range [1-3], [1, 3–4] and [2—3].', '[1-3] 1,2,3', '[1, 3–4] 1,3,4', '[2—3] 2,3'],
    [
      'In words [1 and 2], [1, 2, and 3], [4 & 5].',
      '[1 and 2] 1,2',
      '[1, 2, and 3] 1,2,3',
      '[4 & 5] 4,5',
    ],
    [
      'Named [Source 1], [sources 1, 2], [Ref. 3].',
      '[Source 1] 1',
      '[sources 1, 2] 1,2',
      '[Ref. 3] 3',
    ],
    [
      'Named [source: 4] and (source 2), (Sources 1 and 3).',
      '[source: 4] 4',
      '(source 2) 2',
      '(Sources 1 and 3) 1,3',
    ],
    ['Side by side [1][2].', '[1] 1', '[2] 2'],
    ['A footnote [^1].', '[^1] 1'],
    ['Lines [2:14-19] of a source.', '[2:14-19] 2'],
    ['他の文【1】、【2†source】と［3］。', '【1】 1', '【2†source】 2', '［3］ 3'],
    ['並べ替えられます[1]。 정렬됩니다[2].', '[1] 1', '[2] 2'],
    ['After `code`[1], **bold**[2] and a break\n[3].', '[1] 1', '[2] 2', '[3] 3'],
    ['1. One\n\n   more [1]\n\n    still the item [2]', '[1] 1', '[2] 2'],
    ['Escaped \\`ticks [1]\\`.', '[1] 1'],
    ['An open `tick [1].', '[1] 1'],
  ] as const) {
    it(`reads the marks of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), marks);
    });
  }

  for (const text of [
    'Use argv[1], args[0], table[2][3] and $x[1].',
    'f(x)[1], {a}[1], [a][1] and 3[1].',
    'Go has [4]byte and a?.[1].',
    'A [link](https://a.b/[1]) and [1](x), [1, 2](https://a.b).',
    'Escaped \\[1\\] and zero [0], [0, 1], [0-9], [3-1], [1-400].',
    'Slices [1:3], [1:], x[2:14-19] and [2: 14-19].',
    'A year [2024], a ratio [1/3], a version [1.2], a box [x], parens (1) and (2).',
    '`a [1]` and ``b ` [2]`` and ```c [3]```',
    '```\nport = x [1]\n```',
    '~~~py\nx [1]\n~~~',
    '- item\n\n  ```py\n  x [1]\n  ```',
    'Text:\n\n    x = y [1]\n\tz [2]',
    '> quoted:\n>\n>     x [1]',
    '```py\nnever closed [1]',
    '```markdown\n# Title [1]\n```bash\nls [2]\n```\nmore [3]\n```',
    '````md\n```\nx [1]\n```\n````',
  ]) {
    it(`reads no mark in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), []);
    });
  }

  it('reads a range only if both of its ends are sources', () => {
    const [mark] = citationMarks('See [1-9].');
    assert.ok(mark !== undefined);
    assert.deepEqual(
      sourcesOf(mark, (one) => one <= 5),
      [],
    );
  });

  it('removes marks and leaves code unchanged', () => {
    assert.equal(
      withoutMarks(
        'Set `port = argv[1]` [1].\n\n```js\nport = argv [1]\n```\nSo port = argv[1] [2-3].',
      ),
      'Set `port = argv[1]`.\n\n```js\nport = argv [1]\n```\nSo port = argv[1].',
    );
  });

  it('reads which lines a mark names, and keeps them when it translates the mark', () => {
    assert.deepEqual(
      citationMarks('See [2:14-19].').map(({ lines }) => lines),
      [{ first: 14, last: 19 }],
    );
    assert.equal(translateMarks('See [2:14-19].', new Map([[2, 5]])), 'See [5:14-19].');
  });

  it('translates the marks that it reads', () => {
    const numbers = new Map([
      [1, 4],
      [2, 5],
    ]);
    assert.equal(
      translateMarks('A [1-2], (source 2), table[1][2] and [Source 7].', numbers),
      'A [4, 5], [5], table[1][2] and.',
    );
  });

  it('changes only marks, whatever the text', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const marks = citationMarks(text);
        const pieces = marks.map(({ start, end }) => text.slice(start, end));
        for (const piece of pieces) assert.match(piece, /^(?:\[|\()[^\][()\n]*(?:\]|\))$/);
        const kept = marks.reduceRight((all, { start, end }) => {
          const from = all[start - 1] === ' ' ? start - 1 : start;
          return all.slice(0, from) + all.slice(end);
        }, text);
        assert.equal(withoutMarks(text).replaceAll(' ', ''), kept.replaceAll(' ', ''));
      }),
    );
  });

  it('reads a hundred thousand brackets within five seconds of processor time', () => {
    const startMs = usedProcessorMs();
    for (const piece of ['[', '[1', '[1, ', '`', '(source ', '[1]', '](', '【1†', '``` ', '**'])
      citationMarks(piece.repeat(20_000));
    assert.ok(usedProcessorMs() - startMs < 5000);
  });
});

describe('growingMarks', () => {
  const open = (text: string): string => text.slice(growingMarks(text).open);

  it('recognises the start of a mark at the end', () => {
    for (const beginning of [
      '[',
      '[1',
      '[1,',
      '[1, 3–',
      '[1 an',
      '[Sour',
      '[Source 1',
      '(sou',
      '【1†so',
      '[^',
      '(source 1',
    ])
      assert.equal(open(`So ${beginning}`), beginning);
  });

  it('recognises what cannot start a mark', () => {
    for (const text of [
      'argv[1',
      'So [see',
      'So (the',
      '`x [1`',
      '```\nx [1',
      'So [1]',
      'table[1][2',
    ])
      assert.equal(open(text), '');
  });

  it('does not settle a mark that may be in a code span', () => {
    assert.deepEqual(growingMarks('Call `f [1] ').marks, []);
    assert.equal(growingMarks('Call `f` [1] ').marks.length, 1);
  });

  it('reads the settled part the same however the text continues', () => {
    fc.assert(
      fc.property(markdown, fc.nat(60), (text, length) => {
        const part = text.slice(0, length);
        const { marks, settled } = growingMarks(part);
        const inTime = marks.filter(({ end }) => end <= settled);
        assert.deepEqual(
          citationMarks(text).filter(({ start }) => start < settled),
          inTime,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
