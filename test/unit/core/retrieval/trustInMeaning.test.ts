import assert from 'node:assert/strict';
import { trustInMeaning } from '../../../../src/core/retrieval/ranking/gatherCandidates.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const folder = new MemoryFolderIndex(
  '/w',
  Array.from({ length: 1000 }, (_, index) => ({ path: `${index}.py`, text: 'x' })),
);
const found = (ids: readonly number[]) => ids.map((id, rank) => ({ id, score: 1 - rank / 1000 }));
const byWords = found(Array.from({ length: 100 }, (_, index) => index + 1));

describe('trustInMeaning', () => {
  it('is full if meaning and words find the same', () => {
    assert.equal(
      trustInMeaning([{ folder, lexical: byWords, dense: found([5, 6, 7, 8, 900]) }]),
      1,
    );
  });

  it('is half if they overlap no more than by chance', () => {
    assert.equal(
      trustInMeaning([
        {
          folder,
          lexical: byWords,
          dense: found([5, 900, 901, 902, 903, 904, 905, 906, 907, 908]),
        },
      ]),
      0.5,
    );
  });

  it('is full if the few chunks with the words are the nearest', () => {
    assert.equal(
      trustInMeaning([
        { folder, lexical: found([5, 6]), dense: found([6, 5, 900, 901, 902, 903, 904]) },
      ]),
      1,
    );
  });

  it('is full if words found nothing to compare with', () => {
    assert.equal(trustInMeaning([{ folder, lexical: [], dense: found([900]) }]), 1);
  });

  it('is full if words found everything', () => {
    assert.equal(
      trustInMeaning([
        {
          folder: new MemoryFolderIndex('/w', [{ path: 'a', text: 'x' }]),
          lexical: found([1]),
          dense: found([1]),
        },
      ]),
      1,
    );
  });
});
