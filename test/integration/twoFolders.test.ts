import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { afterChanges, ask, startedExtension, until, workspaceRoot } from './extension.ts';

describe('Two workspace folders', () => {
  let parts: TestedParts;
  let second: string;
  before(async () => {
    parts = await startedExtension();
    second = await mkdtemp(join(tmpdir(), 'ask-workspace-second-'));
    await mkdir(join(second, 'guide'));
    await writeFile(join(second, 'guide', 'kiln.md'), 'Fire the porcelain at cone ten.\n');
    await setFolders(workspaceRoot(), vscode.Uri.file(second));
  });
  after(async () => {
    await setFolders(workspaceRoot());
    await rm(second, { recursive: true, force: true });
  });

  it('can be added without indexing them', () => {
    assert.deepEqual(parts.index.reports.find(({ root }) => root === second)?.state.exists, false);
  });

  it('are both asked, and each source names its folder', async () => {
    const name = vscode.workspace.workspaceFolders?.[1]?.name ?? '';
    const kiln = await ask(parts, 'At which cone is porcelain fired?');
    assert.deepEqual(
      [kiln.sources[0]?.folder, kiln.sources[0]?.fileName],
      [`${name}/guide`, 'kiln.md'],
    );
    const adapters = await ask(parts, 'In which order are adapters tried?');
    assert.match(adapters.sources[0]?.folder ?? '', /^courier\//);
  });

  it('have size limits of their own, and index what a higher limit allows', async () => {
    const large = 'A glaze is explained here, after the one before it.\n'.repeat(400);
    const files = [workspaceRoot(), vscode.Uri.file(second)].map((root) =>
      vscode.Uri.joinPath(root, 'glazes.md'),
    );
    for (const file of files) await writeFile(file.fsPath, large);
    const limits = vscode.workspace.getConfiguration('askWorkspace.index', vscode.Uri.file(second));
    const tooLarge = (): Promise<number[]> =>
      Promise.resolve(parts.index.reports.map(({ state }) => state.skipped['too-large'] ?? 0));
    await parts.index.updateAll();
    assert.deepEqual(await tooLarge(), [0, 0]);
    const { WorkspaceFolder } = vscode.ConfigurationTarget;
    await limits.update('maxFileSizeMB', 0.01, WorkspaceFolder);
    await afterChanges(parts, tooLarge, ([first, inSecond]) => first === 0 && inSecond === 1);
    await limits.update('maxFileSizeMB', undefined, WorkspaceFolder);
    await afterChanges(parts, tooLarge, ([, inSecond]) => inSecond === 0);
    for (const file of files) await rm(file.fsPath);
  });

  it('are checked as a whole when reopened, also if a file changes meanwhile', async () => {
    const checkedAt = (): number | null | undefined =>
      parts.index.reports.find(({ root }) => root === second)?.state.updatedAt;
    const before = checkedAt();
    const reopened = parts.index.reopen();
    await parts.index.update(second, ['guide/kiln.md']);
    await reopened;
    assert.notEqual(checkedAt(), before);
  });

  it('limit questions to the one that was indexed from the Explorer', async () => {
    await vscode.commands.executeCommand(
      'askWorkspace.indexFolder',
      vscode.Uri.joinPath(workspaceRoot(), 'docs'),
    );
    assert.deepEqual(parts.store.state.scope, ['courier/docs/']);
    const entry = await ask(parts, 'In which order are adapters tried?');
    assert.deepEqual([...new Set(entry.sources.map(({ folder }) => folder))], ['courier/docs']);
    parts.scope.remove('courier/docs/');
    assert.deepEqual(parts.store.state.scope, []);
  });

  it('are indexed once if one is inside the other', async () => {
    await setFolders(
      workspaceRoot(),
      vscode.Uri.file(second),
      vscode.Uri.joinPath(workspaceRoot(), 'docs'),
    );
    assert.deepEqual(
      parts.index.folders.map(({ root }) => root),
      [workspaceRoot().fsPath, second],
    );
  });

  async function setFolders(...folders: readonly vscode.Uri[]): Promise<void> {
    const changed = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeWorkspaceFolders(() => {
        subscription.dispose();
        resolve();
      });
    });
    assert.ok(
      vscode.workspace.updateWorkspaceFolders(
        0,
        vscode.workspace.workspaceFolders?.length ?? 0,
        ...folders.map((uri) => ({ uri })),
      ),
    );
    await changed;
    await parts.index.refresh();
    await until(parts.store, ({ workspace }) => workspace.folderNames.length === folders.length);
  }
});
