import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { isFailure } from '../../src/core/errors.ts';
import { openCatalogForReading } from '../../src/node/catalog/database/catalogDatabase.ts';
import { CatalogReader } from '../../src/node/catalog/catalogReader.ts';
import { StoredCatalog } from '../../src/node/catalog/storedCatalog.ts';
import { scanExactly } from '../../src/node/vectors/exactVectorIndex.ts';
import { FolderVectors } from '../../src/node/vectors/folderVectors.ts';
import { indexLocation } from '../../src/node/catalog/database/indexLocation.ts';
import { parseStamp } from '../../src/node/vectors/vectorIndexFile.ts';
import { catalogContents } from '../support/indexes/catalogContents.ts';
import { TestIndex, TestWorkspace } from '../support/indexes/indexProcess.ts';
import { realModel } from '../support/models/realModels.ts';
import { clusteredVectors, seededRandom } from '../support/indexes/vectors.ts';

const kills = 50;
const modelFolder = 'Xenova/all-MiniLM-L6-v2';

/** Files of several kinds and sizes with texts that share words. Two of them are equal. */
function manyFiles(random: () => number): Record<string, string> {
  const words = Array.from({ length: 300 }, (_, i) => `word${i}`);
  const line = (): string =>
    Array.from(
      { length: 3 + Math.floor(random() * 9) },
      () => words[Math.floor(random() * words.length)],
    ).join(' ');
  const files: Record<string, string> = {};
  for (let i = 0; i < 120; i++)
    files[`src/${i % 7}/file${i}.${['txt', 'md', 'py'][i % 3]!}`] =
      `${Array.from({ length: 1 + Math.floor(random() * 60) }, line).join('\n')}\n`;
  files['copy.txt'] = files['src/0/file0.txt']!;
  return files;
}

/**
 * The share of an exact scan's ten nearest embeddings that the vector index also finds. The index
 * file must be valid.
 */
async function recallOfVectorIndex(base: string, root: string): Promise<number> {
  const directory = await indexLocation(base, root);
  const catalog = new StoredCatalog(new CatalogReader(openCatalogForReading(directory)!));
  const { modelSha256, metric } = parseStamp(await catalog.meta('vectorIndex'))!;
  const stored = await catalog.vectors(await catalog.embeddingIds(modelSha256));
  const log: string[] = [];
  const opened = await FolderVectors.open({
    directory,
    catalog,
    modelSha256,
    dimensions: 384,
    metric,
    canWrite: () => false,
    setMeta: () => Promise.resolve(),
    log: (line) => {
      log.push(line);
    },
  });
  const questions = clusteredVectors(50, 384, 3).map((other, i) =>
    [...stored.values()][i * 3]!.map((value, d) => value + other[d]! / 2),
  );
  const shares: number[] = [];
  for (const question of questions) {
    const found = new Set((await opened.index.search(question, 10)).map(({ id }) => id));
    const nearest = scanExactly(metric, question, stored, 10);
    shares.push(nearest.filter(({ id }) => found.has(id)).length / 10);
  }
  await opened.close();
  catalog.close();
  assert.deepEqual(log, []);
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe('indexing that is killed repeatedly', () => {
  it(`ends with the same index despite ${kills} random kills and edits`, async function () {
    const modelsFolder = realModel(this, modelFolder).slice(0, -modelFolder.length);
    const random = seededRandom(11);
    const files = manyFiles(random);
    await using workspace = await new TestWorkspace().write(files);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    let died = 0;
    for (let i = 0; i < kills; i++) {
      await index.open(workspace.root);
      const update = index.client.update({ root: workspace.root, paths: [] }).then(
        () => 'done',
        (error: unknown) => {
          assert.ok(isFailure(error, 'process-crashed'), String(error));
          died++;
          return 'killed';
        },
      );
      // Indexing takes some seconds from the first file to the last vector. Most kills happen
      // during that time, and each run continues where the last one was killed.
      await Promise.race([update, delay(random() * 900)]);
      await index.kill();
      await update;
      if (i % 10 === 9)
        await workspace.write({
          [`src/0/file${i}.txt`]: `edited ${i}\n`,
          [`src/1/new${i}.md`]: `new ${i}\n`,
        });
    }
    assert.ok(died > kills / 3, `only ${died} updates were killed`);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });

    await using clean = new TestIndex(`${workspace.base} clean`, { modelsFolder });
    await clean.open(workspace.root);
    await clean.client.update({ root: workspace.root, paths: [] });
    const [survived, never] = [
      await catalogContents(workspace.base, workspace.root),
      await catalogContents(`${workspace.base} clean`, workspace.root),
    ];
    assert.deepEqual(survived.files, never.files);
    assert.deepEqual(survived.chunks, never.chunks);
    assert.deepEqual(survived.words, never.words);
    const wanted = new Set(never.embeddings.map((row) => JSON.stringify(row)));
    // Vectors of texts that were edited away are kept in case of an undo.
    assert.deepEqual(
      survived.embeddings.filter((row) => wanted.has(JSON.stringify(row))).length,
      wanted.size,
    );
    assert.ok((await recallOfVectorIndex(workspace.base, workspace.root)) >= 0.99);
    for (const question of ['edited 9', 'word17 word21', 'something new']) {
      const [ours, theirs] = [
        await index.ask(workspace.root, question),
        await clean.ask(workspace.root, question),
      ];
      assert.deepEqual(
        ours.map(({ path, range }) => [path, range]),
        theirs.map(({ path, range }) => [path, range]),
        question,
      );
    }
  }).timeout(600_000);
});
