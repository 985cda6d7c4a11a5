import assert from 'node:assert/strict';
import {
  localNumber,
  plural,
  t,
  translated,
  useLanguage,
} from '../../../src/core/texts/translate.ts';
import { inEnglish, isWording, wording } from '../../../src/core/texts/wording.ts';

describe('texts of the interface', () => {
  afterEach(() => {
    useLanguage('en', {});
  });

  it('are English until a language is chosen, and where it lacks a text', () => {
    assert.equal(t('Retry'), 'Retry');
    useLanguage('ko', { Retry: '다시 시도' });
    assert.equal(t('Retry'), '다시 시도');
    assert.equal(t('Show log'), 'Show log');
  });

  it('may have their placeholders in another order', () => {
    useLanguage('ko', { '{count} of {path}': '{path}의 {count}' });
    assert.equal(t('{count} of {path}', { count: 2, path: 'a' }), 'a의 2');
  });

  it('take a value as it is, whatever it contains', () => {
    assert.equal(
      t('{path} is {why}', { path: '$& {why}', why: '<b>{path}</b>' }),
      '$& {why} is <b>{path}</b>',
    );
  });

  it('are translated together with a text inside them', () => {
    const inner = wording('it is damaged');
    const said = wording('{file}: {inner}', { file: 'a.pdf', inner });
    useLanguage('ko', { 'it is damaged': '손상됨' });
    assert.equal(translated(said), 'a.pdf: 손상됨');
    assert.equal(inEnglish(said), 'a.pdf: it is damaged');
  });

  it('have a plural, with the number as the language writes it', () => {
    assert.equal(plural(1, '{count} file', '{count} files'), '1 file');
    assert.equal(plural(1040, '{count} file', '{count} files'), '1,040 files');
    useLanguage('de', {});
    assert.equal(localNumber(1040), '1.040');
  });

  it('are not looked up among the properties that every object has', () => {
    useLanguage('ko', {});
    assert.equal(translated({ key: 'constructor', values: {} }), 'constructor');
    assert.equal(inEnglish({ key: '{toString}', values: {} }), '{toString}');
  });

  it('come from another process only in their own shape', () => {
    assert.ok(isWording(JSON.parse(JSON.stringify(wording('{a}', { a: wording('b') })))));
    for (const data of [null, 'Retry', { key: 'a' }, { key: 'a', values: { b: null } }])
      assert.equal(isWording(data), false);
  });
});
