import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  encodedSpans,
  withoutEncoded,
} from '../../../../src/core/chunking/skipping/encodedSpans.ts';
import { isKeyMaterial } from '../../../../src/core/chunking/skipping/keyMaterial.ts';
import { leftOutSpans } from '../../../../src/core/chunking/skipping/leftOutSpans.ts';
import { longDataLines } from '../../../../src/core/chunking/skipping/longLines.ts';
import { skipByContent } from '../../../../src/core/chunking/skipping/skipByContent.ts';

/** Bytes that look random but are the same in every run. */
function noise(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 32 < length; i++)
    blocks.push(createHash('sha256').update(String(i)).digest());
  return Buffer.concat(blocks).subarray(0, length);
}
const base64 = noise(6000).toString('base64');
const hex = noise(3000).toString('hex');
const wrapped = base64.match(/.{1,76}/g) ?? [];

describe('encoded data', () => {
  for (const [what, before, data, after] of [
    ['a picture in Markdown', '![map](', `data:image/png;base64,${base64}`, ')'],
    ['a picture in HTML', '<img src="', `data:image/png;base64,${base64}`, '"> <p>Open daily.</p>'],
    ['a font in CSS', 'src: url(', `data:font/woff2;base64,${base64}`, ') format("woff2");'],
    [
      'a percent-encoded picture',
      'background: url("',
      `data:image/svg+xml,${'%3Cpath%20d=%22M0%200%22/%3E'.repeat(9)}`,
      '");',
    ],
    ['base64 in a string', 'SOUND = "', base64, '"'],
    ['hexadecimal in a string', "blob = x'", hex, "';"],
    ['escaped bytes', 'static char logo[] = "', '\\x89\\x50\\xa0\\x1f'.repeat(60), '";'],
    ['a key of SSH', 'ssh-rsa ', noise(279).toString('base64'), ' harbour@office'],
    ['the map of a bundle', '//# sourceMappingURL=', `data:application/json;base64,${base64}`, ''],
    [
      'a drawing as it is written',
      'background: url("',
      `data:image/svg+xml;utf8,${"<path d='M0 0 L10 10' fill='#fff'/>".repeat(9)}`,
      '");',
    ],
    ['the path of a drawing', '<path d="M', '1.5-3.25.5L10 10c4,4 '.repeat(30).trim(), ' Z"/>'],
    ['numbers', '{"tide": [', '3.125, -17, 2e-5, '.repeat(40).slice(0, -2), '], "unit": "m"}'],
    ['coordinates', '{"area": [[', '8.1234,53.5678],['.repeat(40).slice(0, -3), ']]}'],
    ['mappings', '{"version": 3, "mappings": "', 'AAAA,SAASA,IAAI;CACX,'.repeat(30), '"}'],
  ] as const)
    it(`is found in a line: ${what}`, () => {
      assert.deepEqual(withoutEncoded([`${before}${data}${after}`]), [before + after]);
    });

  it('is found in blocks of lines, whatever their syntax', () => {
    for (const [open, close, decorate] of [
      ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', (line: string) => line],
      ['DATA = (', ')', (line: string) => `    "${line}"`],
      ['const data = [', '];', (line: string) => `  '${line}',`],
      ['Content-Transfer-Encoding: base64', '--boundary--', (line: string) => line],
      ['# logo:', '# end of the logo', (line: string) => `# ${line}`],
    ] as const) {
      const lines = [open, ...wrapped.map(decorate), close];
      const shown = withoutEncoded(lines);
      assert.deepEqual(
        shown.filter((line) => line !== ''),
        [open, close],
      );
      assert.equal(shown.length, lines.length);
    }
    const dump = Array.from(
      { length: 20 },
      (_, i) => `  ${'0x3f, 0xa0, 0x11, '.repeat(4)} 0x${i.toString(16)},`,
    );
    const numbers = Array.from({ length: 40 }, (_, i) => `  ${'63, -160, 1.5f, '.repeat(4)}${i},`);
    for (const rows of [dump, numbers])
      assert.deepEqual(
        withoutEncoded(['int a[] = {', ...rows, '};']).filter((line) => line !== ''),
        ['int a[] = {', '};'],
      );
  });

  it('is not found in ordinary text and code', () => {
    const lines = [
      `/usr/local/share/${'harbour-office/documents/'.repeat(12)}readme`,
      '-'.repeat(300),
      '='.repeat(300),
      '_'.repeat(300),
      'aVeryLongIdentifierThatSomebodyWroteInOneOfTheirGeneratedBindings'.repeat(4),
      'SOME_VERY_LONG_CONSTANT_WITH_42_IN_IT_'.repeat(8),
      'sha512-3fd5iF2vMqWbZ1QeYtNcK8rP0sLxA7uHgJ4oD9mTzB6wXvRnEyCkSaUhGfOpLqI1jMdV5tWcZbN2xK==',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4  notes.txt',
      '할인율을 계산한다'.repeat(40),
      'The inner basin is six metres deep at low tide. '.repeat(20),
      ...Array.from({ length: 40 }, (_, i) => `${i},120,17.5,330,0,12,1,2024,7,15,1013,21.5,8`),
      ...Array.from({ length: 9 }, () => '  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19,'),
      `version ${'1.2.3, '.repeat(20)}and ports 1 to 9`,
      '00000000: 7f45 4c46 0201 0100 0000 0000 0000 0000  .ELF............',
    ];
    assert.deepEqual(withoutEncoded(lines), lines);
  });

  it('does not include the words around it, whatever they are', () => {
    const words = fc.stringMatching(/^[a-z ]{0,40}$/);
    fc.assert(
      fc.property(words, words, fc.nat(2000), (before, after, from) => {
        const data = base64.slice(from, from + 600);
        assert.deepEqual(withoutEncoded([`${before}"${data}"${after}`]), [`${before}""${after}`]);
      }),
    );
  });

  it('is found as one span in a megabyte of it', () => {
    const line = noise(1_000_000).toString('base64');
    assert.deepEqual(encodedSpans([line]).get(0), [[0, line.length]]);
  });
});

