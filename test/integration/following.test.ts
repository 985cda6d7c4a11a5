import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile as writeFileOutside } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { TestedParts } from '../../src/extension.ts';
import { ask, askUntil, startedExtension, workspaceRoot, writeFile } from './extension.ts';

function has(fileName: string): (entry: ChatEntry) => boolean {
  return ({ sources }) => sources.some((source) => source.fileName === fileName);
}

describe('An existing index', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    await ask(parts, 'In which order are adapters tried?');
  });
  after(async () => {
    for (const path of ['lighthouse.md', 'beacon.md'])
      await vscode.workspace.fs
        .delete(vscode.Uri.joinPath(workspaceRoot(), path))
        .then(undefined, () => undefined);
  });

  it('finds a file that another program wrote', async () => {
    await writeFileOutside(
      vscode.Uri.joinPath(workspaceRoot(), 'lighthouse.md').fsPath,
      '# Lighthouse\n\nThe lamp turns with quicksilver bearings.\n',
    );
    await askUntil(parts, 'quicksilver bearings', has('lighthouse.md'));
  });

  it('finds a saved edit at its new lines', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(workspaceRoot(), 'lighthouse.md'),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'Foreword about marmalade.\n\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    const entry = await askUntil(parts, 'foreword about marmalade', has('lighthouse.md'));
    assert.equal(parts.conversation.source(entry.id, 1)?.range.startLine, 1);
  });

  it('does not find unsaved text', async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(workspaceRoot(), 'lighthouse.md'),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'Unsaved xylophone.\n');
    await vscode.window.showTextDocument(document);
    await vscode.workspace.applyEdit(edit);
    await parts.index.update(workspaceRoot().fsPath);
    assert.equal(has('lighthouse.md')(await ask(parts, 'xylophone')), false);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(document.isDirty, false);
  });

  it('finds a renamed file only under its new name', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(
      vscode.Uri.joinPath(workspaceRoot(), 'lighthouse.md'),
      vscode.Uri.joinPath(workspaceRoot(), 'beacon.md'),
    );
    await vscode.workspace.applyEdit(edit);
    await askUntil(
      parts,
      'quicksilver bearings',
      (entry) => has('beacon.md')(entry) && !has('lighthouse.md')(entry),
    );
  });

  it('does not find a deleted file', async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceRoot(), 'beacon.md'));
    await askUntil(parts, 'quicksilver bearings', (entry) => entry.sources.length === 0);
  });

  it('skips what an ignore rule names, and indexes it again without the rule', async () => {
    await writeFile('secret-garden/map.md', 'The gate of the walled orchard is behind the ivy.\n');
    await askUntil(parts, 'gate of the walled orchard', has('map.md'));
    const rules = await writeFile('.askignore', 'secret-garden/\n');
    await askUntil(parts, 'gate of the walled orchard', (entry) => !has('map.md')(entry));
    await vscode.workspace.fs.delete(rules);
    await askUntil(parts, 'gate of the walled orchard', has('map.md'));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceRoot(), 'secret-garden'), {
      recursive: true,
    });
    await askUntil(parts, 'gate of the walled orchard', (entry) => !has('map.md')(entry));
  });

  it('indexes a thousand files that appear at once, and removes them again', async () => {
    const folder = join(workspaceRoot().fsPath, 'flood');
    await mkdir(folder);
    await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        writeFileOutside(
          join(folder, `wave${index}.md`),
          `Wave number ${index} of the flood carries driftwood${index}.\n`,
        ),
      ),
    );
    await askUntil(parts, 'driftwood999', has('wave999.md'));
    await rm(folder, { recursive: true });
    await askUntil(parts, 'driftwood999', (entry) => !has('wave999.md')(entry));
    assert.ok(parts.index.reports.every(({ state }) => state.files < 100));
  });

  it('follows git to another branch and back', async () => {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
        cwd: workspaceRoot().fsPath,
        encoding: 'utf8',
      });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '.');
    git('commit', '--quiet', '--message=all');
    git('checkout', '--quiet', '-b', 'harbour');
    await writeFile('harbour.md', 'The pilot boat waits behind the breakwater.\n');
    git('add', '.');
    git('commit', '--quiet', '--message=harbour');
    await askUntil(parts, 'pilot boat behind the breakwater', has('harbour.md'));
    git('checkout', '--quiet', 'main');
    await askUntil(parts, 'pilot boat behind the breakwater', (entry) => !has('harbour.md')(entry));
    git('checkout', '--quiet', 'harbour');
    await askUntil(parts, 'pilot boat behind the breakwater', has('harbour.md'));
    git('checkout', '--quiet', 'main');
    await rm(join(workspaceRoot().fsPath, '.git'), { recursive: true });
    await askUntil(parts, 'pilot boat behind the breakwater', (entry) => !has('harbour.md')(entry));
  });
});
