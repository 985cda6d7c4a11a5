import assert from 'node:assert/strict';
import { analyzeText } from '../../../../src/core/retrieval/question/analyzeText.ts';
import { synonymsOf } from '../../../../src/core/retrieval/question/synonyms.ts';
import { searchWords } from '../../../../src/core/retrieval/ranking/searchWords.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const filter = { paths: [], languages: [] };
/** Enough other chunks to make a word in one chunk rare. */
const others = Array.from({ length: 30 }, (_, number) => ({
  path: `other${number}.c`,
  text: `nothing of the kind ${number}`,
}));

describe('synonymsOf', () => {
  it('returns words of code for everyday words, by their stems', () => {
    assert.ok(synonymsOf(analyzeText('mandatory folders')).includes('dir'));
    assert.ok(synonymsOf(analyzeText('mandatory folders')).includes('requir'));
  });

  it('leads irregular forms back to their word and its synonyms', () => {
    const found = synonymsOf(analyzeText('Where is it thrown?'));
    assert.ok(found.includes('throw') && found.includes('rais'), found.join());
    assert.ok(synonymsOf(analyzeText('indices')).includes('index'));
  });

  it('returns no word that is in the question', () => {
    assert.ok(!synonymsOf(analyzeText('mandatory, required')).includes('requir'));
  });
});

describe('searchWords', () => {
  const folder = new MemoryFolderIndex('/w', [
    { path: 'said.c', text: 'the mandatory field' },
    { path: 'meant.c', text: 'the required entry' },
    ...others,
  ]);
  const found = async (terms: readonly string[], weight: number, limit = 10) =>
    (await searchWords(folder, terms, { limit, filter, weight })).map(({ id }) => id);

  it('ranks a chunk with only a synonym below one with the word', async () => {
    assert.deepEqual(await found(['mandatory'], 0.5), [1, 2]);
  });

  it('finds only the words if synonyms have no weight', async () => {
    assert.deepEqual(await found(['mandatory'], 0), [1]);
  });

  it('ignores synonyms that are in many chunks', async () => {
    const everywhere = new MemoryFolderIndex('/w', [
      { path: 'said.c', text: 'mandatory' },
      ...others.map(({ path }) => ({ path, text: 'required' })),
    ]);
    assert.deepEqual(
      (await searchWords(everywhere, ['mandatory'], { limit: 10, filter, weight: 0.5 })).map(
        ({ id }) => id,
      ),
      [1],
    );
  });
});
