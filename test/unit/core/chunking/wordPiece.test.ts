import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { createWordPiece } from '../../../../src/core/chunking/wordPiece.ts';
import { shippedFile } from '../../../../src/node/files/shippedFiles.ts';
import { loadWordPiece } from '../../../../src/node/embedding/loadWordPiece.ts';

/**
 * The library's own declarations import without extensions, which this project's module resolution
 * does not follow.
 */
interface Library {
  Tokenizer: new (file: unknown, config: object) => { encode(text: string): { ids: number[] } };
}

describe('WordPiece', () => {
  const { Tokenizer } = createRequire(import.meta.url)('@huggingface/tokenizers') as Library;
  const library = new Tokenizer(
    JSON.parse(readFileSync(shippedFile('media/tokenizer.json'), 'utf8')),
    {},
  );
  const ours = loadWordPiece();

  const assertEqualToLibrary = (text: string): void => {
    const ids = library.encode(text).ids;
    assert.deepEqual(ours.encode(text), ids);
    assert.equal(ours.count(text), ids.length - 2);
  };

  for (const [what, text] of [
    ['accents', 'Crème brûlée, naïve Ångström ÉCOLE e\u0301'],
    ['Chinese, Japanese and Korean', '编程语言 テスト ﾃｽﾄ 한국어 漢字かな交じり 𠀀𠀁 豈'],
    ['control characters', 'a\u0000b c\u000bd e\u000cf \u200bg\ufeffh \u0085 i\u00adj'],
    ['odd spaces', 'a\u00a0b\u3000c\u2028d\u2009e\r\nf\tg'],
    ['emoji and broken surrogates', 'ship it 🚀👩‍👩‍👧 \ud83d and \ude80 \ufffd'],
    ['special tokens in the text', 'x[SEP]y [CLS] [MASK][UNK] [PAD]] [[SEP] [sep]'],
    [
      'words over 100 characters',
      `${'a'.repeat(100)} ${'b'.repeat(101)} ${'é'.repeat(100)} ${'🚀'.repeat(101)}`,
    ],
    ['final and other sigmas', 'ΟΔΟΣ ΟΔΟΣ.Α Σ ΣΑΣ, ΑΣ\u0301'],
    ['letters that grow when lowered', 'İSTANBUL ẞ Ǆ'],
    ['symbols that are no punctuation', '€ ± © → █ ´ $ + < = > ^ ` | ~'],
    ['names that objects inherit', 'constructor __proto__ toString hasOwnProperty'],
  ] as const) {
    it(`matches the library's ids for ${what}`, () => {
      assertEqualToLibrary(text);
    });
  }

  it("matches the library's ids for any text", () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary-ascii', maxLength: 200 }),
      fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
      fc
        .array(
          fc.constantFrom(
            '[SEP]',
            '[',
            ']',
            ' ',
            'the',
            'Σ',
            'ſ',
            'é',
            '\u0301',
            '中',
            'ü',
            '\u200d',
            '_',
            '::',
            '\n',
            'unaffable',
          ),
          { maxLength: 40 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(fc.property(anything, assertEqualToLibrary), { numRuns: 3000 });
  });

  it("matches the library's ids for real files", () => {
    const folders = [
      'src/core',
      'node_modules/ignore',
      'node_modules/markdown-it',
      'node_modules/entities',
      'node_modules/fast-check',
    ];
    for (const folder of folders) {
      const root = shippedFile(folder);
      const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(ts|js|md|json)$/.test(name))
        .sort()
        .slice(0, 20);
      for (const name of files)
        assertEqualToLibrary(readFileSync(join(root, name), 'utf8').slice(0, 40_000));
    }
  });

  it('refuses a vocabulary with ids that it cannot hold', () => {
    const pieces = new Map([
      ['[CLS]', 0],
      ['[SEP]', 1],
      ['[UNK]', 65_536],
    ]);
    assert.throws(() => createWordPiece({ pieces, addedTokens: new Map() }), /ids above 65535/);
  });

  it('counts tokens per line so that they add up to those of the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }),
        (lines) => {
          assert.equal(
            ours.count(lines.join('\n')),
            lines.reduce((sum, line) => sum + ours.count(line), 0),
          );
        },
      ),
    );
  });
});
