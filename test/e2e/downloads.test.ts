import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RangeServer } from '../support/servers/rangeServer.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

/** Size of the offered embedding model, in bytes. */
const modelBytes = 22_972_370;

describe('A user who downloads a model', () => {
  let server: RangeServer;
  let window: EditorWindow;
  before(async () => {
    server = await RangeServer.start(new Uint8Array(modelBytes));
    window = await openWindow({ settings: { 'askWorkspace.models.endpoint': server.url } });
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.button('Download 23 MB').waitFor();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await server[Symbol.asyncDispose]();
  });

  async function storedModels(): Promise<readonly string[]> {
    const entries = await readdir(join(window.editor.dataHome, 'ask-workspace', 'models'), {
      recursive: true,
    }).catch(() => []);
    return entries.filter((name) => name.endsWith('.onnx'));
  }

  it('requests nothing before the click', () => {
    assert.deepEqual(server.paths, []);
  });

  it('sees the progress and can cancel', async () => {
    server.behaviour.stallAfterBytes = 5_000_000;
    await window.chat.button('Download 23 MB').click();
    await window.chat.text(/ of 23\sMB/).waitFor();
    await window.chat.button('Cancel').click();
    await window.chat.button('Download 23 MB').waitFor();
    assert.deepEqual(await storedModels(), []);
  });

  it('is told when the downloaded file is not the model, and none of it is used', async () => {
    server.behaviour.stallAfterBytes = null;
    await window.chat.button('Download 23 MB').click();
    await window.chat.text(/The file is not the expected one/).waitFor();
    assert.deepEqual(await storedModels(), []);
  });

  it('is told when the address is unreachable, and can still use a file', async () => {
    await server[Symbol.asyncDispose]();
    await window.chat.button('Download 23 MB').click();
    await window.chat.text(/cannot be reached/).waitFor();
    await window.chat.button('Use a folder…').waitFor();
  });
});
