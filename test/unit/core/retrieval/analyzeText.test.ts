import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyzeText } from '../../../../src/core/retrieval/question/analyzeText.ts';

const terms = (text: string) => analyzeText(text).join(' ');

describe('analyzeText', () => {
  it('splits camelCase, snake_case and acronyms, and also keeps the full identifier', () => {
    assert.equal(terms('getHTTPProxy'), 'get http proxy gethttpproxy');
    assert.equal(terms('get_http_proxy'), 'get http proxy gethttpproxy');
    assert.equal(terms('__init__'), 'init');
  });

  it('splits digits from letters, and also keeps the full identifier', () => {
    assert.equal(terms('utf8'), 'utf 8 utf8');
    assert.equal(terms('E1101'), '1101 e1101');
    assert.equal(terms('IPv6'), 'pv 6 ipv6');
  });

  it('keeps a plural acronym together', () => {
    assert.equal(terms('baseURLs'), 'bas url baseurls');
  });

  it('keeps numbers exact, and a dotted number beside its parts', () => {
    assert.equal(terms('404'), '404');
    assert.equal(terms('2.17.2'), '2 17 2 2p17p2');
    assert.equal(terms('0x80070005').split(' ').at(-1), '0x80070005');
  });

  it('reduces the forms of an English word to one term', () => {
    for (const forms of [
      ['match', 'matches', 'matched', 'matching'],
      ['stop', 'stops', 'stopped', 'stopping'],
      ['query', 'queries', 'queried'],
      ['response', 'responses'],
      ['use', 'uses', 'used', 'using'],
      ['class', 'classes'],
      ['cache', 'caches', 'cached', 'caching'],
      ['alias', 'aliases'],
      ['pass', 'passes', 'passing'],
    ])
      assert.equal(new Set(forms.map(terms)).size, 1, forms.map(terms).join(' '));
  });

  it('leaves words alone that only seem to have an ending', () => {
    for (const word of ['status', 'this', 'axis', 'string', 'need', 'process'])
      assert.equal(terms(word), word);
  });

  it('cuts Chinese, Japanese and Korean into pairs of characters', () => {
    assert.equal(terms('検索エンジン'), '検索 索エ エン ンジ ジン');
    assert.equal(terms('인덱싱은 어디서'), '인덱 덱싱 싱은 어디 디서');
    assert.equal(terms('中'), '中');
  });

  it('finds Latin words within Chinese text', () => {
    assert.equal(terms('使用utf8編碼'), '使用 utf 8 utf8 編碼');
  });

  it('folds accents and full-width letters', () => {
    assert.equal(terms('naïve Ｎａｉｖｅ'), 'naiv naiv');
    assert.equal(terms('café_menu'), 'caf menu cafemenu');
    assert.equal(terms('㈠ ①'), '一 1');
  });

  it('keeps words of other alphabets whole', () => {
    assert.equal(terms('Straße größe_max Привет'), 'straße große max привет');
  });

  it('gives terms of lower-case letters and digits only, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        for (const term of analyzeText(text)) assert.match(term, /^[\p{L}\p{M}\p{N}ー]+$/u);
      }),
    );
  });

  it('gives the same terms for a text and for its words one by one', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word), (list) => {
        assert.deepEqual(
          analyzeText(list.join(' ')),
          list.flatMap((one) => analyzeText(one)),
        );
      }),
    );
  });
});
