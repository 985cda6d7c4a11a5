import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { embeddedText } from '../../../src/core/chunking/embeddedText.ts';
import { leftOutSpans } from '../../../src/core/chunking/skipping/leftOutSpans.ts';
import type { Chunk } from '../../../src/core/domain.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';
import { shippedFile } from '../../../src/node/files/shippedFiles.ts';
import { assertChunksOf } from '../../support/indexes/chunkInvariants.ts';
import { chunked, chunker } from '../../support/indexes/fileChunks.ts';
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
