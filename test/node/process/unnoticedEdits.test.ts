import assert from 'node:assert/strict';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import {
  catalogFileName,
  openCatalogForWriting,
} from '../../../src/node/catalog/database/catalogDatabase.ts';
import { SqliteCatalogWriter } from '../../../src/node/catalog/catalogWriter.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { openDatabase } from '../../../src/node/catalog/database/openDatabase.ts';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';

describe('an edit that keeps size and time', () => {
  it('is detected, whether the whole folder is scanned or only the file', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.txt': 'aardvark\n',
      'b.txt': 'bandicoot\n',
    });
    const { root } = workspace;
    await using index = new TestIndex(workspace.base);
    await index.open(root);
    await index.client.update({ root, paths: [] });
    for (const [path, text, paths] of [
      ['a.txt', 'anaconda\n', []],
      ['b.txt', 'barracuda\n', ['b.txt']],
    ] as const) {
      const { atime, mtime } = await stat(join(root, path));
      await workspace.write({ [path]: text });
      await utimes(join(root, path), atime, mtime);
      await index.client.update({ root, paths });
      assert.equal((await index.ask(root, text.trim()))[0]?.path, path);
    }
  });

  it('is detected in an index that stores no file identities', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'aardvark\n' });
    const { root } = workspace;
    const directory = await indexLocation(workspace.base, root);
    {
      await using index = new TestIndex(workspace.base);
      await index.open(root);
      await index.client.update({ root, paths: [] });
    }
    const database = openDatabase(join(directory, catalogFileName));
    database.exec('ALTER TABLE files DROP COLUMN identity');
    database.close();
    const { atime, mtime } = await stat(join(root, 'a.txt'));
    await workspace.write({ 'a.txt': 'anaconda\n' });
    await utimes(join(root, 'a.txt'), atime, mtime);
    {
      await using index = new TestIndex(workspace.base);
      await index.open(root);
      await index.client.update({ root, paths: [] });
      assert.equal((await index.ask(root, 'anaconda'))[0]?.path, 'a.txt');
    }
    const writer = new SqliteCatalogWriter(openCatalogForWriting(directory).database, directory);
    assert.deepEqual(
      (await writer.knownFiles([])).map(({ identity }) => identity !== null),
      [true],
    );
    writer.close();
  });
});
