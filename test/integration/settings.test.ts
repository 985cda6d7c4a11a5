import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { readSettings } from '../../src/vscode/readSettings.ts';
import {
  resetAnswerSettings,
  writeAnswerSetting,
} from '../../src/vscode/chat/writeAnswerSettings.ts';
import { ask, startedExtension, until, workspaceRoot } from './extension.ts';

const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;

describe('Settings', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
  });

  for (const name of [
    'nodePath',
    'models.folder',
    'models.endpoint',
    'chatModel.path',
    'chatModel.server',
    'index.embeddingServer',
    'assistants.model',
  ]) {
    it(`that name a path or a host are not set by a workspace: ${name}`, async () => {
      await assert.rejects(async () =>
        vscode.workspace.getConfiguration('askWorkspace').update(name, '/tmp/evil', Workspace),
      );
    });
  }

  it('fall back to the default for an invalid value, and say so', async () => {
    const configuration = vscode.workspace.getConfiguration('askWorkspace');
    await configuration.update('retrieval.topK', 5000, Workspace);
    const warnings: string[] = [];
    assert.equal(
      readSettings((message) => {
        warnings.push(message);
      }).retrieval.topK,
      8,
    );
    assert.deepEqual(warnings.length, 1);
    assert.match(warnings[0] ?? '', /askWorkspace\.retrieval\.topK.*1 to 50/);
    await configuration.update('retrieval.topK', undefined, Workspace);
  });

  it('limit the number of sources from the next question on', async () => {
    const configuration = vscode.workspace.getConfiguration('askWorkspace');
    await configuration.update('retrieval.topK', 1, Workspace);
    assert.equal((await ask(parts, 'In which order are adapters tried?')).sources.length, 1);
    await configuration.update('retrieval.topK', undefined, Workspace);
  });

  it('let indexing wait while the user types, and go on afterwards', async () => {
    const configuration = vscode.workspace.getConfiguration('askWorkspace');
    await configuration.update('index.pauseWhileTyping', true, Workspace);
    const editor = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ content: '' }),
    );
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'a word');
    });
    const update = parts.index.updateAll();
    await until(parts.store, ({ index }) => index.waitsFor === 'typing');
    await update;
    await until(parts.store, ({ index }) => index.phase === 'ready');
    assert.equal(parts.store.state.index.waitsFor, undefined);
    await configuration.update('index.pauseWhileTyping', undefined, Workspace);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('skip a folder that opts out, and index it when it opts in again', async () => {
    const configuration = vscode.workspace.getConfiguration('askWorkspace', workspaceRoot());
    await configuration.update('index.enabled', false, WorkspaceFolder);
    await until(parts.store, () => parts.index.folders.length === 0);
    const entry = await ask(parts, 'In which order are adapters tried?');
    assert.deepEqual([entry.phase, entry.sources], ['failed', []]);
    assert.match(entry.notice?.message ?? '', /askWorkspace\.index\.enabled/);
    const back = until(parts.store, () => parts.index.folders.length === 1);
    await configuration.update('index.enabled', undefined, WorkspaceFolder);
    await back;
    assert.equal((await ask(parts, 'In which order are adapters tried?')).phase, 'done');
  });

  it('let each folder name its repository in the index of a team', async () => {
    const name = 'index.storeRepository';
    const configuration = vscode.workspace.getConfiguration('askWorkspace', workspaceRoot());
    await configuration.update(name, 'team/code', WorkspaceFolder);
    const { index } = readSettings((message) => assert.fail(message), workspaceRoot());
    assert.equal(index.storeRepository, 'team/code');
    await configuration.update(name, undefined, WorkspaceFolder);
    await until(parts.store, ({ index }) => index.phase === 'ready');
  });

  it('are changed from the chat, shown there when changed elsewhere, and reset', async () => {
    const value = (name: string): unknown =>
      parts.store.state.answerSettings.find((one) => one.name === name)?.value;
    const configuration = (): vscode.WorkspaceConfiguration =>
      vscode.workspace.getConfiguration('askWorkspace');
    await writeAnswerSetting('decoding.temperature', 0.3);
    await until(parts.store, () => value('decoding.temperature') === 0.3);
    assert.equal(configuration().get('decoding.temperature'), 0.3);
    await writeAnswerSetting('decoding.temperature', 99);
    assert.equal(configuration().get('decoding.temperature'), 0.3);
    await configuration().update('retrieval.topK', 2, Workspace);
    await until(parts.store, () => value('retrieval.topK') === 2);
    await writeAnswerSetting('retrieval.topK', 3);
    assert.equal(configuration().inspect('retrieval.topK')?.workspaceValue, 3);
    assert.equal((await ask(parts, 'In which order are adapters tried?')).sources.length, 3);
    await resetAnswerSettings('precise');
    await until(parts.store, () => value('retrieval.topK') === 8);
    assert.deepEqual([value('decoding.temperature'), value('decoding.strategy')], [0.7, 'greedy']);
    assert.equal(configuration().inspect('retrieval.topK')?.workspaceValue, undefined);
    await configuration().update('decoding.strategy', undefined, Global);
  });

  it('show which preset they match', async () => {
    await vscode.commands.executeCommand('askWorkspace.setDecodingPreset', 'creative');
    await until(parts.store, ({ decodingPreset }) => decodingPreset === 'creative');
    assert.equal(readSettings(() => undefined).decoding.strategy, 'sampling');
    await vscode.commands.executeCommand('askWorkspace.setDecodingPreset', 'precise');
    await until(parts.store, ({ decodingPreset }) => decodingPreset === 'precise');
    for (const name of ['strategy', 'temperature', 'topK', 'topP'])
      await vscode.workspace
        .getConfiguration('askWorkspace.decoding')
        .update(name, undefined, Global);
  });
});
