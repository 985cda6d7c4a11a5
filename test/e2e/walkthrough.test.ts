import assert from 'node:assert/strict';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A user in the walkthrough', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(() => window.close());

  it('opens it from the palette, with a picture for each step', async () => {
    // In a narrow editor VS Code shows no pictures.
    await window.workbench.page.setViewportSize({ width: 1700, height: 900 });
    await window.workbench.runCommand('Welcome: Open Walkthrough...');
    await window.workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Ask your workspace' })
      .first()
      .click();
    const picture = window.workbench.page
      .frameLocator('.getting-started-media iframe.webview.ready')
      .frameLocator('iframe#active-frame')
      .locator('svg');
    for (const [title, words] of [
      ['Check the source', 'not in its lines: 1'],
      ['Get answers in words', 'Download 4.1 GB'],
      ['Know what is indexed', 'Left out'],
      ['Ask a question', '3 sources'],
    ] as const) {
      await window.workbench.page.getByRole('button', { name: title }).first().click();
      await picture.getByText(words).waitFor();
      await window.screenshot(`walkthrough ${title}`);
    }
  });

  it('has a sample question, which the user may change before it is asked', async () => {
    const { page } = window.workbench;
    await page
      .locator('.getting-started-step.expanded')
      .getByRole('button', { name: 'Try: What is this project for?' })
      .click();
    const input = page.locator('.quick-input-widget').filter({ hasText: 'Ask workspace' });
    await input.waitFor();
    assert.equal(await input.locator('input').inputValue(), 'What is this project for?');
    await page.keyboard.press('Escape');
    await input.waitFor({ state: 'hidden' });
  });

  it('asks a question from it', async () => {
    await window.workbench.page
      .locator('.getting-started-step.expanded')
      .getByRole('button', { name: 'Ask a question' })
      .last()
      .click();
    await window.workbench.answerInputBox('Ask workspace', 'In which order are adapters tried?');
    await window.workbench.page
      .locator('.tab')
      .filter({ hasText: 'Welcome' })
      .click({ button: 'middle' }); // closed, so that the chat is the only page
    await window.chat.ended();
  });
});
