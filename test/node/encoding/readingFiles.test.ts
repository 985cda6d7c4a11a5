import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { chunked, chunker, skipped } from '../../support/indexes/fileChunks.ts';
import { makeDocx } from '../../support/documents/officeFiles.ts';
import { makePdf } from '../../support/documents/pdfFiles.ts';

/** Lines of encoded data alone: no chunk may contain a stretch of it. */
const stretch = /[A-Za-z0-9+/]{130,}/;
const wrapped = (data: string, width: number): string =>
  (data.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');

describe('encoded data in files', () => {
  const formats: readonly (readonly [string, (data: string) => string | Uint8Array])[] = [
    ['a.md', (data) => `# Basin\n\n![map](data:image/png;base64,${data})\n\nSix metres deep.\n`],
    ['a.md', (data) => `# ![map](data:image/png;base64,${data}) Basin\n\nSix metres deep.\n`],
    ['a.html', (data) => `<img src="data:image/png;base64,${data}">\n<p>Six metres deep.</p>\n`],
    ['a.css', (data) => `/* Six metres deep. */\na { background: url(data:x/y;base64,${data}) }\n`],
    ['a.py', (data) => `SOUND = "${data}"\n\ndef play():\n    """Six metres deep."""\n`],
    ['a.json', (data) => JSON.stringify({ text: 'Six metres deep.', data }, null, 2)],
    ['a.json', (data) => JSON.stringify({ text: 'Six metres deep.', data })],
    ['a.yaml', (data) => `text: Six metres deep.\ndata: ${data}\n`],
    ['a.txt', (data) => `Six metres deep.\n${wrapped(data, 76)}\n`],
    [
      'a.crt.txt',
      (data) =>
        `Six metres deep.\n-----BEGIN CERTIFICATE-----\n${wrapped(data, 64)}\n-----END ` +
        'CERTIFICATE-----\n',
    ],
    ['a.gd', (data) => `# Six metres deep.\nvar x = "${data}"\n`],
    ['a.docx', (data) => makeDocx(['# Basin', `Six metres deep. ${data}`])],
    ['a.pdf', (data) => makePdf([['Six metres deep.', ...wrapped(data, 90).split('\n')]])],
    [
      'a.ipynb',
      (data) =>
        JSON.stringify({
          cells: [
            { cell_type: 'markdown', source: `# ![](data:image/png;base64,${data})` },
            { cell_type: 'code', source: `# Six metres deep.\nx = "${data}"` },
          ],
        }),
    ],
  ];
  for (const [index, [path, write]] of formats.entries())
    it(`is in no chunk of ${path}, though the text beside it is (${index + 1})`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1500, max: 6000 }), async (length) => {
          const { chunks, reading } = await chunked(
            path,
            write(randomBytes(length).toString('base64')),
          );
          assert.ok(chunks.some(({ text }) => text.includes('Six metres deep.')));
          for (const { text, symbol } of chunks) {
            assert.doesNotMatch(text, stretch);
            assert.doesNotMatch(symbol, stretch);
          }
          assert.ok(reading.linesLeftOut > 0);
        }),
        { numRuns: 8 },
      );
    });

  it('leaves the columns of the words around it exact', async () => {
    const line =
      `<img alt="logo" src="data:image/png;base64,${randomBytes(3000).toString('base64')}"> ` +
      'open daily';
    const { chunks } = await chunked('a.html', `<p>first</p>\n${line}\n`);
    for (const { range, text } of chunks) {
      if (range.kind !== 'lines' || range.columns === undefined) continue;
      assert.equal(text, line.slice(range.columns[0] - 1, range.columns[1]));
    }
    assert.ok(chunks.some(({ text }) => text.includes('open daily')));
  });
});

describe('a text file', () => {
  it('may contain a stray zero, colour codes, or UTF-16 without a byte order mark', async () => {
    const lines = 'export const key = (a, b) => `${a}\0${b}`;\n';
    assert.equal((await chunked('keys.ts', lines)).chunks[0]?.text, lines.trimEnd());
    const log = '\x1b[1m\x1b[36m12\x1b[0m \x1b[2mok\x1b[0m tug\n'.repeat(40);
    assert.ok((await chunked('tow.log', log)).chunks.length > 0);
    const korean = Buffer.from('# 선석 배정 우선순위\n여객선이 화물선보다 높다.\n', 'utf16le');
    const { chunks, reading } = await chunked('rank.txt', korean);
    assert.equal(chunks[0]?.range.endLine, 2);
    assert.equal(reading.encoding, 'utf16le');
  });

  it('is never an archive, a picture, a program or random bytes, whatever the name', async () => {
    for (const bytes of [
      Buffer.from('PK\x03\x04\x14\0\0\0\b\0', 'latin1'),
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'),
      Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1'),
      randomBytes(3000),
    ])
      for (const path of ['deck.key', 'notes.txt', 'a.py', 'data'])
        assert.equal(await skipped(path, bytes), 'binary');
  });

  it('is read in the encoding from its declaration, the setting or its letters', async () => {
    const text = '// 단골 선사의 입항료를 할인한다\nint discount(int cents);\n';
    const bytes = iconv.encode(text, 'euckr');
    const found = await chunked('Table.java', bytes);
    assert.equal(found.chunks[0]?.text, text.trimEnd());
    assert.equal(found.reading.encoding, 'euckr');
    const set = await chunker.chunk('a.txt', iconv.encode('НДС', 'koi8r'), 'koi8r');
    assert.ok(!('skipped' in set));
    assert.deepEqual([set.chunks[0]?.text, set.reading.encoding], ['НДС', 'koi8r']);
  });
});

describe('the kind of a file', () => {
  it('comes from its shebang if its name says nothing', async () => {
    for (const [path, first, language, role] of [
      ['build', '#!/bin/sh', 'shellscript', 'source'],
      ['workspace', '#!/usr/bin/env node', 'javascript', 'source'],
      ['BUILD', 'cc_library(name = "a")', 'python', 'source'],
      ['build', 'Notes on how we build.', 'plaintext', 'prose'],
      ['run', '#!/opt/odd/interpreter', 'plaintext', 'source'],
      ['deploy', '#!/usr/bin/env fish', 'fish', 'source'],
      ['crane.gd', 'extends Node2D', 'gdscript', 'source'],
      ['crane.qqq', 'extends Node2D', 'plaintext', 'source'],
      ['test_crane.qqq', 'extends Node2D', 'plaintext', 'test'],
      ['notes.org', '* Basin', 'plaintext', 'prose'],
      ['LICENSE', 'MIT', 'plaintext', 'prose'],
      ['.foorc', 'depth = 6', 'plaintext', 'data'],
    ] as const) {
      const file = await chunked(path, `${first}\nsecond line\n`);
      assert.deepEqual([file.language, file.role], [language, role], `${path}: ${first}`);
    }
  });

  it('is a secret for a .key file only if it contains a key', async () => {
    const pem =
      `-----BEGIN PRIVATE KEY-----\n${wrapped(randomBytes(600).toString('base64'), 64)}\n` +
      '-----END PRIVATE KEY-----\n';
    assert.equal(await skipped('server.key', pem), 'secret');
    assert.equal(await skipped('session.key', `${randomBytes(32).toString('hex')}\n`), 'secret');
    const { chunks } = await chunked('locale/de.key', 'berth.full=Liegeplatz ausgebucht\n');
    assert.equal(chunks.length, 1);
  });
});
