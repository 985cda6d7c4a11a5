import assert from 'node:assert/strict';
import { readFile, readdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isFailure } from '../../../src/core/errors.ts';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { CatalogReader } from '../../../src/node/catalog/catalogReader.ts';
import { SqliteCatalogWriter } from '../../../src/node/catalog/catalogWriter.ts';
import { StoredCatalog } from '../../../src/node/catalog/storedCatalog.ts';
import { FolderVectors } from '../../../src/node/vectors/folderVectors.ts';
import { HnswVectorIndex } from '../../../src/node/vectors/hnswVectorIndex.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { realModel } from '../../support/models/realModels.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import { clusteredVectors, seededRandom } from '../../support/indexes/vectors.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';
const models = (context: Mocha.Context): string =>
  realModel(context, modelFolder).slice(0, -modelFolder.length);
const files = {
  'pets.md': 'The puppy sleeps in its basket.\n',
  'money.md': 'Interest rates were raised.\n',
};

async function indexed(workspace: TestWorkspace, modelsFolder: string): Promise<string> {
  await using index = new TestIndex(workspace.base, { modelsFolder });
  await index.open(workspace.root);
  await index.client.update({ root: workspace.root, paths: [] });
  return await indexLocation(workspace.base, workspace.root);
}

describe('damaged vectors', () => {
  const damages: Readonly<Record<string, (file: string) => Promise<void>>> = {
    'cut short': (file) => truncate(file, 500),
    'changed in one byte': async (file) => {
      const content = await readFile(file);
      content[200]! ^= 1;
      await writeFile(file, content);
    },
    empty: (file) => truncate(file, 0),
    'full of random bytes': async (file) => {
      const random = seededRandom(7);
      await writeFile(
        file,
        (await readFile(file)).map(() => random() * 256),
      );
    },
    'of another dimension': async (file) => {
      const other = HnswVectorIndex.create('cosine', 8);
      for (const [i, vector] of clusteredVectors(2, 8, 1).entries()) other.add(i + 1, vector);
      await other.write(file);
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(`in a vector index that is ${how} are rebuilt, and meaning search works`, async function () {
      await using workspace = await new TestWorkspace().write(files);
      const modelsFolder = models(this);
      const directory = await indexed(workspace, modelsFolder);
      await damage(
        join(
          directory,
          (await readdir(directory)).find((name) => name.endsWith('.hnsw'))!,
        ),
      );
      await using index = new TestIndex(workspace.base, { modelsFolder });
      await index.open(workspace.root);
      assert.equal(
        (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
        'pets.md',
      );
      assert.ok(
        index.log.some((line) => line.includes('rebuilt')),
        index.log.join('\n'),
      );
    });
  }

  it('of the wrong dimension in the catalog have the index rebuilt', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const directory = await indexed(workspace, modelsFolder);
    for (const name of await readdir(directory))
      if (name.endsWith('.hnsw')) await writeFile(join(directory, name), '');
    const database = new DatabaseSync(join(directory, catalogFileName));
    database.exec('UPDATE embeddings SET vector = zeroblob(32) WHERE id = 1');
    database.close();
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      2,
    );
    assert.equal(
      (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
      'pets.md',
    );
  });

  it('found while many are read during questions fail only the next update', async () => {
    await using folder = throwAwayFolder('vectors');
    const { database } = openCatalogForWriting(folder.path);
    const writer = new SqliteCatalogWriter(database, folder.path);
    const vectors = clusteredVectors(600, 8, 1);
    for (const [i, vector] of vectors.entries())
      await writer.addEmbedding(
        'model',
        (i + 16).toString(16).padStart(32, '0'),
        i === 599 ? vector.subarray(1) : vector,
      );
    const catalog = new StoredCatalog(new CatalogReader(openCatalogForReading(folder.path)!));
    const log: string[] = [];
    const opened = await FolderVectors.open({
      directory: folder.path,
      catalog,
      modelSha256: 'model',
      dimensions: 8,
      metric: 'cosine',
      canWrite: () => true,
      setMeta: () => Promise.resolve(),
      log: (line) => {
        log.push(line);
      },
    });
    await assert.rejects(opened.settle(), (error) => isFailure(error, 'index-unreadable'));
    assert.equal((await opened.index.search(vectors[41]!, 1))[0]?.id, 42);
    assert.equal(log.length, 1);
    await opened.close();
    catalog.close();
    writer.close();
  });
});
