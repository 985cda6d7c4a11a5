import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { answering } from './answering.ts';
import {
  afterChanges,
  ask,
  startedExtension,
  until,
  workspaceRoot,
  writeFile,
} from './extension.ts';

describe('Index health', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
    await ask(parts, 'In which order are adapters tried?');
    await writeFile('.askignore', '# ours\nattic/\n');
    await writeFile('attic/chair.md', 'A chair without a leg.\n');
    await writeFile('picture.bin', '\u0000\u0001\u0002');
    await parts.index.update(workspaceRoot().fsPath);
  });
  after(async () => {
    for (const path of ['attic', '.askignore', 'picture.bin'])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceRoot(), path), {
        recursive: true,
      });
    await parts.index.update(workspaceRoot().fsPath);
  });

  it('shows files, chunks, size, age and skipped files by reason', async () => {
    const [folder] = await afterChanges(
      parts,
      () => parts.health.getChildren(),
      ([first]) => first?.description === 'up to date',
    );
    assert.equal(folder?.label, 'courier');
    const facts = await parts.health.getChildren(folder);
    const words = Object.fromEntries(facts.map(({ label, description }) => [label, description]));
    assert.match(words['Files'] ?? '', /^\d+$/);
    assert.match(words['On disk'] ?? '', /MB/);
    assert.equal(words['Last update'], 'just now');
    assert.ok(facts.some(({ kind, reason }) => kind === 'reason' && reason === 'ignored'));
    assert.ok(facts.some(({ kind, reason }) => kind === 'reason' && reason === 'binary'));
  });

  it('lists the files skipped for a reason', async () => {
    const [folder] = await parts.health.getChildren();
    const facts = await parts.health.getChildren(folder);
    const binary = await parts.health.getChildren(facts.find(({ reason }) => reason === 'binary'));
    assert.deepEqual(
      binary.map(({ path }) => path),
      ['picture.bin'],
    );
  });

  it('names the rule and the line that exclude a file, and opens it', async () => {
    const messages = await answering('showInformationMessage', 'Open .askignore:2', () =>
      vscode.commands.executeCommand(
        'askWorkspace.whyNotIndexed',
        vscode.Uri.joinPath(workspaceRoot(), 'attic/chair.md'),
      ),
    );
    assert.deepEqual(messages, [
      'attic/chair.md is skipped by .gitignore or .askignore: attic/ (.askignore:2).',
    ]);
    const editor = vscode.window.activeTextEditor;
    assert.equal(
      editor?.document.fileName,
      vscode.Uri.joinPath(workspaceRoot(), '.askignore').fsPath,
    );
    assert.equal(editor.document.getText(editor.selection), 'attic/');
  });

  it('names the setting whose pattern excludes a file', async () => {
    await writeFile('node_modules/lib/index.js', 'export {};\n');
    const messages = await answering('showInformationMessage', undefined, () =>
      vscode.commands.executeCommand(
        'askWorkspace.whyNotIndexed',
        vscode.Uri.joinPath(workspaceRoot(), 'node_modules/lib/index.js'),
      ),
    );
    assert.deepEqual(messages, [
      'node_modules/lib/index.js is skipped by files.exclude or search.exclude: ' +
        '**/node_modules (search.exclude).',
    ]);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceRoot(), 'node_modules'), {
      recursive: true,
    });
  });

  it('says that an indexed file is indexed', async () => {
    const messages = await answering('showInformationMessage', undefined, () =>
      vscode.commands.executeCommand(
        'askWorkspace.whyNotIndexed',
        vscode.Uri.joinPath(workspaceRoot(), 'README.md'),
      ),
    );
    assert.deepEqual(messages, ['README.md is indexed.']);
  });

  it('removes a folder permanently with a line in .askignore', async () => {
    await answering('showWarningMessage', 'Remove', () =>
      vscode.commands.executeCommand(
        'askWorkspace.removeFromIndex',
        vscode.Uri.joinPath(workspaceRoot(), 'docs'),
      ),
    );
    const rules = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(workspaceRoot(), '.askignore'),
    );
    assert.equal(Buffer.from(rules).toString(), '# ours\nattic/\n/docs/\n');
    const entry = await ask(parts, 'In which order are adapters tried?');
    assert.ok(entry.sources.every(({ folder }) => folder !== 'docs'));
    await writeFile('.askignore', '# ours\nattic/\n');
  });

  it('pauses indexing, says so, and resumes from the same point', async () => {
    await vscode.commands.executeCommand('askWorkspace.pauseIndexing');
    const rebuilt = vscode.commands.executeCommand('askWorkspace.rebuildIndex');
    await until(parts.store, ({ index }) => index.phase === 'paused');
    assert.equal((await parts.health.getChildren())[0]?.description, 'paused');
    await vscode.commands.executeCommand('askWorkspace.resumeIndexing');
    await rebuilt;
    assert.equal(parts.store.state.index.phase, 'ready');
  });

  it('keeps what was indexed when indexing is cancelled', async () => {
    await vscode.commands.executeCommand('askWorkspace.pauseIndexing');
    const updated = vscode.commands.executeCommand('askWorkspace.indexWorkspace');
    await until(parts.store, ({ index }) => index.phase === 'paused');
    await vscode.commands.executeCommand('askWorkspace.cancelIndexing');
    await updated;
    await vscode.commands.executeCommand('askWorkspace.resumeIndexing');
    await until(parts.store, ({ index }) => index.phase === 'ready');
    assert.equal(parts.store.state.index.message, null);
    assert.ok((await ask(parts, 'In which order are adapters tried?')).sources.length > 0);
  });

  it('tests the index with questions made from its files', async () => {
    await vscode.commands.executeCommand('askWorkspace.testIndex');
    assert.match(
      vscode.window.activeTextEditor?.document.getText() ?? '',
      /^# Test of the index of courier\n\n\d+ questions/,
    );
  });

  it('rebuilds an index from scratch', async () => {
    const before = parts.index.reports[0]?.state;
    await parts.index.update(workspaceRoot().fsPath);
    await vscode.commands.executeCommand('askWorkspace.rebuildIndex');
    const [report] = parts.index.reports;
    assert.deepEqual(
      [report?.failure, report?.state.exists, report?.state.activity],
      [null, true, 'idle'],
    );
    assert.ok((report?.state.updatedAt ?? 0) > (before?.updatedAt ?? 0));
  });

  it('deletes an index, which stays deleted until the next question', async () => {
    await answering('showWarningMessage', 'Remove', () =>
      vscode.commands.executeCommand('askWorkspace.removeFromIndex', workspaceRoot()),
    );
    assert.deepEqual(
      parts.index.reports.map(({ state }) => state.exists),
      [false],
    );
    await writeFile('picture.bin', '\u0000');
    await parts.index.refresh();
    assert.deepEqual(
      parts.index.reports.map(({ state }) => state.exists),
      [false],
    );
    assert.ok((await ask(parts, 'In which order are adapters tried?')).sources.length > 0);
    await until(parts.store, ({ index }) => index.phase === 'ready');
  });
});