describe('long lines', () => {
  const insert =
    'INSERT INTO calls VALUES ' +
    `${Array.from({ length: 400 }, (_, i) => `(${i},'ship ${i}',${i * 37})`).join(',')};`;
  const table = ['CREATE TABLE calls (', '  id INT NOT NULL,', '  ship VARCHAR(80)', ');'];

  it('of data are skipped, and the lines around them are kept', () => {
    assert.deepEqual([...leftOutSpans([...table, insert, ...table], 'sql').keys()], [4]);
    assert.equal(skipByContent([...table, insert], 'sql'), null);
  });

  it('of words are kept, in prose, in code and in data', () => {
    const prose = 'The inner basin is six metres deep at low tide, and ships wait. '.repeat(150);
    const entries = Array.from(
      { length: 150 },
      (_, i) => `"label.berth${i}":"Liegeplatz belegt, bitte warten"`,
    );
    const json = `{${entries.join(',')}}`;
    for (const [line, language] of [
      [prose, 'markdown'],
      [`PROMPT = "${prose}"`, 'python'],
      [json, 'json'],
    ] as const) {
      assert.equal(longDataLines([line], language).size, 0, language);
      assert.equal(skipByContent([line], language), null, language);
    }
  });

  it('of nothing but records or code exclude the whole file', () => {
    const records = `[${'{"id":48120,"at":1717171717},'.repeat(300)}{}]`;
    assert.equal(skipByContent([records], 'json'), 'minified');
    const bundle = `!function(e,t){${'var a=t(1),b=e.c;a&&b(e);'.repeat(400)}}()`;
    for (const licence of [['/* MIT */'], ['/*', 'MIT', 'by somebody', 'and others', '*/']])
      assert.equal(skipByContent([...licence, bundle], 'javascript'), 'minified');
    assert.equal(skipByContent([bundle], 'plaintext'), 'minified');
    const wrappedBundle = bundle.match(/.{1,480}/g) ?? [];
    assert.equal(skipByContent(wrappedBundle, 'javascript'), 'minified');
  });

  it('of a log or a table are kept, however long', () => {
    const event = `{"level":"info","ids":[${'"a1","b2",'.repeat(900)}"c3"]}`;
    const row = 'Ship 7;12;north;2024-05-01;'.repeat(400);
    for (const line of [event, row]) assert.equal(skipByContent([line], 'plaintext'), null);
  });

  it('of data are kept for their words, whatever marks them up', () => {
    const gates = Array.from({ length: 200 }, (_, i) => `<gate n="${i}">Opens at dawn</gate>`);
    assert.equal(skipByContent([`<gates>${gates.join('')}</gates>`], 'xml'), null);
  });

  it('that are long because of a picture are not data', () => {
    const lines = ['import base64', `SOUND = "${base64}"`, 'def play(): pass'];
    assert.equal(longDataLines(lines, 'python').size, 0);
    assert.equal(skipByContent(lines, 'python'), null);
  });
});

