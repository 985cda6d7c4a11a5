import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { answering } from './answering.ts';
import { ask, startedExtension, workspaceRoot } from './extension.ts';

describe('Stored data', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    await ask(parts, 'In which order are adapters tried?');
  });

  it('is described in diagnostics by versions and counts, never file names or text', async () => {
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

  it('is not deleted when the confirmation is dismissed', async () => {
    await answering('showWarningMessage', undefined, () =>
      vscode.commands.executeCommand('askWorkspace.deleteAllData'),
    );
    assert.deepEqual(
      parts.index.reports.map(({ state }) => state.exists),
      [true],
    );
  });

  it('is deleted on request, and the next question indexes again', async () => {
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
