import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { answering } from './answering.ts';
import { ask, startedExtension, workspaceRoot } from './extension.ts';

describe('What is stored, and what is told of it', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    await ask(parts, 'In which order are adapters tried?');
  });

  it('copies diagnostics with versions and counts, and no name or text of a file', async () => {
    await vscode.commands.executeCommand('askWorkspace.copyDiagnostics');
    const text = await vscode.env.clipboard.readText();
    assert.match(
      text,
      new RegExp(
        `Ask Workspace \\d+\\.\\d+\\.\\d+\\nEditor: .* ${vscode.version.replaceAll('.', '\\.')}`,
      ),
    );
    assert.match(text, /Folder 1: idle, writer self, \d+ files/);
    assert.doesNotMatch(text, /sessions|adapters|\.py|\.md/);
    assert.ok(!text.includes(workspaceRoot().fsPath));
  });

  it('deletes nothing when the question about it is dismissed', async () => {
    await answering('showWarningMessage', undefined, () =>
      vscode.commands.executeCommand('askWorkspace.deleteAllData'),
    );
    assert.deepEqual(
      parts.index.reports.map(({ state }) => state.exists),
      [true],
    );
  });

  it('deletes indexes and conversations when told to, and indexes again when asked', async () => {
    assert.ok((await parts.history.list()).length > 0);
    await answering('showWarningMessage', 'Delete indexes', () =>
      vscode.commands.executeCommand('askWorkspace.deleteAllData'),
    );
    assert.deepEqual(
      parts.index.reports.map(({ state }) => [state.exists, state.files]),
      [[false, 0]],
    );
    assert.equal(parts.store.state.index.phase, 'none');
    assert.deepEqual(await parts.history.list(), []);
    assert.ok((await ask(parts, 'In which order are adapters tried?')).sources.length > 0);
  });
});
