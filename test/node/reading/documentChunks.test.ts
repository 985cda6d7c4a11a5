import assert from 'node:assert/strict';
import type { Chunk } from '../../../src/core/domain.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';
import { assertChunksOf } from '../../support/indexes/chunkInvariants.ts';
import { chunked, skipped } from '../../support/indexes/fileChunks.ts';
import { makeDocx, makeZip } from '../../support/documents/officeFiles.ts';
import { makePdf } from '../../support/documents/pdfFiles.ts';

const tokenizer = loadWordPiece();
const describeRange = ({ range, symbol }: Chunk): string => {
  const page = range.kind === 'page' ? `page ${range.page} ` : '';
  const cell = range.kind === 'cell' ? `cell ${range.cell} ` : '';
  return `${page}${cell}${range.startLine}-${range.endLine} ${symbol}`.trim();
};

describe('createFileChunker, of documents,', () => {
  it('chunks a notebook by cell, named by the heading above, without its outputs', async () => {
    const cells = [
      { cell_type: 'markdown', source: ['# Data\n', '\n', 'How it is read.'] },
      {
        cell_type: 'code',
        source: ['def load(path):\n', '    return path\n'],
        outputs: [{ text: 'secret output' }],
      },
      { cell_type: 'code', source: [] },
      { cell_type: 'raw', source: 'x = 1' },
    ];
    const { language, chunks } = await chunked(
      'a.ipynb',
      JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4 }),
    );
    assert.equal(language, 'ipynb');
    assert.deepEqual(chunks.map(describeRange), [
      'cell 1 1-3 Data',
      'cell 2 1-2 load',
      'cell 4 1-1 Data',
    ]);
    assert.equal(chunks[1]?.text, 'def load(path):\n    return path');
  });

  it('reads a notebook in any language', async () => {
    for (const name of ['constructor', '__proto__', 'toString', 'Klingon']) {
      const content = JSON.stringify({
        cells: [{ cell_type: 'code', source: 'x = 1' }],
        metadata: { language_info: { name } },
      });
      assert.deepEqual((await chunked('a.ipynb', content)).chunks.map(describeRange), [
        'cell 1 1-1',
      ]);
    }
  });

  it('counts the sources of a notebook against the limit, not its outputs', async () => {
    const notebook = (source: string, output: string): string =>
      JSON.stringify({
        cells: [{ cell_type: 'code', source, outputs: [{ data: output }] }],
        metadata: null,
      });
    const { chunks } = await chunked('a.ipynb', notebook('x = 1', 'iVBOR'.repeat(600_000)));
    assert.deepEqual(chunks.map(describeRange), ['cell 1 1-1']);
    assert.equal(await skipped('a.ipynb', notebook('é'.repeat(750_001), '')), 'too-large');
    assert.equal(await skipped('a.ipynb', notebook('', 'x'.repeat(20e6))), 'too-large');
  });

  it('reports a damaged notebook as damaged, whatever it looks like', async () => {
    const cut = JSON.stringify({ cells: [{ cell_type: 'code', source: 'x = 1;'.repeat(2000) }] });
    assert.equal(await skipped('a.ipynb', cut.slice(0, -20)), 'parse-failed');
    assert.equal(await skipped('a.ipynb', 'x'.repeat(1_500_001)), 'too-large');
  });

  it('falls back to lines for a file that is not really a notebook', async () => {
    const content = '{"cells": "none"';
    assertChunksOf([content], (await chunked('a.ipynb', content)).chunks, tokenizer);
  });

  it('reads a PDF page by page', async () => {
    const { language, role, chunks } = await chunked(
      'manual.pdf',
      makePdf([['Adjusting the valve', 'Turn it (slowly).'], [], ['Third page']]),
    );
    assert.deepEqual([language, role], ['pdf', 'prose']);
    assert.deepEqual(
      chunks.map((chunk) => [describeRange(chunk), chunk.text]),
      [
        ['page 1 1-2', 'Adjusting the valve\nTurn it (slowly).'],
        ['page 3 1-1', 'Third page'],
      ],
    );
  });

  it('reads a Word document by its headings', async () => {
    const filler = 'Words about the matter at hand, enough of them to make a section. '
      .repeat(5)
      .trim();
    const { chunks } = await chunked(
      'report.docx',
      makeDocx(['# Report', '## Costs', filler, '## Risks & rewards', `a < b. ${filler}`]),
    );
    assert.deepEqual(
      chunks.map(({ symbol }) => symbol),
      ['Report > Costs', 'Report > Risks & rewards'],
    );
    assert.ok(chunks[1]?.text.endsWith(`a < b. ${filler}`));
  });

  it('says that a damaged PDF or Word file cannot be read', async () => {
    const pdf = makePdf([['text']]);
    for (const bytes of [pdf.subarray(0, 40), Buffer.from('no pdf'), Buffer.alloc(0)])
      assert.equal(await skipped('a.pdf', bytes), 'parse-failed');
    for (const bytes of [
      makeDocx(['text']).subarray(0, 300),
      makeZip({ 'a.txt': 'x' }),
      makeZip({ 'word/document.xml': '<' }, 3e9),
      Buffer.alloc(0),
    ])
      assert.equal(await skipped('a.docx', bytes), 'parse-failed');
  });

  it('distinguishes a locked document from a damaged one', async () => {
    const oleFile = (stream: string): Buffer =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(1000),
        Buffer.from(stream, 'utf16le'),
      ]);
    assert.equal(await skipped('a.docx', oleFile('EncryptedPackage')), 'locked');
    assert.equal(await skipped('a.docx', oleFile('')), 'locked');
    assert.equal(await skipped('a.docx', oleFile('WordDocument')), 'binary');
    assert.equal(await skipped('a.pdf', oleFile('EncryptedPackage')), 'parse-failed');
    const locked = makePdf([['text']], { password: true });
    assert.equal(await skipped('a.pdf', locked), 'locked');
  });

  it('reads Word files with macros and templates like any other', async () => {
    for (const name of ['a.docm', 'a.dotx', 'a.DOTM'])
      assert.equal((await chunked(name, makeDocx(['Pilots board at buoy nine']))).role, 'prose');
  });

  it('says that a document has no text', async () => {
    for (const bytes of [makePdf([[]]), makePdf([[], ['  .'], []])])
      assert.equal(await skipped('a.pdf', bytes), 'no-text');
    assert.equal(await skipped('a.docx', makeDocx([''])), 'no-text');
  });

  it('counts the pages without text in a document that has other pages', async () => {
    const pdf = makePdf([['one'], [], [' . '], ['four']]);
    assert.equal((await chunked('a.pdf', pdf)).pagesWithoutText, 2);
    assert.equal((await chunked('a.pdf', makePdf([['one']]))).pagesWithoutText, undefined);
  });
});
