import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guessUtf16 } from '../../../../src/core/encoding/guessUtf16.ts';
import { looksBinary } from '../../../../src/core/encoding/looksBinary.ts';

const latin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('binary data', () => {
  it('is recognised by its signature or its control characters', () => {
    for (const bytes of [
      latin1('\x89PNG\r\n\x1a\n'),
      latin1('PK\x03\x04\x14\0\x06\0'),
      latin1('%PDF-1.7\n'),
      Uint8Array.from({ length: 400 }, (_, i) => (i * 37) % 256),
      latin1('\0\x01\x02'),
      latin1('\0'),
      latin1(`${'text '.repeat(300)}${'\0'.repeat(500)}`),
    ])
      assert.equal(looksBinary(bytes), true);
  });

  it('is not assumed from a stray zero, colour codes, separators or non-ASCII letters', () => {
    for (const text of [
      'const key = `${berth}\0${date}`;\n',
      '\x1b[1m\x1b[36m12\x1b[0m \x1b[2mok\x1b[0m\n'.repeat(50),
      '8=FIX.4.2\x019=65\x0135=A\x0149=SERVER\x01\n'.repeat(20),
      '\x1e{"a": 1}\n'.repeat(20),
      '\xbc\xb1\xbc\xae \xb9\xe8\xc1\xa4'.repeat(20),
      'page one\n\fpage two\n',
      '',
    ])
      assert.equal(looksBinary(latin1(text)), false, JSON.stringify(text.slice(0, 40)));
  });

  it('is not assumed for any printable text with a zero in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', maxLength: 600 }),
        fc.nat(600),
        (text, at) => {
          const bytes = latin1(`${text.slice(0, at)}\0${text.slice(at)}`);
          // A zero byte beside nothing, or only beside blanks, is not text.
          fc.pre(/\S/.test(text) && !/^(?:GIF8|%PDF-|PK|7z|Rar!|wOF)/.test(text));
          assert.equal(looksBinary(bytes), false);
        },
      ),
    );
  });
});

describe('UTF-16 without a byte order mark', () => {
  const encoded = (text: string, big: boolean): Uint8Array => {
    const bytes = new Uint8Array(text.length * 2);
    for (let i = 0; i < text.length; i++)
      new DataView(bytes.buffer).setUint16(2 * i, text.charCodeAt(i), !big);
    return bytes;
  };

  it('is recognised by ASCII letters or by line ends in any script', () => {
    for (const text of [
      'plain words\n',
      '선석 배정 우선순위는 여객선이 높다.\n',
      '台风期间吊机停止作业\n所有人员撤到二号仓库\n',
      'Скидка для клиентов\n',
    ]) {
      assert.equal(guessUtf16(encoded(text, false)), 'utf16le', text);
      assert.equal(guessUtf16(encoded(text, true)), 'utf16be', text);
    }
  });

  it('is not recognised in other bytes', () => {
    for (const bytes of [
      latin1('plain words'),
      latin1('one \0 zero'),
      Uint8Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? 0 : (i * 7) % 32)),
      new Uint8Array(100),
    ])
      assert.equal(guessUtf16(bytes), undefined);
  });
});
