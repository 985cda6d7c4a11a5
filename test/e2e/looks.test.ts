import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeScriptedModel } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';
import type { Theme } from './pages/workbench.ts';

describe('The chat in a side bar 340 pixels wide', () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  before(async () => {
    const path = join(scratch.path, 'scripted.gguf');
    makeScriptedModel(
      path,
      'The connection adapters are sorted by the length of their prefix, the longest first ' +
        '[1]. The first one that fits the URL sends the request [2].',
    );
    window = await openWindow({ settings: { 'askWorkspace.chatModel.path': path } });
    await window.workbench.openActivity('Ask Workspace');
    await window.workbench.resizeSideBar(340);
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  const themes: readonly Theme[] = ['Dark Modern', 'Light Modern', 'Dark High Contrast'];
  for (const theme of themes) {
    it(`fits and shows sources, words and chips in ${theme}`, async () => {
      await window.workbench.setTheme(theme);
      const overflow = await window.chat.body.evaluate(
        (body) => body.scrollWidth - body.clientWidth,
      );
      assert.equal(overflow, 0);
      for (const part of [
        window.chat.sources.first(),
        window.chat.chips.first(),
        window.chat.composer,
      ]) {
        const box = await part.boundingBox();
        assert.ok(
          box !== null && box.width > 0 && box.x + box.width <= 48 + 340 + 2,
          `${JSON.stringify(box)} is outside the side bar`,
        );
      }
      await window.screenshot(`chat-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }
});
