import assert from 'node:assert/strict';
import { claims } from '../../../../src/core/answering/checking/claims.ts';

describe('claims', () => {
  for (const sentence of [
    'Hope that helps.',
    'Sure! Let me explain how it works.',
    'Would you like an example?',
    'Here is an overview of the module.',
    'The answer to this question is:',
    'The provided sources do not mention this.',
    'This is not described in the given context.',
    'Please refer to the documentation.',
    '**Summary**',
    '2. Error handling',
    'Yes.',
  ])
    it(`finds none in "${sentence}"`, () => {
      assert.equal(claims(sentence), false);
    });

  for (const sentence of [
    'It returns `None`.',
    'The `open` function does not say why it failed.',
    'Adapters are sorted by prefix length.',
    'Note that keys are never removed.',
    '3. Keys that are older than a day are removed when the cache is full',
    'アダプターは長さで並べ替えられます。',
    '어댑터는 접두사 길이로 정렬됩니다.',
  ])
    it(`finds one in "${sentence}"`, () => {
      assert.equal(claims(sentence), true);
    });
});
