import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { answering } from './answering.ts';
import { ask, startedExtension, workspaceRoot } from './extension.ts';

const first = 'In which order are adapters tried?';
const second = 'How many attempts has a retry policy?';

describe('Earlier conversations', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    await parts.history.deleteAll();
  });

  const kept = async (): Promise<readonly (readonly string[])[]> =>
    (await parts.history.list()).map(({ entries }) => entries.map(({ question }) => question));

  it("are saved in VS Code's folder for this workspace, never in the workspace", async () => {
    assert.deepEqual(await kept(), []);
    await ask(parts, first);
    await ask(parts, second);
    assert.deepEqual(await kept(), [[second], [first]]);
    const names = (await vscode.workspace.fs.readDirectory(workspaceRoot())).map(([name]) => name);
    assert.ok(!names.some((name) => /conversation|history/i.test(name)), names.join());
  });

  it('can be read only by their owner', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = parts.history.folder ?? assert.fail('nothing is kept');
    const names = await readdir(folder);
    assert.ok(names.length > 0);
    for (const path of [folder, ...names.map((name) => join(folder, name))])
      assert.equal((await stat(path)).mode & 0o077, 0, path);
  });

  it('reopen as they were and can be continued', async () => {
    const earlier = (await parts.history.list()).find(
      ({ entries }) => entries[0]?.question === first,
    );
    assert.ok(earlier);
    parts.conversation.reopen(earlier);
    const [entry] = parts.store.state.entries;
    assert.deepEqual([entry?.question, entry?.phase], [first, 'done']);
    assert.ok((entry?.sources.length ?? 0) > 0);
    await parts.conversation.ask(second);
    assert.deepEqual(await kept(), [[first, second], [second]]);
  });

  it('can be deleted one by one or all at once', async () => {
    const [newest] = await parts.history.list();
    await parts.history.delete(newest?.id ?? '');
    assert.deepEqual(await kept(), [[second]]);
    await parts.history.deleteAll();
    assert.deepEqual(await kept(), []);
    parts.conversation.clear();
    assert.deepEqual(
      await answering('showInformationMessage', undefined, () =>
        vscode.commands.executeCommand('askWorkspace.showHistory'),
      ),
      ['There are no earlier conversations in this workspace yet.'],
    );
  });

  it('keep a title that the user gave, even after more questions', async () => {
    await ask(parts, first);
    const [newest] = await parts.history.list();
    assert.ok(newest);
    await parts.history.rename(newest, ' Adapters ');
    parts.history.keep(newest);
    assert.equal((await parts.history.list())[0]?.title, 'Adapters');
    await parts.history.deleteAll();
  });

  it('are limited to fifty; the oldest are deleted', async () => {
    await ask(parts, first);
    const [newest] = await parts.history.list();
    assert.ok(newest);
    for (let i = 1; i <= 51; i++) parts.history.keep({ ...newest, id: `older${i}`, changedMs: i });
    const ids = (await parts.history.list()).map(({ id }) => id);
    assert.deepEqual([ids.length, ids[0], ids.at(-1)], [50, newest.id, 'older3']);
    await parts.history.deleteAll();
  });

  it('that are damaged do not hide the others', async () => {
    await ask(parts, first);
    await parts.history.list();
    const folder = parts.history.folder;
    assert.ok(folder !== null && !folder.startsWith(workspaceRoot().fsPath));
    await writeFile(join(folder, 'damaged.json'), '{"half');
    assert.deepEqual(await kept(), [[first]]);
  });
});