describe('a file that is generated by its content', () => {
  it('is a source map under any name', () => {
    assert.equal(
      skipByContent(['{"version":3,"sources":["a.ts"],"mappings":"AAAA"}'], 'plaintext'),
      'generated',
    );
    assert.equal(skipByContent(['{"version":3,"name":"a"}'], 'json'), null);
  });

  it('is not a source that only mentions the mark', () => {
    for (const line of [
      ' * Adds `@generated` to a header where it is missing.',
      '# Skips files that carry an @generated stamp, because reviewers need not read them.',
      "// import { api } from '@generated/client';",
      '# api/*.pb.go is auto-generated; do not change it by hand, run `make api`.',
      '//\t// Code generated by desk. DO NOT EDIT.',
      '<!-- Do not edit generated files directly: DO NOT EDIT generated/ by hand. -->',
      '# The clients below lib/ are generated by swagger. DO NOT EDIT them, edit the YAML.',
      '* @generated files are hidden in reviews',
      '// @generated/prisma holds the client',
      '# Files marked "Code generated ... DO NOT EDIT" are skipped by the linter.',
      '// Warns when autogenerated files were edited; do not change generated ones.',
    ])
      for (const language of ['python', 'markdown'])
        assert.equal(skipByContent([line, 'x = 1'], language), null, line);
  });

  it('has the mark in any of its usual forms', () => {
    for (const line of [
      '// Code generated by MockGen. DO NOT EDIT.',
      '# @generated',
      ' * @generated SignedSource<<0123456789abcdef>>',
      '// This file is @generated by prost-build.',
      '// GENERATED CODE - DO NOT MODIFY BY HAND',
      '/* AUTO-GENERATED FILE.  DO NOT MODIFY. */',
      '// THIS FILE IS AUTOMATICALLY GENERATED. DO NOT EDIT.',
      '# Generated by the protocol buffer compiler.  DO NOT EDIT!',
      '// <auto-generated/>',
      '// File generated by the schema tool. DO NOT EDIT',
      '// DO NOT EDIT. This code was generated by a tool.',
      '/* WARNING: this file was auto-generated, do not edit */',
    ])
      assert.equal(skipByContent(['', line, 'x'], 'go'), 'generated', line);
  });
});

describe('a file that ends in .key', () => {
  it('is a secret if it contains a key; otherwise its content decides', () => {
    const pem = ['-----BEGIN ENCRYPTED PRIVATE', 'KEY-----'].join(' ');
    for (const lines of [
      [pem, ...wrapped.slice(0, 4), '-----END-----'],
      [noise(32).toString('hex'), ''],
      ['# signing key', noise(32).toString('base64')],
    ])
      assert.equal(isKeyMaterial('conf/server.key', lines), true, lines[0]);
    for (const lines of [
      ['berth.full=ausgebucht', 'berth.free=frei'],
      ['The answer to question 4 is: six metres.'],
      [''],
    ])
      assert.equal(isKeyMaterial('locale/de.key', lines), false);
    assert.equal(isKeyMaterial('notes.txt', [pem]), false);
  });
});
