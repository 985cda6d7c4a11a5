import assert from 'node:assert/strict';
import fc from 'fast-check';
import { extractPdf } from '../../../src/node/reading/pdf/extractPdf.ts';
import { joinHyphens } from '../../../src/node/reading/pdf/joinHyphens.ts';
import { makePdf, makePlacedPdf } from '../../support/documents/pdfFiles.ts';
import type { PdfField, PdfText } from '../../support/documents/pdfFiles.ts';

const usualWords = new Set(['well', 'known', 're', 'placement', 'replacement', 'main', 'water']);
const isWord = (text: string): boolean => usualWords.has(text);

async function pageText(texts: readonly PdfText[], fields?: readonly PdfField[]): Promise<string> {
  const [lines = []] = await extractPdf(
    makePlacedPdf([{ texts, ...(fields === undefined ? {} : { fields }) }]),
    isWord,
  );
  return lines.join('\n').trim();
}

/** Rows from top to bottom, with each text at the place of its column, in the order drawn. */
function rows(places: readonly number[], lines: readonly (readonly string[])[]): PdfText[] {
  return lines.flatMap((row, i) =>
    row.flatMap((text, column) =>
      text === '' ? [] : [{ x: places[column] ?? 0, y: 700 - 14 * i, text }],
    ),
  );
}

const left = [
  'Ropes are checked by the',
  'watch before each voyage',
  'and once more at sea by',
  'the mate.',
];
const right = [
  'The pilot comes aboard at',
  'the outer buoy and leaves',
  'when the ship has been',
  'made fast with all lines.',
];
const third = [
  'A tug is ordered from the',
  'desk a day ahead, and it',
  'costs nothing to cancel',
  'it on the same day.',
];

function zip(...columns: readonly (readonly string[])[]): string[][] {
  return left.map((_, i) => columns.map((column) => column[i] ?? ''));
}

