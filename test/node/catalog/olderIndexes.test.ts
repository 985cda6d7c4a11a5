import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { catalogFileName } from '../../../src/node/catalog/database/catalogDatabase.ts';
import { hasIndex } from '../../../src/node/catalog/database/hasIndex.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { WriterLock } from '../../../src/node/catalog/database/writerLock.ts';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { realModel } from '../../support/models/realModels.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';
const models = (context: Mocha.Context): string =>
  realModel(context, modelFolder).slice(0, -modelFolder.length);
const files = {
  'pets.md': 'The puppy sleeps in its basket near the fireplace.\n',
  'money.md': 'Interest rates were raised by the central bank.\n',
  'code.py': 'def add(a, b):\n    return a + b\n',
};

/**
 * Indexes the folder and turns the index into one of an older version.
 * @returns its path.
 */
async function indexByOlderVersion(
  workspace: TestWorkspace,
  modelsFolder: string,
  version: number,
): Promise<string> {
  {
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      3,
    );
  }
  const directory = await indexLocation(workspace.base, workspace.root);
  const older = join(workspace.base, `v${version}`, basename(directory));
  await mkdir(dirname(older));
  await rename(directory, older);
  const database = new DatabaseSync(join(older, catalogFileName));
  // The rest of the schema differs: only the embeddings count.
  database.exec(`PRAGMA user_version = ${version}; DROP TABLE files; DROP TABLE left_out;`);
  database.close();
  return older;
}

describe('an index of an older version', () => {
  it('passes its embeddings to the new one and is deleted', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const older = await indexByOlderVersion(workspace, modelsFolder, 1);
    assert.equal(await hasIndex(workspace.base, workspace.root), true);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    const report = await index.client.update({ root: workspace.root, paths: [] });
    assert.deepEqual([report.files, report.embeddingsComputed], [3, 0]);
    assert.equal(index.states.at(-1)?.embeddedChunks, 3);
    assert.equal(
      (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
      'pets.md',
    );
    assert.equal(existsSync(dirname(older)), false);
    assert.equal(await hasIndex(workspace.base, workspace.root), true);
  });

  it('costs only its embeddings if it is damaged', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const damaged = await indexByOlderVersion(workspace, modelsFolder, 1);
    await truncate(join(damaged, catalogFileName), 9000);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      3,
    );
    assert.ok(
      index.log.some((line) => line.includes(damaged) && line.includes('computed again')),
      index.log.join('\n'),
    );
    assert.equal(
      (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
      'pets.md',
    );
    assert.equal(existsSync(damaged), false);
  });

  it('that is older still is used if a newer one is damaged', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const oldest = await indexByOlderVersion(workspace, modelsFolder, 0);
    const damaged = join(workspace.base, 'v1', basename(oldest));
    await mkdir(damaged, { recursive: true });
    await writeFile(join(damaged, catalogFileName), 'no database at all'.repeat(100));
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      0,
    );
    assert.deepEqual([existsSync(damaged), existsSync(oldest)], [false, false]);
  });

  it('stays while the older version writes to it; its embeddings are copied', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const older = await indexByOlderVersion(workspace, modelsFolder, 1);
    const lock = WriterLock.tryAcquire(older);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      0,
    );
    assert.ok((await readdir(older)).includes(catalogFileName));
    lock?.release();
    await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(existsSync(older), false);
  });

  it('stays if it belongs to another folder', async function () {
    await using workspace = await new TestWorkspace().write(files);
    const modelsFolder = models(this);
    const older = await indexByOlderVersion(workspace, modelsFolder, 1);
    const other = join(dirname(older), 'f'.repeat(32));
    await rename(older, other);
    assert.equal(await hasIndex(workspace.base, workspace.root), false);
    await using index = new TestIndex(workspace.base, { modelsFolder });
    await index.open(workspace.root);
    assert.equal(
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      3,
    );
    assert.ok(existsSync(join(other, catalogFileName)));
  });
});
