import assert from 'node:assert/strict';
import { readFile, readdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isFailure } from '../../../src/core/errors.ts';
import { catalogFileName } from '../../../src/node/catalog/database/catalogDatabase.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { TestIndex, TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { realModel } from '../../support/models/realModels.ts';
import { seededRandom } from '../../support/indexes/vectors.ts';

const modelFolder = 'Xenova/all-MiniLM-L6-v2';
const models = (context: Mocha.Context): string =>
  realModel(context, modelFolder).slice(0, -modelFolder.length);

/** Files that each have words of their own. */
function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `src/file${i}.txt`,
      `subject${i} stands in file number ${i}\n\nand some more words about it\n`,
    ]),
  );
}

async function indexed(workspace: TestWorkspace): Promise<string> {
  await using index = new TestIndex(workspace.base);
  await index.open(workspace.root);
  await index.client.update({ root: workspace.root, paths: [] });
  return await indexLocation(workspace.base, workspace.root);
}

describe('a damaged index', () => {
  const damages: Readonly<Record<string, (file: string) => Promise<void>>> = {
    'cut short': (file) => truncate(file, 9000),
    'empty but for its beginning': (file) => truncate(file, 100),
    'full of random bytes': async (file) => {
      const random = seededRandom(3);
      const content = await readFile(file);
      await writeFile(
        file,
        content.map(() => random() * 256),
      );
    },
    'of another schema': (file) => {
      const database = new DatabaseSync(file);
      database.exec('PRAGMA user_version = 99');
      database.close();
      return Promise.resolve();
    },
  };
  for (const [how, damage] of Object.entries(damages)) {
    it(`that is ${how} is detected and rebuilt`, async () => {
      await using workspace = await new TestWorkspace().write(manyFiles(5));
      await damage(join(await indexed(workspace), catalogFileName));
      await using index = new TestIndex(workspace.base);
      await index.open(workspace.root);
      const { files } = await index.client.update({ root: workspace.root, paths: [] });
      assert.equal(files, 5);
      assert.equal((await index.ask(workspace.root, 'subject3'))[0]?.path, 'src/file3.txt');
    });
  }

  it('whose damage only a search meets is rebuilt automatically', async () => {
    await using workspace = await new TestWorkspace().write(manyFiles(60));
    const file = join(await indexed(workspace), catalogFileName);
    const content = await readFile(file);
    content.fill(0xa5, 8192, content.length);
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await writeFile(file, content);
    await assert.rejects(index.ask(workspace.root, 'subject3'), (error) =>
      isFailure(error, 'index-unreadable'),
    );
    await index.client.update({ root: workspace.root, paths: [] });
    assert.equal((await index.ask(workspace.root, 'subject3'))[0]?.path, 'src/file3.txt');
  });
});

/** A folder that one process has indexed and another has open. */
async function writerAndReader(): Promise<
  AsyncDisposable & Readonly<{ workspace: TestWorkspace; writer: TestIndex; reader: TestIndex }>
> {
  const workspace = await new TestWorkspace().write(manyFiles(3));
  const [writer, reader] = [new TestIndex(workspace.base), new TestIndex(workspace.base)];
  await writer.open(workspace.root);
  await writer.client.update({ root: workspace.root, paths: [] });
  await reader.open(workspace.root);
  return {
    workspace,
    writer,
    reader,
    [Symbol.asyncDispose]: async () => {
      for (const each of [reader, writer, workspace]) await each[Symbol.asyncDispose]();
    },
  };
}

describe('two processes on one folder', () => {
  it('share the work: one writes, and the other reads and says so', async () => {
    await using both = await writerAndReader();
    const { workspace, writer, reader } = both;
    const report = await reader.client.update({ root: workspace.root, paths: [] });
    assert.deepEqual([report.writer, report.files], ['other', 3]);
    await workspace.write({ 'new.txt': 'pangolin\n' });
    await writer.client.update({ root: workspace.root, paths: ['new.txt'] });
    assert.equal((await reader.ask(workspace.root, 'pangolin'))[0]?.path, 'new.txt');
  });

  it('keep in step: the reader follows when the writer rebuilds the index', async () => {
    await using both = await writerAndReader();
    const { workspace, writer, reader } = both;
    assert.equal((await reader.ask(workspace.root, 'subject1'))[0]?.path, 'src/file1.txt');
    await writer.client.removeFolder(workspace.root);
    await assert.rejects(reader.ask(workspace.root, 'subject1'), (error) =>
      isFailure(error, 'index-empty'),
    );
    await workspace.write({ 'new.txt': 'pangolin\n' });
    await writer.client.update({ root: workspace.root, paths: [] });
    assert.equal((await reader.ask(workspace.root, 'pangolin'))[0]?.path, 'new.txt');
  });

  it('survive a kill: the reader takes over from the writer', async () => {
    await using both = await writerAndReader();
    const { workspace, writer, reader } = both;
    assert.equal((await reader.client.update({ root: workspace.root, paths: [] })).writer, 'other');
    await writer.kill();
    await workspace.write({ 'new.txt': 'pangolin\n' });
    await reader.untilState(({ writer, files }) => writer === 'self' && files === 4);
    assert.equal((await reader.ask(workspace.root, 'pangolin'))[0]?.path, 'new.txt');
  });
});

