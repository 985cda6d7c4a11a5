import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { embeddedText } from '../../../src/core/chunking/embeddedText.ts';
import { leftOutSpans } from '../../../src/core/chunking/skipping/leftOutSpans.ts';
import type { Chunk } from '../../../src/core/domain.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';
import { maskCharacter } from '../../../src/core/domain.ts';
import { shippedFile } from '../../../src/node/files/shippedFiles.ts';
import { assertChunksOf } from '../../support/indexes/chunkInvariants.ts';
import { chunked, chunker, skipped } from '../../support/indexes/fileChunks.ts';
import { makeDocx, makeZip } from '../../support/documents/officeFiles.ts';
import { makePdf } from '../../support/documents/pdfFiles.ts';

const tokenizer = loadWordPiece();
const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);
const describeRange = ({ range, symbol }: Chunk): string => {
  const page = range.kind === 'page' ? `page ${range.page} ` : '';
  const cell = range.kind === 'cell' ? `cell ${range.cell} ` : '';
  return `${page}${cell}${range.startLine}-${range.endLine} ${symbol}`.trim();
};

/** Names of files for every way that files are handled. */
const path = fc.constantFrom(
  'a.py',
  'a.ts',
  'a.tsx',
  'a.js',
  'a.java',
  'a.cs',
  'a.c',
  'a.cpp',
  'a.go',
  'a.rs',
  'a.rb',
  'a.php',
  'a.sh',
  'a.ps1',
  'a.css',
  'a.md',
  'a.rst',
  'a.adoc',
  'a.tex',
  'a.html',
  'a.ipynb',
  'a.json',
  'a.yaml',
  'a.txt',
  'Makefile',
  'LICENSE',
  '.env.example',
  'odd "name"\n\u00e9.py',
);

