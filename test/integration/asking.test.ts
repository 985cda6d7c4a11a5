import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { openSource } from '../../src/vscode/openSource.ts';
import { ask, startedExtension, workspaceRoot } from './extension.ts';

describe('Asking', () => {
  let parts: TestedParts;
  before(async () => { parts = await startedExtension(); });

  it('indexes at the first question and answers it with ranked sources', async () => {
    const entry = await ask(parts, 'In which order are adapters tried?');
    assert.deepEqual([entry.phase, entry.notice], ['done', null]);
    assert.ok(entry.sources.length > 0);
    assert.deepEqual(entry.sources.map(({ number }) => number), entry.sources.map((_, index) => index + 1));
    assert.ok(entry.sources.some(({ fileName }) => fileName === 'sessions.py' || fileName === 'adapters.md'));
  });

  it('opens a source with exactly its lines selected', async () => {
    const entry = await ask(parts, 'In which order are adapters tried?');
    for (const { number } of entry.sources) {
      const hit = parts.conversation.source(entry.id, number);
      assert.ok(hit);
      await openSource(hit);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.fsPath, vscode.Uri.joinPath(workspaceRoot(), hit.path).fsPath);
      assert.equal(editor.document.getText(editor.selection), hit.text);
      assert.equal(editor.selection.start.line + 1, hit.range.startLine);
      assert.equal(editor.selection.end.line + 1, hit.range.endLine);
    }
  });

  it('says that nothing was found where no file has any of the words', async () => {
    const entry = await ask(parts, 'zyxwvut qqqqq');
    assert.equal(entry.phase, 'done');
    assert.match(entry.notice?.message ?? '', /No file of this workspace/);
  });

  it('forgets the conversation when a new one is begun', async () => {
    await vscode.commands.executeCommand('askWorkspace.newConversation');
    assert.deepEqual(parts.store.state.entries, []);
  });
});
