import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A folder that is not trusted', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow({
      trustsEveryFolder: false,
      settings: { 'security.workspace.trust.startupPrompt': 'never' },
    });
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(() => window.close());

  it('is reported as such, and cannot be asked about', async () => {
    await window.chat.heading('This workspace is not trusted').waitFor();
    assert.equal(await window.chat.composer.count(), 0);
  });

  it('has nothing stored', async () => {
    assert.deepEqual(
      await readdir(join(window.editor.cacheHome, 'ask-workspace', 'indexes'), {
        recursive: true,
      }).catch(() => []),
      [],
    );
  });

  it('has no indexing command in the Explorer', async () => {
    const items = await window.workbench.openExplorerMenu('docs');
    assert.ok(items.length > 3);
    assert.ok(!items.includes('Index this folder'));
    await window.workbench.page.keyboard.press('Escape');
  });

  it('can be asked about as soon as it is trusted', async () => {
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.button('Manage workspace trust').click();
    await window.workbench.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: /^Trust$/ })
      .first()
      .click();
    await window.chat.heading('Ask about this folder').waitFor();
    await window.workbench.page
      .locator('.monaco-modal-editor-block')
      .getByRole('button', { name: /^Close/ })
      .first()
      .click();
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.sources.first().waitFor();
  });
});
