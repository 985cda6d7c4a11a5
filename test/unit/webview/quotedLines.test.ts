import assert from 'node:assert/strict';
import fc from 'fast-check';
import { highlight, splitLines } from '../../../webview/answer/highlight.ts';
import { plainText } from '../../../src/core/plainText.ts';
import { quotedLines } from '../../../webview/answer/quotedLines.ts';

const joined = (pieces: readonly { text: string }[]) => pieces.map(({ text }) => text).join('');
const line = (number: number, text: string, best = false) => ({ number, text, best });

describe('highlight', () => {
  it('gives keywords, strings and functions their colours', () => {
    const pieces = highlight('def f():\n    return "x"', 'python');
    assert.deepEqual(
      pieces.filter(({ tone }) => tone !== null),
      [
        { text: 'def', tone: 'keyword' },
        { text: 'f', tone: 'function' },
        { text: 'return', tone: 'keyword' },
        { text: '"x"', tone: 'string' },
      ],
    );
  });

  it('accepts the language ids of VS Code', () => {
    for (const id of [
      'typescriptreact',
      'javascriptreact',
      'shellscript',
      'jsonc',
      'html',
      'csharp',
      'objective-c',
      'yaml',
      'toml',
      'vue',
    ]) {
      assert.notEqual(highlight('if "a" <b c="d"> 1 # x', id).length, 1, id);
    }
  });

  it('leaves a language it does not know in one piece', () => {
    assert.deepEqual(highlight('if x', 'restructuredtext'), [{ text: 'if x', tone: null }]);
  });

  it('keeps every character, whatever the code', () => {
    const code = fc
      .array(
        fc.constantFrom(
          '<?php ',
          '<script>',
          '</script>',
          '`${',
          '"""',
          "'",
          '"',
          '\n',
          ' ',
          'if',
          '{',
          '}',
          '//',
          '/*',
          '#',
          '<b>',
          '&lt;',
          'é',
          '😀',
          '\\',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        code,
        fc.constantFrom(
          'python',
          'typescript',
          'php',
          'html',
          'markdown',
          'bash',
          'cpp',
          'nothing',
        ),
        (text, language) => {
          const pieces = highlight(text, language);
          assert.equal(joined(pieces), text);
          assert.deepEqual(splitLines(pieces).map(joined), text.split('\n'));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('quotedLines', () => {
  it('removes the indentation that all lines share and keeps the rest', () => {
    const lines = quotedLines({
      language: 'python',
      lines: [line(3, '    try:'), line(4, '        go()'), line(5, '')],
    });
    assert.deepEqual(
      lines.map(({ indent, pieces }) => indent + joined(pieces)),
      ['try:', '    go()', ''],
    );
  });

  it('marks where lines of the file are omitted', () => {
    const lines = quotedLines({
      language: 'python',
      lines: [line(3, 'a'), line(4, 'b'), line(9, 'c')],
    });
    assert.deepEqual(
      lines.map(({ gap }) => gap),
      [false, false, true],
    );
  });

  it('colours lines that belong together as one text', () => {
    const [, second] = quotedLines({
      language: 'python',
      lines: [line(1, '"""A text'), line(2, 'over lines."""')],
    });
    assert.deepEqual(second?.pieces, [{ text: 'over lines."""', tone: 'string' }]);
  });

  it('keeps the numbers, marks and words of any lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ number: fc.nat(50), text: fc.string(), best: fc.boolean() }), {
          maxLength: 6,
        }),
        (given) => {
          const lines = quotedLines({ language: 'typescript', lines: given });
          assert.deepEqual(
            lines.map(({ number, best }) => ({ number, best })),
            given.map(({ number, best }) => ({ number, best })),
          );
          for (const [index, { indent, pieces }] of lines.entries())
            assert.equal(
              (indent + joined(pieces)).trim(),
              plainText(given[index]!.text.replaceAll('\t', '    ')).trim(),
            );
        },
      ),
    );
  });
});

describe('plainText', () => {
  it('makes bidirectional control characters in a name visible', () => {
    assert.equal(plainText('invoice\u202egpj.exe'), 'invoice\ufffdgpj.exe');
    assert.equal(plainText('a\nb\u0000'), 'a\ufffdb\ufffd');
    assert.equal(plainText('naïve שלום 漢字\t'), 'naïve שלום 漢字\t');
  });
});
