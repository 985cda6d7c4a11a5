import assert from 'node:assert/strict';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const question = 'releases duty office';
const marked = 'office.md:1-5';

describe('A user at the card of a source', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
    await window.workbench.openActivity('Ask Workspace');
    await window.workbench.resizeSideBar(340);
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
  });

  /** Asks the question again. @returns the file names of its sources, best first. */
  async function askedAgain(): Promise<readonly string[]> {
    await window.workbench.runCommand('Ask Workspace: New conversation');
    await window.chat.lastEntry.waitFor({ state: 'detached' });
    await window.chat.ask(question);
    await window.chat.sources.first().waitFor();
    await window.chat.ended();
    return (await window.chat.sourcePaths()).map((path) => path.replace(/^.*\//, ''));
  }

  it('sees what is around it in its file, and opens it at its lines', async () => {
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    await window.chat.button('What is around sessions.py:19-34').click();
    const outline = window.chat.lastEntry.getByRole('navigation', {
      name: 'What is around sessions.py:19-34',
    });
    await outline.waitFor();
    assert.deepEqual(await outline.getByRole('link').allInnerTexts(), [
      ...['Session', '__init__', 'mount', 'get_adapter', 'request', 'close'],
    ]);
    await window.screenshot('outline');
    await outline.getByRole('link', { name: 'get_adapter' }).click();
    await window.workbench.showsFile('sessions.py');
    await window.workbench.selects(34, 72, 317);
  });

  it('reaches it with the keyboard', async () => {
    const { keyboard } = window.workbench.page;
    const outline = window.chat.lastEntry.locator('.outline');
    await window.chat.button('What is around sessions.py:19-34').focus();
    await keyboard.press('Space');
    await outline.waitFor({ state: 'detached' });
    await keyboard.press('Space');
    await outline.getByRole('link', { name: 'close' }).focus();
    await keyboard.press('Enter');
    await window.workbench.selects(48, 28, 166);
  });

  it('marks it as not useful: it ranks lower, and says so, when asked again', async () => {
    const before = await askedAgain();
    assert.equal(before[0], marked);
    await window.chat.button(`Not useful: ${marked}`).click();
    await window.chat.text('Marked as not useful').waitFor();
    const after = await askedAgain();
    assert.deepEqual(after.toSorted(), before.toSorted());
    assert.ok(after.indexOf(marked) > 0, after.join());
    if ((await window.chat.button(`Show lines of ${marked}`).count()) > 0)
      await window.chat.button(`Show lines of ${marked}`).click();
    await window.chat.text('Marked as not useful').waitFor();
  });

  it('finds the mark in the conversation that is opened again', async () => {
    const { page } = window.workbench;
    await window.workbench.runCommand('Ask Workspace: New conversation');
    await page.getByRole('button', { name: 'Earlier conversations' }).click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: question })
      .last()
      .click();
    await window.chat.text('Marked as not useful').waitFor();
  });

  it('lists the marks, and removes one; then it ranks as before', async () => {
    const { page } = window.workbench;
    await window.workbench.runCommand('Ask Workspace: Sources Marked as Not Useful');
    const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'office.md' });
    await row.click();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await window.chat.text('Marked as not useful').waitFor({ state: 'detached' });
    assert.equal((await askedAgain())[0], marked);
  });
});
