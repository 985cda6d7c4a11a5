import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import { startedExtension, writeFile } from './extension.ts';

const title = 'Ask about this';

describe('Code lenses', () => {
  let file: vscode.Uri;
  const configuration = vscode.workspace.getConfiguration('askWorkspace.editor');
  before(async () => {
    await startedExtension();
    file = await writeFile(
      'kiln.ts',
      'export class Kiln {\n  fire(cone: number): number {\n    return cone;\n  }\n}\n',
    );
    await vscode.window.showTextDocument(file);
  });
  after(async () => {
    await configuration.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await rm(file.fsPath);
  });

  async function lenses(): Promise<readonly vscode.CodeLens[]> {
    const all = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      file,
    );
    return all.filter(({ command }) => command?.title === title);
  }

  it('are not there until a person turns them on', async () => {
    assert.deepEqual(await lenses(), []);
  });

  it('are above each class and method, and begin a question about its lines', async () => {
    await configuration.update('codeLens', true, vscode.ConfigurationTarget.Global);
    const shown = await lenses();
    assert.deepEqual(
      shown.map(({ range }) => range.start.line),
      [0, 1],
    );
    const { command = 'none', arguments: given = [] } = shown[1]?.command ?? {};
    await vscode.commands.executeCommand(command, ...(given as unknown[]));
    const { selection } = vscode.window.activeTextEditor ?? {};
    assert.deepEqual([selection?.start.line, selection?.end.line], [1, 3]);
  });
});