describe('extractPdf', () => {
  it('puts columns of prose one after the other even if they are drawn row by row', async () => {
    assert.equal(await pageText(rows([50, 300], zip(left, right))), [...left, ...right].join('\n'));
    assert.equal(
      await pageText(rows([50, 230, 410], zip(left, right, third))),
      [...left, ...right, ...third].join('\n'),
    );
  });

  it('keeps a heading across the columns above them, and a footnote below', async () => {
    const heading = {
      x: 50,
      y: 720,
      text: 'Rules of the harbour for ships, their crews and everyone else',
    };
    const remark = {
      x: 50,
      y: 600,
      text: 'These rules are in force until the harbour master writes others.',
    };
    assert.equal(
      await pageText([heading, ...rows([50, 300], zip(left, right)), remark]),
      [heading.text, ...left, ...right, remark.text].join('\n'),
    );
  });

  it('reads right-to-left columns in order, whichever is drawn first', async () => {
    const drawn = [
      ...rows(
        [300],
        right.map((text) => [text]),
      ),
      ...rows(
        [50],
        left.map((text) => [text]),
      ),
    ];
    assert.equal(await pageText(drawn), [...left, ...right].join('\n'));
  });

  it('turns lines round that are drawn from the bottom of the page up', async () => {
    const upward = rows(
      [50],
      left.map((text) => [text]),
    ).toReversed();
    assert.equal(await pageText(upward), left.join('\n'));
    const table = zip(['Item', 'Rope', 'Lamp', 'Tar'], ['Price', '10', '12', '9']);
    const cells = rows([50, 300], table);
    const bottomUp = [3, 2, 1, 0].flatMap((row) => cells.slice(2 * row, 2 * row + 2));
    assert.deepEqual(
      (await pageText(bottomUp)).split('\n').map((line) => line.split(/\s+/)),
      table,
    );
  });

  it('keeps columns in the order that they are drawn in', async () => {
    const column = (x: number, lines: readonly string[]): PdfText[] =>
      rows(
        [x],
        lines.map((text) => [text]),
      );
    const short = [...left.slice(0, 2), ...right.slice(0, 2)];
    assert.equal(
      await pageText([...column(50, short.slice(0, 2)), ...column(300, short.slice(2))]),
      short.join('\n'),
    );
  });

  it('keeps the rows of a table together', async () => {
    const table = [
      ['Service of the harbour', 'Price by day', 'Price at night'],
      ['Pilotage to the inner basin', '220', '330'],
      ['Tug of the second class', '410', '615'],
      ['Mooring with two boats', '95', '140'],
    ];
    const text = await pageText(rows([50, 250, 400], table));
    for (const [line, row] of text.split('\n').map((one, i) => [one, table[i] ?? []] as const))
      assert.deepEqual(line.split(/\s{1,}(?=\d)/).length, /\d/.test(row.join('')) ? 3 : 1, line);
    const duties = [
      ['Mooring lines', 'Checked by the watch each morning'],
      ['Gangway lamps', 'Switched on half an hour before dusk'],
      ['Deck crane hooks', 'Greased by the mate on Mondays'],
    ];
    for (const [i, line] of (await pageText(rows([50, 250], duties))).split('\n').entries())
      assert.ok(
        duties[i]?.every((cell) => line.includes(cell)),
        line,
      );
  });

  it('neither loses nor adds text, wherever it is placed', async () => {
    const word = fc.constantFrom(
      'alpha',
      'Beta',
      'gamma delta epsilon zeta',
      '7',
      'a longer line of words here',
    );
    const place = fc.record({
      x: fc.integer({ min: 20, max: 400 }),
      y: fc.integer({ min: 20, max: 760 }),
      text: word,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 30 }), async (texts) => {
        const sorted = (text: string): string[] => text.split(/\s*/).sort();
        assert.deepEqual(
          sorted(await pageText(texts)),
          sorted(texts.map(({ text }) => text).join(' ')),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('reads Korean, Japanese and Chinese in fonts that are not embedded', async () => {
    for (const [characterMap, text] of [
      ['UniKS-UCS2-H', '방파제 등대의 점등 시각'],
      ['UniJIS-UCS2-H', '灯台の点灯時刻'],
      ['UniGB-UCS2-H', '灯塔在日落后点灯'],
    ] as const)
      assert.equal(await pageText([{ x: 50, y: 700, text, characterMap }]), text);
  });

  it('puts the values of a form beside their labels', async () => {
    const labels = rows([50], [['Name of ship:'], ['Draught:'], ['Cargo:']]);
    const field = (row: number, entries: string): PdfField => ({
      rect: [150, 696 - 14 * row, 300, 708 - 14 * row],
      entries,
    });
    assert.equal(
      await pageText(labels, [
        field(0, '/FT /Tx /T (ship) /V (Morning Heron)'),
        field(1, '/FT /Tx /T (draught) /V (7.85)'),
        field(2, '/FT /Ch /T (cargo) /V (t) /Opt [[(t) (Timber)] [(o) (Ore)]]'),
      ]),
      'Name of ship: Morning Heron\nDraught: 7.85\nCargo: Timber',
    );
  });

  it('names a field without a label; leaves out empty fields and passwords', async () => {
    const rect = [50, 100, 200, 120] as const;
    assert.equal(
      await pageText(
        [{ x: 50, y: 700, text: 'Form' }],
        [
          { rect, entries: '/FT /Tx /T (agent) /TU (Name of the agent) /V (Ola Berg)' },
          { rect, entries: '/FT /Tx /T (phone) /V ()' },
          { rect, entries: '/FT /Tx /Ff 8192 /T (code) /V (4711)' },
          { rect, entries: '/FT /Btn /T (reefer) /V /Off /AS /Off' },
        ],
      ),
      'Form\nName of the agent: Ola Berg',
    );
  });

  it('gives each picture a page without lines', async () => {
    assert.deepEqual(
      (await extractPdf(makePdf([['one'], [], ['three']]), isWord)).map((lines) => lines.join('')),
      ['one', '', 'three'],
    );
  });
});

describe('joinHyphens', () => {
  const joined = (...lines: string[]): string[] => joinHyphens([lines], isWord)[0] ?? [];

  it('joins a word divided at a line end, and moves up only its second half', () => {
    assert.deepEqual(joined('In the desalin-', 'ation unit'), ['In the desalination', 'unit']);
    assert.deepEqual(joined('the re-', 'placement.'), ['the replacement.']);
    assert.deepEqual(joined('Ver\u00ad', 'Bindung of water\u00adways'), [
      'VerBindung',
      'of waterways',
    ]);
    assert.deepEqual(joined('over-', 'over-', 'lapping it'), ['overoverlapping', 'it']);
  });

  it('keeps a hyphen that belongs to the word', () => {
    assert.deepEqual(joined('a well-', 'known ship'), ['a well-known', 'ship']);
    assert.deepEqual(joined('form HB-', '77 of'), ['form HB-77', 'of']);
    assert.deepEqual(joined('the Anglo-', 'Saxon fleet'), ['the Anglo-Saxon', 'fleet']);
    assert.deepEqual(joined('state-of-the-', 'art gear'), ['state-of-the-art', 'gear']);
  });

  it('follows the spelling elsewhere in the document', () => {
    assert.deepEqual(joined('water-', 'main here', 'the watermain'), [
      'watermain',
      'here',
      'the watermain',
    ]);
    assert.deepEqual(joined('multi-', 'hull', 'a Multi-hull'), ['multi-hull', 'a Multi-hull']);
  });

  it('leaves dashes, bullets and other lines unchanged', () => {
    const lines = ['a dash -', 'and more', '- item', '--', 'end'];
    assert.deepEqual(joined(...lines), lines);
    assert.deepEqual(joined('item-', '- item', 'x-', ''), ['item-', '- item', 'x-', '']);
  });

  it('changes only hyphens and white space', () => {
    const plain = (lines: readonly string[]): string => lines.join('').replace(/[\s\u00ad-]/g, '');
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', ' ', '\u00ad', '.', 'é') })),
        (lines) => {
          assert.equal(plain(joined(...lines)), plain(lines));
        },
      ),
    );
  });
});
