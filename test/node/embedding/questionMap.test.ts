import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddingModels } from '../../../src/node/embedding/embeddingModels.ts';
import { QuestionMap } from '../../../src/node/embedding/questionMap.ts';
import { shippedFile } from '../../../src/node/files/shippedFiles.ts';
import { similarity } from '../../../src/node/vectors/exactVectorIndex.ts';
import { questionMapFile } from '../../support/models/questionMapFile.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

describe('QuestionMap', () => {
  it('adds its scaled rows to the identity and returns length 1', async () => {
    await using folder = throwAwayFolder('map');
    const path = join(folder.path, 'map.bin');
    await writeFile(
      path,
      questionMapFile(
        [0.5, 0.25],
        [
          [0, 4],
          [-2, 0],
        ],
      ),
    );
    const mapped = QuestionMap.read(path, 2).apply(Float32Array.of(0.6, 0.8));
    // .6 + .5 x 4 x .8 = 2.2 and .8 - .25 x 2 x .6 = .5
    const length = Math.hypot(2.2, 0.5);
    assert.ok(Math.abs(mapped[0]! - 2.2 / length) < 1e-6);
    assert.ok(Math.abs(mapped[1]! - 0.5 / length) < 1e-6);
  });

  it('names a file that is too short or too long', async () => {
    await using folder = throwAwayFolder('map');
    const path = join(folder.path, 'map.bin');
    for (const size of [0, 11, 13]) {
      await writeFile(path, Buffer.alloc(size));
      assert.throws(
        () => QuestionMap.read(path, 2),
        (error) => error instanceof TypeError && error.message.includes(path),
      );
    }
  });

  it('ships for the models that name one, and leaves a question near what it was', () => {
    const models = embeddingModels.filter(({ traits }) => traits.questionMap !== null);
    assert.ok(models.length > 0);
    for (const { traits } of models) {
      const { dimensions } = traits;
      const map = QuestionMap.read(shippedFile(traits.questionMap!), dimensions);
      for (let axis = 0; axis < dimensions; axis += 50) {
        const vector = new Float32Array(dimensions).map(
          (_, place) => Math.sin((place + 1) * (axis + 1)) * Math.sqrt(2 / dimensions),
        );
        assert.ok(similarity('cosine', map.apply(vector), vector) > 0.8);
      }
    }
  });
});
