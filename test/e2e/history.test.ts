import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const adapters = 'In which order are the connection adapters sorted?';
const retries = 'How many attempts has a retry policy?';

describe('A user among earlier conversations', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
    await window.workbench.openActivity('Ask Workspace');
    for (const question of [adapters, retries]) {
      await window.chat.ask(question);
      await window.chat.ended();
      await window.workbench.runCommand('Ask Workspace: New conversation');
      await window.chat.lastEntry.waitFor({ state: 'detached' });
    }
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
    await window.workbench.closeQuickInput();
  });
  after(() => window.close());

  const row = (words: string) => window.workbench.listed(words);
  const openList = (): Promise<void> =>
    window.workbench.runCommand('Ask Workspace: Earlier conversations');
  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const type = (words: string): Promise<void> => window.workbench.page.keyboard.type(words);

  it('finds one by a word of its question, and reopens it with Enter', async () => {
    await openList();
    await row(adapters).waitFor();
    await type('attempts');
    await row(adapters).waitFor({ state: 'detached' });
    await window.screenshot('history');
    await press('Enter');
    await window.chat.heading(retries).waitFor();
    await window.workbench.runCommand('Ask Workspace: New conversation');
  });

  it('renames one', async () => {
    await openList();
    await window.workbench.clickInList(retries, 'Rename this conversation');
    await window.workbench.answerInputBox('Rename this conversation', 'About retries');
    await row('About retries').waitFor();
    await row(retries).waitFor({ state: 'detached' });
  });

  const contents = async (name: string): Promise<string> =>
    readFile(join(window.folder, name), 'utf8');

  it('exports one as Markdown', async () => {
    await openList();
    await window.workbench.clickInList(adapters, 'Export as Markdown or JSON');
    await window.workbench.saveAs('Export this conversation', join(window.folder, 'adapters.md'));
    await row(adapters).waitFor();
    const text = await contents('adapters.md');
    assert.ok(text.includes(`## ${adapters}`), text);
    assert.ok(text.includes('courier/sessions.py'), text);
  });

  const openListOfAdapters = async (): Promise<void> => {
    await openList();
    await row('About retries').waitFor();
    await type('adapters');
    await row('About retries').waitFor({ state: 'detached' });
  };

  it('exports one as JSON with the keyboard alone, without a folder of this machine', async () => {
    await openListOfAdapters();
    await window.workbench.pressButton('Export as Markdown or JSON', 'Tab');
    await window.workbench.saveAs('Export this conversation', join(window.folder, 'adapters.json'));
    await row(adapters).waitFor();
    const text = await contents('adapters.json');
    assert.ok(text.includes(`"question": "${adapters}"`), text);
    assert.ok(!text.includes(window.folder), text);
  });

  it('deletes one with the keyboard alone', async () => {
    await openListOfAdapters();
    await window.workbench.pressButton('Delete this conversation', 'Tab');
    await row('About retries').waitFor();
    assert.equal(await row(adapters).count(), 0);
  });

  it('imports what was exported with the keyboard alone, and opens its sources', async () => {
    await openList();
    await row('About retries').waitFor();
    await window.workbench.pressButton('Import a conversation', 'Shift+Tab');
    await window.workbench.chooseFile(
      'Import a conversation',
      join(window.folder, 'adapters.json'),
    );
    await row(adapters).waitFor();
    await type('adapters');
    await row('About retries').waitFor({ state: 'detached' });
    await press('Enter');
    await window.chat.heading(adapters).waitFor();
    await window.chat.sources.first().press('Enter');
    await window.workbench.showsFile('sessions.py');
    await window.workbench.runCommand('Ask Workspace: New conversation');
  });

  it('deletes all with the keyboard alone, after confirming it', async () => {
    await openList();
    await row('About retries').waitFor();
    await window.workbench.pressButton('Delete all earlier conversations', 'Shift+Tab');
    await window.workbench.page
      .getByRole('dialog')
      .getByText(/cannot be undone/)
      .waitFor();
    await press('Enter');
    await window.workbench.notifications
      .getByText('There are no earlier conversations in this workspace yet.')
      .waitFor();
  });
});
