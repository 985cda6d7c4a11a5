import assert from 'node:assert/strict';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from '../../../src/node/encoding/decodeText.ts';
import { readText } from '../../../src/node/encoding/readText.ts';
import { samples } from './samples.ts';

describe('a text that is read', () => {
  it('is what is decoded, in every encoding that it may have, declare or be set to', async () => {
    const encodings = [...new Set(samples.flatMap(({ encodings }) => encodings))];
    const anyText = fc.oneof(
      fc.constantFrom(...samples.flatMap(({ texts }) => texts)),
      fc.string({ unit: 'grapheme' }),
      fc.string(),
    );
    const head = fc.constantFrom('', '\ufeff', '# -*- coding: euc-kr -*-\n', '# coding: utf-8\n');
    const encoding = fc.constantFrom('utf8', 'utf16le', 'utf16be', ...encodings);
    const assumed = fc.constantFrom(undefined, 'utf8', 'utf16le', 'no such', '', ...encodings);
    await fc.assert(
      fc.asyncProperty(head, anyText, encoding, assumed, async (head, text, encoding, assumed) => {
        const bytes = iconv.encode(head + text, encoding);
        assert.deepEqual(await readText(bytes, assumed), decodeText(bytes, assumed));
      }),
      { numRuns: 1000 },
    );
  });

  it('is what is decoded, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        assert.deepEqual(await readText(bytes), decodeText(bytes));
      }),
    );
  });
});
