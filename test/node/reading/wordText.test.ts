import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { extractDocx } from '../../../src/node/reading/word/extractDocx.ts';
import { makeDocx, makeWordFile, makeZip } from '../../support/documents/officeFiles.ts';
import type { WordFileParts } from '../../support/documents/officeFiles.ts';

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (...content: readonly string[]): string =>
  `<w:p>${content.map((one) => (one.startsWith('<') ? one : run(one))).join('')}</w:p>`;
const styled = (properties: string, text: string): string =>
  p(`<w:pPr>${properties}</w:pPr>`, text);
const tableRow = (cells: readonly string[]): string =>
  `<w:tr>${cells.map((cell) => `<w:tc>${cell}</w:tc>`).join('')}</w:tr>`;
const table = (...rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map(tableRow).join('')}</w:tbl>`;
const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
const drawn = (content: string): string => `<wps:wsp><wps:txbx>${content}</wps:txbx></wps:wsp>`;
const oldDrawn = (content: string): string => `<w:pict><v:textbox>${content}</v:textbox></w:pict>`;

const read = (body: string, parts?: WordFileParts): string =>
  extractDocx(makeWordFile(body, parts));

describe('extractDocx', () => {
  it('keeps a row on one line, whatever is in its cells', () => {
    const nested = table([p('Tug A'), p('62 t')], [p('Tug B'), p('40 t')]);
    assert.equal(
      read(
        table(
          [p('Service'), p('Day'), p('Night')],
          [p('Towing') + nested + p(), p('410') + p('with crew'), p('615', '<w:br/>', 'or more')],
          [p('Pilotage'), p('220'), p('330')],
        ),
      ),
      [
        '| Service | Day | Night |',
        '| Towing Tug A, 62 t; Tug B, 40 t | 410 with crew | 615 or more |',
        '| Pilotage | 220 | 330 |',
      ].join('\n'),
    );
  });

  it('reads a text box once, in either of its two forms', () => {
    const words = 'Never start the ramp.';
    const alternatives = (choice: string, fallback: string): string =>
      `<mc:AlternateContent><mc:Choice>${choice}</mc:Choice>${fallback}</mc:AlternateContent>`;
    const fallback = `<mc:Fallback>${oldDrawn(box(words))}</mc:Fallback>`;
    const ways = [
      alternatives(drawn(box(words)), fallback),
      alternatives(drawn(box(words)), ''),
      alternatives(drawn(''), fallback),
      oldDrawn(box(words)),
    ];
    for (const way of ways) {
      const anchored = p('Before.', `<w:r>${way}</w:r>`);
      assert.equal(read(anchored + p('After.')), `Before.\n\n${words}\n\nAfter.`);
      assert.equal(read(table([anchored, p('x')])), `| Before. ${words} | x |`);
    }
  });

  it('reads headers and footers first, each text once', () => {
    assert.equal(
      read(p('Body.'), {
        headers: [p('Form HB-77'), p('Form HB-77'), p('')],
        footers: [p('Class seven')],
      }),
      'Form HB-77\n\nClass seven\n\nBody.',
    );
  });

  it('reads notes and comments after the paragraph or table that refers to them', () => {
    const notes = {
      footnotes:
        `<w:footnote w:type="separator" w:id="0">${p()}</w:footnote><w:footnote ` +
        `w:id="1">${p('In force since May.')}</w:footnote>`,
      endnotes: `<w:endnote w:id="1">${p('See the')}${p('annex.')}</w:endnote>`,
      comments: `<w:comment w:id="1" w:author="Ola">${p('Is that so?')}</w:comment>`,
    };
    const footnote = '<w:r><w:footnoteReference w:id="1"/></w:r>';
    const endnote = '<w:r><w:endnoteReference w:id="1"/></w:r>';
    const comment = '<w:r><w:commentReference w:id="1"/></w:r>';
    assert.equal(
      read(p('Dues', footnote, ' rise', endnote, '.', comment) + p('End.'), notes),
      'Dues[1] rise[2].\n\n[1] In force since May.\n\n[2] See the annex.\n\nComment (Ola): Is ' +
        'that so?\n\nEnd.',
    );
    assert.equal(
      read(table([p('Dues', footnote), p('5')]), notes),
      '| Dues[1] | 5 |\n\n[1] In force since May.',
    );
  });

  it('marks headings and lists by their style or by the paragraph', () => {
    assert.equal(
      read(
        styled('<w:pStyle w:val="Heading1"/>', 'One') +
          styled('<w:outlineLvl w:val="2"/>', 'Three') +
          styled('<w:numPr><w:numId w:val="4"/></w:numPr>', 'item') +
          styled('<w:numPr><w:numId w:val="4"/></w:numPr>', 'item') +
          styled('<w:numPr><w:numId w:val="0"/></w:numPr>', 'text'),
      ),
      '# One\n\n### Three\n\n- item\n- item\n\ntext',
    );
  });

  it('includes insertions and skips deletions and text moved away', () => {
    assert.equal(
      read(
        p(
          'Dues are ',
          `<w:del><w:r><w:delText>four</w:delText></w:r></w:del><w:ins>${run('five')}</w:ins>`,
          `<w:moveFrom>${run(' often')}</w:moveFrom>`,
          ' crowns.',
        ) + `<w:sdt><w:sdtPr/><w:sdtContent>${p('In a control.')}</w:sdtContent></w:sdt>`,
      ),
      'Dues are five crowns.\n\nIn a control.',
    );
  });

  it('reads symbols of symbol fonts, tabs, breaks and links', () => {
    assert.equal(
      read(
        p(
          'a',
          '<w:r><w:tab/></w:r>',
          '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>',
          `<w:hyperlink>${run('link')}</w:hyperlink>`,
          '<w:r><w:br/></w:r>',
          'next &lt;&amp;&#228;',
        ),
      ),
      'a\t≤link\nnext <&ä',
    );
  });

  it('reads compressed and stored parts', () => {
    const long = p('x'.repeat(500)).replaceAll('w:', '');
    assert.equal(
      extractDocx(
        makeZip(
          {
            'word/document.xml': `<document><body>${long}</body></document>`,
          },
          undefined,
          deflateRawSync,
        ),
      ),
      'x'.repeat(500),
    );
  });

  it('returns every paragraph once and in order, in tables or not', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const block = fc.oneof(
      word.map((text) => ({ xml: p(text), texts: [text] })),
      fc
        .array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
        .map((rows) => ({
          xml: table(...rows.map((row) => row.map((text) => p(text)))),
          texts: rows.flat(),
        })),
    );
    fc.assert(
      fc.property(fc.array(block), (blocks) => {
        assert.deepEqual(
          read(blocks.map(({ xml }) => xml).join('')).match(/[a-z]+/g) ?? [],
          blocks.flatMap(({ texts }) => texts),
        );
      }),
    );
  });

  it('throws if the file is not a Word document', () => {
    for (const bytes of [
      makeZip({ 'a.txt': 'x' }),
      makeZip({ 'word/document.xml': '<document><body></document>' }),
      makeZip({ 'word/document.xml': '<document/>' }),
      makeDocx(['text']).subarray(0, 200),
    ])
      assert.throws(() => extractDocx(bytes));
  });
});