describe('createFileChunker', () => {
  it('never throws, whatever the bytes and the name', async () => {
    const names = fc.oneof(path, fc.constantFrom('a.pdf', 'a.docx', 'a.ipynb'));
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.oneof(
          fc.uint8Array({ maxLength: 3000 }),
          fc
            .constantFrom('%PDF-1.4\n', 'PK\x03\x04', '{"cells":[', '\ufeff')
            .chain((start) =>
              fc
                .uint8Array({ maxLength: 300 })
                .map((rest) => Buffer.concat([Buffer.from(start), rest])),
            ),
        ),
        async (name, bytes) => {
          const result = await chunker.chunk(name, bytes);
          if ('skipped' in result) return;
          for (const chunk of result.chunks)
            assert.ok(tokenizer.count(embeddedText(chunk)) + 2 <= 256);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('covers any text in any language with exact chunks', async () => {
    const piece = fc
      .oneof(
        fc.constantFrom(
          'def f(x):',
          '  return x',
          'class A {',
          '}',
          '{',
          '# Title',
          '=====',
          '/** doc */',
          '@dec',
          '<h1>T</h1>',
          '```',
          '- item',
          'function g() {',
          'if (a) {',
          '"""',
          "'",
          '/*',
          '<<EOF',
          '',
          '',
          '   ',
        ),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.string({ unit: 'binary', maxLength: 20 }),
      )
      .map((text) => text.replaceAll('\0', '?').replace(/[\ufffd\ufeff\ud800-\udfff]/g, '?'));
    const text = fc
      .array(fc.tuple(piece, fc.constantFrom('\n', '\n', '\r\n', '\r', ' ')), { maxLength: 80 })
      .map((parts) => parts.flat().join(''));
    await fc.assert(
      fc.asyncProperty(
        path.filter((name) => name !== 'a.ipynb'),
        text,
        async (name, content) => {
          const result = await chunker.chunk(name, Buffer.from(content));
          if ('skipped' in result)
            assert.ok(['binary', 'generated'].includes(result.skipped), result.skipped);
          else assertChunksOf(linesOf(content), result.chunks, tokenizer);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('covers real files with exact chunks', async () => {
    for (const folder of [
      'src',
      'test/fixtures',
      'node_modules/hnswlib-node',
      'node_modules/highlight.js/styles',
      'node_modules/markdown-it',
      'node_modules/web-tree-sitter',
    ]) {
      const root = shippedFile(folder);
      const names = readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort();
      for (const name of names.slice(0, 60)) {
        const bytes = readFileSync(name);
        const result = await chunker.chunk(name.slice(root.length + 1), bytes);
        if ('skipped' in result) continue;
        const lines = linesOf(bytes.toString('utf8').replace(/^\ufeff/, ''));
        const leftOut = leftOutSpans(lines, result.language);
        assert.equal(result.reading.linesLeftOut, leftOut.size);
        assertChunksOf(lines, result.chunks, tokenizer, leftOut);
      }
    }
  }).timeout(120_000);

  const text = 'α first line\n\n\tsecond line é\nthird 漢字 line';
  for (const [what, bytes] of [
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16, little-endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16, big-endian with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(`${text}${' plain words'.repeat(30)}`, 'utf16le')],
    ['CRLF', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['lone CR', Buffer.from(text.replaceAll('\n', '\r'))],
  ] as const) {
    it(`reads ${what} with the lines an editor shows`, async () => {
      const { chunks } = await chunked('notes.txt', bytes);
      assert.equal(
        chunks
          .map((chunk) => chunk.text)
          .join('\n')
          .slice(0, text.length),
        text,
      );
      assert.deepEqual([chunks[0]?.range.startLine, chunks.at(-1)?.range.endLine], [1, 4]);
    });
  }

  it('reads old Latin-1 sources, and UTF-8 with a broken byte as UTF-8', async () => {
    assert.equal(
      (await chunked('a.py', Buffer.from('# caf\u00e9 au lait, na\u00efve\n', 'latin1'))).chunks[0]
        ?.text,
      '# caf\u00e9 au lait, na\u00efve',
    );
    assert.equal(
      (await chunked('a.py', Buffer.concat([Buffer.from('# café naïve '), Buffer.from([0xff])])))
        .chunks[0]?.text,
      '# café naïve \ufffd',
    );
  });

  it('gives an empty file no chunks', async () => {
    for (const content of ['', '\n\n', ' \t\r\n', '\ufeff'])
      assert.deepEqual((await chunked('a.py', content)).chunks, []);
  });

  it('makes a function with its comment and decorator one chunk, and names it', async () => {
    const body = Array.from(
      { length: 8 },
      (_, i) => `        total += self.weights[${i}] * value`,
    ).join('\n');
    const source =
      'import os\n\nclass Meter(Base):\n    """Measures."""\n\n    # Adds up.\n    @property\n  ' +
      `  def total(self):\n${body}\n        return total\n\n    def reset(self):\n${body}\n     ` +
      '   return 0\n';
    const { language, role, chunks } = await chunked('src/meter.py', source);
    assert.deepEqual([language, role], ['python', 'source']);
    assert.deepEqual(chunks.map(describeRange), ['1-17 Meter.total', '19-28 Meter.reset']);
  });

  it('splits a large function at its statements and names each part', async () => {
    const statements = Array.from(
      { length: 30 },
      (_, i) => `  if (ready(${i})) {\n    notify(listeners[${i}], 'step ${i}');\n  }`,
    );
    const { chunks } = await chunked('a.js', `function run() {\n${statements.join('\n')}\n}\n`);
    assert.ok(chunks.length > 2);
    for (const chunk of chunks) assert.equal(chunk.symbol, 'run');
    for (const chunk of chunks.slice(1)) assert.match(chunk.text, /^ {2}if/);
  });

  it('names sections of Markdown and reStructuredText by their headings', async () => {
    const filler =
      'Words about the matter at hand, enough of them to make a section of some size. '.repeat(5);
    const markdown = await chunked(
      'guide.md',
      `# Guide\n\n## Install\n\n${filler}\n\n\`\`\`sh\n# not a heading\n\`\`\`\n\n## Use ` +
        `[it](x)\n\n${filler}\n`,
    );
    assert.deepEqual(markdown.chunks.map(describeRange), [
      '1-9 Guide > Install',
      '11-13 Guide > Use it',
    ]);
    const rest = await chunked(
      'guide.rst',
      `Guide\n=====\n\nInstall\n-------\n\n${filler}\n\nUse\n---\n\n${filler}\n`,
    );
    assert.deepEqual(rest.chunks.map(describeRange), ['1-7 Guide > Install', '9-12 Guide > Use']);
  });

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

  it('recognises a pointer to another file, in every kind of file', async () => {
    const companion = Buffer.concat([Buffer.from('0005160700020000', 'hex'), Buffer.alloc(100)]);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a1'.repeat(32)}\nsize 12345\n`;
    for (const name of ['a.pdf', 'a.docx', 'a.ipynb', 'a.csv', 'a.weird']) {
      assert.equal(await skipped(`docs/._${name}`, companion), 'apple-double');
      assert.equal(await skipped(name, pointer), 'lfs-pointer');
      assert.equal(await skipped(name, pointer.replaceAll('\n', '\r\n')), 'lfs-pointer');
      assert.equal(await skipped(`~$${name}`, companion), 'owner-file');
    }
    const talk = `# Pointers\n\n${pointer}`;
    assert.equal(await skipped('a.md', talk), null);
  });

  it('does not change the bytes it was given', async () => {
    const bytes = Uint8Array.from(makePdf([['text']]));
    const before = Buffer.from(bytes);
    await chunker.chunk('a.pdf', bytes);
    assert.deepEqual(Buffer.from(bytes), before);
  });

  it('keeps HTML in its own lines, named by its headings', async () => {
    const words = 'Words about the matter at hand, enough of them to make a section of some size.';
    const filler = `<p>${words}</p>\n`.repeat(5);
    const html = `<title>Page</title>\n<h1>One</h1>\n${filler}<h1>Two</h1>\n${filler}`;
    const { role, chunks } = await chunked('a.html', html);
    assert.equal(role, 'prose');
    assertChunksOf(linesOf(html), chunks, tokenizer);
    assert.deepEqual(
      chunks.map(({ symbol }) => symbol),
      ['Page > One', 'Page > Two'],
    );
  });

  it('masks secrets in every kind of file before anything else reads them', async () => {
    const token = ['xoxb', '123456789012', 'abcdefABCDEF0123'].join('-');
    const files: [string, string | Uint8Array][] = [
      ['a.py', `token = "${token}"\n`],
      ['a.md', `# The token of the bot\n\n${token}\n`],
      ['a.pdf', makePdf([[`use ${token} here`]])],
      ['a.docx', makeDocx([`use ${token} here`])],
      ['a.ipynb', JSON.stringify({ cells: [{ cell_type: 'code', source: `t = "${token}"` }] })],
    ];
    for (const [name, content] of files) {
      const { chunks } = await chunked(name, content);
      const all = chunks.map(embeddedText).join('\n');
      assert.ok(!all.includes(token) && all.includes(maskCharacter.repeat(token.length)), name);
    }
  });

  it('keeps the ranges of a file with a masked secret', async () => {
    const token = ['xoxb', '123456789012', 'abcdefABCDEF0123'].join('-');
    const lines = Array.from({ length: 80 }, (_, i) =>
      i % 9 === 0 ? `slack_${i} = "${token}"` : `value_${i} = ${i}`,
    );
    assertChunksOf(lines, (await chunked('a.py', lines.join('\n'))).chunks, tokenizer);
  });

  it('skips binary, large, minified, generated, lock and secret files', async () => {
    assert.equal(
      await skipped('a.bin', Buffer.from([0, 1, 2, 3, 0, 5, 6, 7, 8, 0, 0, 0])),
      'binary',
    );
    assert.equal(
      await skipped(
        'late.txt',
        Buffer.concat([Buffer.from('text '.repeat(300)), Buffer.alloc(500)]),
      ),
      'binary',
    );
    assert.equal(await skipped('a.txt', 'x'.repeat(1_500_001)), 'too-large');
    assert.equal(await skipped('a.pdf', Buffer.alloc(20_000_001)), 'too-large');
    assert.equal(await skipped('a.js', `!function(){${'var a=1;'.repeat(2000)}}()`), 'minified');
    assert.equal(
      await skipped('a.go', '// Code generated by stringer. DO NOT EDIT.\npackage a\n'),
      'generated',
    );
    assert.equal(await skipped('sub/package-lock.json', '{}'), 'lock-file');
    assert.equal(await skipped('.env', 'A=1'), 'secret');
    const key =
      `-----BEGIN PRIVATE KEY-----\n${`MI${'AbC0'.repeat(15)}x\n`.repeat(8)}-----END PRIVATE ` +
      'KEY-----\n';
    assert.equal(await skipped('notes', key), 'secret');
  });

  it('gives a source that says it was generated its own role', async () => {
    assert.equal(
      (
        await chunked(
          'src/ops.py',
          '# This file was generated using make ops. Do not edit manually.\nx = 1\n',
        )
      ).role,
      'generated',
    );
  });

  it('indexes text whatever its name', async () => {
    for (const [name, language] of [
      ['Makefile', 'makefile'],
      ['Dockerfile', 'dockerfile'],
      ['LICENSE', 'plaintext'],
      ['run', 'shellscript'],
      ['data.weird', 'plaintext'],
      ['.env.example', 'plaintext'],
    ] as const) {
      const file = await chunked(name, '#!/usr/bin/env bash\nall: it\n');
      assert.equal(
        file.language,
        name === 'LICENSE' || name === 'data.weird' || name === '.env.example'
          ? 'shellscript'
          : language,
      );
      assert.equal(file.chunks.length, 1);
    }
  });

  it('yields to the event loop while it reads a large file', async () => {
    const source = Array.from(
      { length: 9000 },
      (_, i) => `def function_${i}(value):\n    """Doubles."""\n    return value * ${i}\n`,
    ).join('\n');
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns++;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await chunked('large.py', source);
    done = true;
    // Without slices there would be one turn before and one after; how many more there are depends
    // on the machine.
    assert.ok(turns > 3, `${turns} turns`);
  });
});
