import assert from 'node:assert/strict';
import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  catalogFileName,
  openCatalogForReading,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

/**
 * A dangling link in place of the file that SQLite shares memory through. SQLite refuses to follow
 * it, just as some network disks refuse shared memory.
 */
async function refuseSharedMemory(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await symlink('nowhere/at/all', join(directory, `${catalogFileName}-shm`));
}

/** From the file's header (https://sqlite.org/fileformat2.html, 1.3.3). */
async function isWrittenAhead(directory: string): Promise<boolean> {
  return (await readFile(join(directory, catalogFileName)))[18] === 2;
}

describe('an index on a disk without shared memory', () => {
  before(function () {
    if (process.platform !== 'win32') return;
    console.warn('SKIPPED: shared memory cannot be refused by a link on Windows.');
    this.skip();
  });

  it('is written in place, and can be read meanwhile', async () => {
    await using folder = throwAwayFolder('journal');
    await refuseSharedMemory(folder.path);
    const { database, journal } = openCatalogForWriting(folder.path);
    assert.equal(journal, 'delete');
    const reader = openCatalogForReading(folder.path)!;
    const count = (): unknown => reader.prepare('SELECT count(*) AS n FROM meta').get()?.['n'];
    database.exec("BEGIN IMMEDIATE; INSERT INTO meta VALUES ('a', 'b')");
    assert.equal(count(), 0);
    database.exec('COMMIT');
    assert.equal(count(), 1);
    reader.close();
    database.close();
  });

  it('works like any other, and the log says what it costs', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.txt': 'aardvark\n',
      'b.txt': 'badger\n',
    });
    const directory = await indexLocation(workspace.base, workspace.root);
    await refuseSharedMemory(directory);
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    assert.equal((await index.client.update({ root: workspace.root, paths: [] })).files, 2);
    assert.equal((await index.ask(workspace.root, 'badger'))[0]?.path, 'b.txt');
    assert.ok(
      index.log.some((line) => line.includes("refuses SQLite's write-ahead log")),
      index.log.join('\n'),
    );
    await using reader = new TestIndex(workspace.base);
    await reader.open(workspace.root);
    assert.equal((await reader.client.update({ root: workspace.root, paths: [] })).writer, 'other');
    await workspace.write({ 'c.txt': 'crocodile\n' });
    await index.client.update({ root: workspace.root, paths: ['c.txt'] });
    assert.equal((await reader.ask(workspace.root, 'crocodile'))[0]?.path, 'c.txt');
    assert.equal(await isWrittenAhead(directory), false);
  });

  it('gives up the write-ahead log that it had elsewhere', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'aardvark\n' });
    const directory = await indexLocation(workspace.base, workspace.root);
    {
      await using index = new TestIndex(workspace.base);
      await index.open(workspace.root);
      await index.client.update({ root: workspace.root, paths: [] });
    }
    assert.equal(await isWrittenAhead(directory), true);
    await refuseSharedMemory(directory);
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    assert.equal((await index.client.update({ root: workspace.root, paths: [] })).files, 1);
    assert.equal((await index.ask(workspace.root, 'aardvark'))[0]?.path, 'a.txt');
    assert.equal(await isWrittenAhead(directory), false);
  });
});
