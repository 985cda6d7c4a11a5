import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExactVectorIndex, similarity } from '../../../src/node/vectors/exactVectorIndex.ts';
import { HnswVectorIndex } from '../../../src/node/vectors/hnswVectorIndex.ts';
import { metrics } from '../../../src/core/settings/metric.ts';
import type { Metric } from '../../../src/core/settings/metric.ts';
import { matchesStamp, writeVectorIndex } from '../../../src/node/vectors/vectorIndexFile.ts';
import { isFailure } from '../../../src/core/errors.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { clusteredVectors } from '../../support/indexes/vectors.ts';

const dimensions = 48;
const vectors = clusteredVectors(2000, dimensions, 1);
const questions = clusteredVectors(50, dimensions, 2);

function filled(metric: Metric): { hnsw: HnswVectorIndex; exact: ExactVectorIndex } {
  const both = {
    hnsw: HnswVectorIndex.create(metric, dimensions),
    exact: new ExactVectorIndex(metric),
  };
  for (const [i, vector] of vectors.entries())
    for (const index of Object.values(both)) index.add(i + 1, vector);
  return both;
}

async function recall(
  hnsw: HnswVectorIndex,
  exact: ExactVectorIndex,
  limit: number,
  allowed?: ReadonlySet<number>,
): Promise<number> {
  const shares: number[] = [];
  for (const question of questions) {
    const found = new Set((await hnsw.search(question, limit, allowed)).map(({ id }) => id));
    const wanted = await exact.search(question, limit, allowed);
    shares.push(wanted.filter(({ id }) => found.has(id)).length / wanted.length);
  }
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe('vector indexes', () => {
  for (const metric of metrics) {
    it(`give the same hits and scores with HNSW as with an exact scan, by ${metric}`, async () => {
      const { hnsw, exact } = filled(metric);
      assert.ok((await recall(hnsw, exact, 10)) >= 0.99);
      assert.ok((await recall(hnsw, exact, 200)) >= 0.99);
      for (const question of questions) {
        const [best] = await hnsw.search(question, 1);
        assert.ok(
          best !== undefined &&
            Math.abs(best.score - similarity(metric, question, vectors[best.id - 1]!)) < 1e-4,
        );
      }
    });
  }

  it('are ranked by similarity in an exact scan', async () => {
    const { exact } = filled('cosine');
    const found = await exact.search(vectors[41]!, 2000);
    assert.equal(found[0]?.id, 42);
    assert.ok(found.every(({ score }, i) => i === 0 || score <= found[i - 1]!.score));
  });

  it('apply a filter inside the search', async () => {
    const { hnsw, exact } = filled('cosine');
    const allowed = new Set([...vectors.keys()].filter((id) => id % 3 === 0));
    const found = await hnsw.search(questions[0]!, 50, allowed);
    assert.equal(found.length, 50);
    assert.ok(found.every(({ id }) => allowed.has(id)));
    assert.ok((await recall(hnsw, exact, 10, allowed)) >= 0.99);
  });

  it('do not find removed vectors, and count them as tombstones', async () => {
    const { hnsw } = filled('cosine');
    const [best] = await hnsw.search(questions[0]!, 1);
    hnsw.remove(best!.id);
    assert.notEqual((await hnsw.search(questions[0]!, 1))[0]?.id, best!.id);
    assert.deepEqual([hnsw.size, hnsw.tombstones, hnsw.has(best!.id)], [1999, 1, false]);
  });

  it('find nothing when empty', async () => {
    assert.deepEqual(
      await HnswVectorIndex.create('cosine', dimensions).search(questions[0]!, 5),
      [],
    );
  });

  it('are read back with the same neighbours, removals included', async () => {
    await using folder = throwAwayFolder('vectors');
    const { hnsw, exact } = filled('cosine');
    hnsw.remove(7);
    const stamp = await writeVectorIndex(folder.path, hnsw, {
      generation: 1,
      modelSha256: 'model',
      metric: 'cosine',
    });
    assert.ok(await matchesStamp(folder.path, stamp));
    const live = new Set([...hnsw.ids()].filter((id) => id !== 8));
    const again = await HnswVectorIndex.read(
      join(folder.path, stamp.file),
      'cosine',
      dimensions,
      live,
    );
    assert.deepEqual([again.size, again.tombstones], [1998, 2]);
    exact.remove(7);
    exact.remove(8);
    assert.ok((await recall(again, exact, 10)) >= 0.99);
    again.add(2001, questions[0]!);
    assert.equal((await again.search(questions[0]!, 1))[0]?.id, 2001);
  });

  it('no longer match their stamp after the file was changed or truncated', async () => {
    await using folder = throwAwayFolder('vectors');
    const stamp = await writeVectorIndex(folder.path, filled('dot').hnsw, {
      generation: 1,
      modelSha256: 'model',
      metric: 'dot',
    });
    const file = join(folder.path, stamp.file);
    const content = await readFile(file);
    await writeFile(file, content.subarray(0, content.length - 1));
    assert.equal(await matchesStamp(folder.path, stamp), false);
    content[content.length >> 1]! ^= 1;
    await writeFile(file, content);
    assert.equal(await matchesStamp(folder.path, stamp), false);
  });

  it('fail on an incomplete write, although hnswlib does not report it', async () => {
    await using folder = throwAwayFolder('vectors');
    const { hnsw } = filled('cosine');
    await assert.rejects(
      writeVectorIndex(join(folder.path, 'missing'), hnsw, {
        generation: 1,
        modelSha256: 'model',
        metric: 'cosine',
      }),
      (error) => isFailure(error, 'disk-full'),
    );
    const lying = {
      size: hnsw.size,
      tombstones: hnsw.tombstones,
      write: async (file: string) => {
        await hnsw.write(file);
        const content = await readFile(file);
        await writeFile(file, content.subarray(0, content.length - 3));
      },
    };
    await assert.rejects(
      writeVectorIndex(folder.path, lying, {
        generation: 1,
        modelSha256: 'model',
        metric: 'cosine',
      }),
      (error) => isFailure(error, 'disk-full'),
    );
  });
});
