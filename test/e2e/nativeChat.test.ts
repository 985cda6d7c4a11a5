import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { makeScriptedModel } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const reply = 'The adapters are sorted by the length of their prefix [1].';

/** Nobody is signed in to anything, so there is no other model than ours. */
describe("A user of VS Code's own chat", () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  before(async () => {
    makeScriptedModel(join(scratch.path, 'scripted.gguf'), reply);
    window = await openWindow({
      settings: {
        'chat.disableAIFeatures': false,
        // Agent mode lists only models with tools, which ours has not.
        'chat.agent.enabled': false,
        'askWorkspace.models.folder': scratch.path,
        'askWorkspace.assistants.model': true,
        'askWorkspace.assistants.participant': true,
      },
    });
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  const chat = (): Locator => window.workbench.page.locator('.interactive-session');

  it('finds our model in the list of models, and asks @ask', async () => {
    await window.workbench.runCommand('Chat: Open Chat');
    await chat().getByText('scripted').first().waitFor();
    await chat().locator('.interactive-input-editor').click();
    const { keyboard } = window.workbench.page;
    await keyboard.type('@ask In which order are the adapters sorted?', { delay: 20 });
    await keyboard.press('Escape');
    await keyboard.press('Enter');
    await chat()
      .locator('.interactive-response')
      .getByText('The adapters are sorted by the length of their prefix')
      .waitFor();
  });
});
