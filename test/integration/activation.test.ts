import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { childPids } from './childPids.ts';
import { startedExtension } from './extension.ts';

const manifest = v.object({
  contributes: v.object({ commands: v.array(v.object({ command: v.string() })) }),
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('ask-workspace.ask-workspace');
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

describe('Activation', () => {
  it('succeeds in a real extension host', async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command that the manifest contributes', async () => {
    await extension().activate();
    const { contributes } = v.parse(
      manifest,
      JSON.parse(await readFile(join(extension().extensionPath, 'package.json'), 'utf8')),
    );
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = contributes.commands
      .map(({ command }) => command)
      .filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  // This is the first file of the suite, so nothing has been asked yet.
  it('indexes nothing just because a folder is opened', async () => {
    const { index, store } = await startedExtension();
    assert.deepEqual(
      index.reports.map(({ state }) => [state.exists, state.files, state.activity]),
      [[false, 0, 'idle']],
    );
    assert.equal(store.state.index.phase, 'none');
  });

  it('starts no process until one is needed', function () {
    if (process.platform !== 'linux') this.skip();
    assert.deepEqual([...childPids('indexProcess'), ...childPids('modelProcess')], []);
  });
});