describe('a running update', () => {
  it('can be cancelled; what is stored stays, and the next update continues', async () => {
    await using workspace = await new TestWorkspace().write(manyFiles(4000));
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    const controller = new AbortController();
    const update = index.client.update({ root: workspace.root, paths: [] }, controller.signal);
    await index.untilState(({ files }) => files > 10);
    controller.abort();
    await assert.rejects(update, (error) => isFailure(error, 'cancelled'));
    assert.equal((await index.ask(workspace.root, 'subject0'))[0]?.path, 'src/file0.txt');
    const state = index.states.at(-1);
    assert.deepEqual([state?.activity, state?.updatedAt], ['idle', null]);
    assert.equal((await index.client.update({ root: workspace.root, paths: [] })).files, 4000);
  });

  it('lets questions and edits through, and does nothing while paused', async function () {
    // Too many for the embedding to finish before it is paused.
    await using workspace = await new TestWorkspace().write(manyFiles(3000));
    await using index = new TestIndex(workspace.base, { modelsFolder: models(this) });
    await index.open(workspace.root);
    const controller = new AbortController();
    const update = index.client.update({ root: workspace.root, paths: [] }, controller.signal);
    await index.client.lexicalReady(workspace.root);
    await index.untilState(
      ({ activity, embeddedChunks }) => activity === 'embedding' && embeddedChunks > 0,
    );
    await index.client.setPaused(true);
    await workspace.write({ 'new.txt': 'pangolin\n' });
    await index.client.update({ root: workspace.root, paths: ['new.txt'] });
    assert.equal((await index.ask(workspace.root, 'pangolin'))[0]?.path, 'new.txt');
    const paused = index.states.at(-1);
    assert.equal(paused?.activity, 'paused');
    assert.ok(paused.embeddedChunks < 3001, String(paused.embeddedChunks));
    await index.client.setPaused(false);
    await index.untilState(
      ({ activity, embeddedChunks }) =>
        activity === 'embedding' && embeddedChunks > paused.embeddedChunks,
    );
    controller.abort();
    await assert.rejects(update, (error) => isFailure(error, 'cancelled'));
  });
});

describe('bad input', () => {
  it('is skipped alone, and counted by reason', async () => {
    const random = seededRandom(5);
    const bytes = Uint8Array.from({ length: 20_000 }, () => random() * 256);
    await using workspace = await new TestWorkspace().write({
      'random.bin': bytes,
      'random.txt': bytes,
      'invalid.txt': Buffer.concat([
        Buffer.from('an ocelot \xff\xfe\n', 'latin1'),
        Buffer.from('text\n'.repeat(20)),
      ]),
      'line.txt': `${'word '.repeat(200_000)}\n`,
      'empty.txt': '',
      'blank.txt': '\n\n  \n',
      'null.txt': 'a\0b',
      'sparse.txt': '',
      'odd "name"\n🎉.txt': 'a capybara\n',
      'fine.txt': 'a wombat\n',
    });
    await truncate(join(workspace.root, 'sparse.txt'), 1024 * 1024 * 1024);
    await symlink('.', join(workspace.root, 'loop'));
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    const { skipped } = await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(skipped['too-large'], 1);
    assert.ok((skipped.binary ?? 0) >= 2, JSON.stringify(skipped));
    assert.equal((await index.ask(workspace.root, 'wombat'))[0]?.path, 'fine.txt');
    assert.equal((await index.ask(workspace.root, 'capybara'))[0]?.path, 'odd "name"\n🎉.txt');
    const left = await index.client.listSkipped(workspace.root, 100);
    assert.deepEqual(
      left.find(({ path }) => path === 'sparse.txt'),
      { path: 'sparse.txt', reason: 'too-large' },
    );
    assert.deepEqual(await index.client.explain(workspace.root, 'random.bin'), {
      indexed: false,
      reason: 'binary',
      rule: null,
      ruleLocation: null,
    });
    assert.deepEqual(await index.client.explain(workspace.root, 'fine.txt'), {
      indexed: true,
      reason: null,
      rule: null,
      ruleLocation: null,
      reading: { encoding: 'utf8', linesLeftOut: 0 },
    });
    assert.deepEqual(await index.client.explain(workspace.root, 'no such file'), {
      indexed: false,
      reason: null,
      rule: null,
      ruleLocation: null,
    });
  });
});

describe('a removed index', () => {
  it('leaves the disk, and the folder can be indexed again', async () => {
    await using workspace = await new TestWorkspace().write(manyFiles(3));
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await index.client.removeFolder(workspace.root);
    const left = await readdir(await indexLocation(workspace.base, workspace.root));
    assert.ok(
      left.every((name) => name.startsWith('writer.db')),
      left.join(),
    );
    assert.equal(index.states.at(-1)?.exists, false);
    assert.equal((await index.client.update({ root: workspace.root, paths: [] })).files, 3);
  });
});
