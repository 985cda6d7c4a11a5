import assert from 'node:assert/strict';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { splitLines } from '../../../src/core/chunking/textLines.ts';
import { decodeText } from '../../../src/node/encoding/decodeText.ts';
import { samples } from './samples.ts';

function read(bytes: Uint8Array, assumed?: string): string {
  const decoded = decodeText(bytes, assumed);
  assert.ok(decoded !== undefined, 'taken for binary');
  return decoded.text;
}

/** A comment as it appears in a source, and the same within a page of code. */
const wrappings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `int main(void)\n{\n    return 0; /* ${text} */\n}\n`,
  (text) =>
    `${'    total += weight(step) * rate;\n'.repeat(40)}// ${text}\n${'done();\n'.repeat(40)}`,
];

describe('the encoding of a text that declares none', () => {
  for (const { language, encodings, texts } of samples)
    for (const encoding of encodings)
      it(`is detected for ${language} in ${encoding}, from two words on`, () => {
        for (const text of texts)
          for (const wrap of wrappings) {
            const whole = wrap(text);
            assert.equal(read(iconv.encode(whole, encoding)), whole);
          }
      });

  it('is the relative of a common encoding that alone has the characters', () => {
    const french = "# Tarif d'été : 12 € par tonne, réduction à Noël, œuvre exclue";
    for (const [text, encoding] of [
      [french, 'iso885915'],
      [french, 'windows1252'],
      ['碼頭嘅吊機喺八號風球時停止運作，我哋需要通知船長', 'big5hkscs'],
      ['碼頭的吊機在颱風期間停止作業，我們需要通知船長', 'cp950'],
    ] as const)
      assert.equal(decodeText(iconv.encode(text, encoding))?.text, text, encoding);
  });

  it('is detected in a file with a broken character', () => {
    for (const { encodings, texts } of samples)
      for (const encoding of encodings) {
        const bytes = iconv.encode(texts.join('\n'), encoding);
        const text = read(Buffer.concat([bytes, Buffer.from('\n'), bytes.subarray(-1)]));
        assert.equal(text.slice(0, texts.join('\n').length), texts.join('\n'), encoding);
      }
  });

  it('is UTF-8 if the bytes are valid UTF-8', () => {
    for (const { texts } of samples)
      for (const text of texts) {
        assert.deepEqual(decodeText(Buffer.from(text)), { text, encoding: 'utf8' });
      }
  });

  it("stays UTF-8 even if the folder's setting names another one", () => {
    for (const { texts } of samples)
      for (const text of texts)
        for (const assumed of ['euckr', 'shiftjis', 'gbk', 'windows1251', 'windows1252'])
          assert.equal(read(Buffer.from(text), assumed), text, assumed);
  });
});

describe('the encoding that a file or a setting names', () => {
  it('takes precedence over what the bytes look like', () => {
    // The same bytes are words in both encodings.
    const bytes = iconv.encode('НДС', 'windows1251');
    assert.equal(read(bytes, 'windows1251'), 'НДС');
    assert.equal(read(bytes, 'koi8r'), 'мдя');
    assert.equal(
      read(Buffer.concat([Buffer.from('# coding: cp1251\n'), bytes]), 'koi8r'),
      '# coding: cp1251\nНДС',
    );
  });

  it('is ignored if the bytes are not valid in it', () => {
    const text = '# -*- coding: euc-kr -*-\n# 霧のときは点滅を止めて点灯したままにする\n';
    assert.equal(read(iconv.encode(text, 'shiftjis')), text);
    const utf8 = '# -*- coding: latin-1 -*-\n# déjà vu, naïve\n';
    assert.equal(read(Buffer.from(utf8)), utf8);
  });

  it('is the one reported for an ASCII text', () => {
    const ascii = Buffer.from('plain');
    assert.equal(decodeText(ascii)?.encoding, 'utf8');
    assert.equal(decodeText(ascii, 'euckr')?.encoding, 'euckr');
    assert.equal(decodeText(ascii, 'utf16le')?.encoding, 'utf8');
    assert.equal(decodeText(ascii, 'unheardof')?.encoding, 'utf8');
  });
});

describe('decoding', () => {
  const line = (letters: string): fc.Arbitrary<string> =>
    fc.string({
      unit: fc.constantFrom(...Array.from(letters), ...Array.from(' abcXYZ019(){};="/*')),
      maxLength: 60,
    });

  for (const [encoding, letters] of [
    ['euckr', '가나다라선석배정우선순위는높다'],
    ['shiftjis', 'あいうえおアイウ入港許可有効期間表ソ能'],
    ['eucjp', 'あいうえおアイウ入港許可有効期間'],
    ['gbk', '台风期间吊机停止作业人员撤到镕'],
    ['gb18030', '台风期间吊机停止作业人员撤到㐀'],
    ['cp950', '颱風期間吊機停止作業功許蓋'],
    ['windows1251', 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВ'],
    ['koi8r', 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВ'],
    ['windows1252', 'éèàçüößñ°©'],
    ['utf8', '가あ台éя😀'],
    ['utf16le', '가あ台éя😀'],
    ['utf16be', '가あ台éя😀'],
  ] as const)
    it(`restores each line written in ${encoding} if that is assumed`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(line(letters), fc.constantFrom('\n', '\r\n', '\r')), { minLength: 1 }),
          (parts) => {
            const text = parts.flat().join('');
            const marked = encoding.startsWith('utf16') ? `\ufeff${text}` : text;
            // A text of few letters may be valid UTF-8 by chance; the setting decides only what is
            // ambiguous.
            const bytes = iconv.encode(marked, encoding);
            fc.pre(encoding.startsWith('utf') || !isUtf8BeyondAscii(bytes));
            // "юя" in windows-1251 is the byte order mark of UTF-16.
            fc.pre(encoding.startsWith('utf') || !/^(?:fffe|feff)/.test(bytes.toString('hex')));
            const decoded = read(bytes, encoding.startsWith('utf16') ? undefined : encoding);
            assert.deepEqual(splitLines(decoded), splitLines(text));
          },
        ),
        { numRuns: 200 },
      );
    });

  it('never fails, whatever the bytes and the setting', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('utf8', 'euckr', 'utf16le', 'no such', ''),
        (bytes, assumed) => {
          const decoded = decodeText(bytes, assumed);
          assert.ok(decoded === undefined || typeof decoded.text === 'string');
        },
      ),
    );
  });
});

function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
  try {
    return /[^\0-\x7f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
