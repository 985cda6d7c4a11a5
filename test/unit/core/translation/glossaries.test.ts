import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseGlossary } from '../../../../src/core/retrieval/translation/glossary.ts';
import { chineseTerms } from '../../../../src/core/retrieval/translation/terms/chineseTerms.ts';
import { japaneseTerms } from '../../../../src/core/retrieval/translation/terms/japaneseTerms.ts';
import { koreanTerms } from '../../../../src/core/retrieval/translation/terms/koreanTerms.ts';
import { simplifiedHan } from '../../../../src/core/retrieval/translation/simplifiedHan.ts';

const languages = [
  ['Korean', koreanTerms, /^\p{sc=Hangul}+$/u],
  ['Japanese', japaneseTerms, /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u],
  ['Chinese', chineseTerms, /^\p{sc=Han}+$/u],
] as const;

/** These are opposites: no word means both. */
const opposites = [
  ['add', 'remove'],
  ['enable', 'disable'],
  ['maximum', 'minimum'],
  ['read', 'write'],
  ['open', 'close'],
  ['start', 'stop'],
  ['encode', 'decode'],
  ['encrypt', 'decrypt'],
  ['success', 'failure'],
  ['valid', 'invalid'],
  ['input', 'output'],
  ['public', 'private'],
  ['send', 'receive'],
  ['increase', 'decrease'],
  ['synchronous', 'asynchronous'],
  ['lock', 'unlock'],
  ['allow', 'forbid'],
  ['first', 'last'],
  ['before', 'after'],
  ['parent', 'child'],
] as const;

for (const [language, text, script] of languages)
  describe(`the ${language} glossary`, () => {
    const entries = [...parseGlossary(text)];

    it('translates at least 1,000 words, each listed once', () => {
      assert.ok(entries.filter(([, english]) => english.length > 0).length >= 1000);
    });

    it('has words only in its own scripts', () => {
      assert.deepEqual(
        entries.filter(([word]) => !script.test(word)),
        [],
      );
    });

    it('lists an equivalent once, and no word as its own opposite', () => {
      for (const [word, english] of entries) {
        assert.equal(new Set(english).size, english.length, word);
        for (const [one, other] of opposites)
          assert.ok(!(english.includes(one) && english.includes(other)), word);
      }
    });

    it('says what it is and what its source is', () => {
      const file = new URL(
        `../../../../src/core/retrieval/translation/terms/${language.toLowerCase()}Terms.ts`,
        import.meta.url,
      );
      assert.match(
        readFileSync(file, 'utf8').slice(0, 400),
        /Written for\s[*\s]*this\s[*\s]*project/,
      );
    });
  });

describe('the Chinese glossary', () => {
  it('uses simplified characters', () => {
    assert.deepEqual(
      [...parseGlossary(chineseTerms).keys()].filter((word) => simplifiedHan(word) !== word),
      [],
    );
  });
});

describe('parseGlossary', () => {
  it('refuses a malformed line and a duplicate word', () => {
    assert.throws(() => parseGlossary('처리 handle'), /처리 handle/);
    assert.throws(() => parseGlossary('처리: handle,process'), /Not an entry/);
    assert.throws(() => parseGlossary('처리: handle\n처리: process'), /Twice/);
  });
});
