import assert from 'node:assert/strict';
import { join } from 'node:path';
import { haveEnded, processesWith } from '../support/processesOf.ts';
import type { RunningProcess } from '../support/processesOf.ts';
import { makeScriptedModel } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { installedExtensions, openWindow } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('The processes behind a window', () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  let children: readonly RunningProcess[];

  before(function () {
    if (process.platform !== 'linux') this.skip();
    makeScriptedModel(join(scratch.path, 'scripted.gguf'), 'Sorted.');
  });
  beforeEach(async () => {
    window = await openWindow({
      settings: { 'askWorkspace.chatModel.path': join(scratch.path, 'scripted.gguf') },
    });
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    children = processesWith(join(await installedExtensions(), 'ask-workspace.'));
    assert.deepEqual(children.map(({ command }) => /(\w+)\.js/.exec(command)?.[1]).sort(), [
      'indexProcess',
      'modelProcess',
    ]);
  });
  afterEach(() => window.close());
  after(() => scratch[Symbol.asyncDispose]());

  it('exit with the editor', async () => {
    await window.editor.stop();
    await haveEnded(children, 5000);
  });

  it('exit on their own when the extension host is killed', async () => {
    process.kill(children[0]?.parentPid ?? 0, 'SIGKILL');
    await haveEnded(children, 10_000);
  });
});
