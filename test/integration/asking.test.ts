import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Hit } from '../../src/core/domain.ts';
import type { TestedParts } from '../../src/extension.ts';
import { openSource } from '../../src/vscode/editor/openSource.ts';
import { answering } from './answering.ts';
import { ask, startedExtension, workspaceRoot, writeFile } from './extension.ts';

describe('Asking', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
  });

  it('indexes on the first question and answers it with ranked sources', async () => {
    const entry = await ask(parts, 'In which order are adapters tried?');
    assert.deepEqual([entry.phase, entry.notice], ['done', null]);
    assert.ok(entry.sources.length > 0);
    assert.deepEqual(
      entry.sources.map(({ number }) => number),
      entry.sources.map((_, index) => index + 1),
    );
    assert.ok(
      entry.sources.some(
        ({ fileName }) => fileName === 'sessions.py' || fileName === 'adapters.md',
      ),
    );
  });

  it('opens a source with exactly its lines selected', async () => {
    const entry = await ask(parts, 'In which order are adapters tried?');
    for (const { number } of entry.sources) {
      const hit = parts.conversation.source(entry.id, number);
      assert.ok(hit);
      await openSource(hit);
      const editor = vscode.window.activeTextEditor;
      assert.equal(
        editor?.document.uri.fsPath,
        vscode.Uri.joinPath(workspaceRoot(), hit.path).fsPath,
      );
      assert.equal(editor.document.getText(editor.selection), hit.text);
      assert.equal(editor.selection.start.line + 1, hit.range.startLine);
      assert.equal(editor.selection.end.line + 1, hit.range.endLine);
    }
  });

  it('opens a notebook at the cell, with its lines selected', async () => {
    const cells = [
      ['markdown', '# Tides'],
      [
        'code',
        'import math\n\ndef spring_tide(moon):\n    return math.cos(moon)  # gravitational ' +
          'syzygy\n',
      ],
    ];
    const notebook = {
      nbformat: 4,
      nbformat_minor: 5,
      metadata: {},
      cells: cells.map(([type, source]) => ({
        cell_type: type,
        source,
        metadata: {},
        ...(type === 'code' ? { outputs: [], execution_count: null } : {}),
      })),
    };
    const uri = await writeFile('tides.ipynb', JSON.stringify(notebook));
    await parts.index.update(workspaceRoot().fsPath);
    const entry = await ask(parts, 'gravitational syzygy');
    const hit = parts.conversation.source(entry.id, 1);
    assert.deepEqual(
      [hit?.path, hit?.range.kind, entry.sources[0]?.rangeLabel],
      ['tides.ipynb', 'cell', 'cell 2'],
    );
    assert.ok(hit);
    await openSource(hit);
    assert.equal(vscode.window.activeNotebookEditor?.notebook.uri.fsPath, uri.fsPath);
    assert.equal(vscode.window.activeNotebookEditor.selection.start, 1);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), hit.text);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });

  it('finds lines that have moved since they were indexed', async () => {
    const { hit, uri } = await indexedFile('ferry.md', 'The ferry leaves at the ninth bell.\n');
    await vscode.workspace.fs.writeFile(
      uri,
      Buffer.from('New first line.\n\nThe ferry leaves at the ninth bell.\n'),
    );
    await openSource(hit);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.selection.start.line, 2);
    assert.equal(editor.document.getText(editor.selection), hit.text);
    await closeAndDelete(uri);
  });

  it('says so when a source has changed since it was indexed', async () => {
    const { hit, uri } = await indexedFile('barge.md', 'The barge carries amber and salt.\n');
    await vscode.workspace.fs.writeFile(uri, Buffer.from('The barge is empty.\n'));
    const messages = await answering('showInformationMessage', undefined, () => openSource(hit));
    assert.deepEqual(messages, [
      'barge.md has changed since it was indexed; the lines may not be the ones that were found.',
    ]);
    await closeAndDelete(uri);
  });

  it("says so when a source's file is gone", async () => {
    const { hit, uri } = await indexedFile(
      'raft.md',
      'The raft drifts past the lighthouse keeper.\n',
    );
    await vscode.workspace.fs.delete(uri);
    assert.deepEqual(await answering('showWarningMessage', undefined, () => openSource(hit)), [
      'raft.md no longer exists; it did when it was indexed.',
    ]);
  });

  it('says that nothing was found when no file has any of the words', async () => {
    const entry = await ask(parts, 'zyxwvut qqqqq');
    assert.equal(entry.phase, 'done');
    assert.match(entry.notice?.message ?? '', /^Nothing in this workspace matches that/);
  });

  it("starts a new conversation without the old one's turns", async () => {
    await vscode.commands.executeCommand('askWorkspace.newConversation');
    assert.deepEqual(parts.store.state.entries, []);
  });

  async function indexedFile(name: string, text: string): Promise<{ hit: Hit; uri: vscode.Uri }> {
    const uri = await writeFile(name, text);
    await parts.index.update(workspaceRoot().fsPath);
    const hit = parts.conversation.source((await ask(parts, text)).id, 1);
    assert.equal(hit?.path, name);
    return { hit, uri };
  }

  async function closeAndDelete(uri: vscode.Uri): Promise<void> {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.workspace.fs.delete(uri);
  }
});
