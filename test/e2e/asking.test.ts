import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A person without any model', () => {
  let window: EditorWindow;
  before(async () => { window = await openWindow(); });
  afterEach(async function () { await photographFailure(this.currentTest, window); });
  after(() => window.close());

  it('opens the chat from the activity bar and sees what it is', async () => {
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.heading('Ask about this folder').waitFor();
    await window.chat.composer.waitFor();
  });

  it('asks, and ranked sources are the answer, the one with the fact first', async () => {
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    const labels = await window.chat.sources.allInnerTexts();
    assert.ok(labels.length > 1, `only ${labels.length} sources`);
    assert.match(labels[0] ?? '', /^sessions\.py:\d+-\d+$/);
    await window.chat.lastEntry.getByText('sorted in descending order by prefix length').first().waitFor();
    assert.equal(await window.chat.answer.count(), 0);
  });

  it('follows a source and exactly its lines are selected', async () => {
    for (const index of [0, 1]) {
      const link = window.chat.sources.nth(index);
      const path = await link.getAttribute('aria-label') ?? '';
      const [, file = '', first, last] = /^(.+):(\d+)(?:-(\d+))?$/.exec(path) ?? [];
      await link.click();
      await window.workbench.showsFile(file.split('/').at(-1) ?? '');
      const lines = (await readFile(join(window.folder, file), 'utf8')).split('\n').slice(Number(first) - 1, Number(last ?? first));
      await window.workbench.selects(Number(last ?? first), (lines.at(-1) ?? '').length + 1, lines.join('\n').length);
    }
  });

  it('is offered the chat model, its size said, and nothing is downloaded without a click', async () => {
    await window.chat.button('Download 4.1 GB').waitFor();
    await window.chat.button('Use a file…').waitFor();
    assert.deepEqual(window.outsideRequests, []);
  });

  it('is told that the search is by words, and offered the embedding model', async () => {
    await window.chat.lastEntry.getByText('by words').waitFor();
    await window.chat.heading(/meaning search needs a model/).waitFor();
  });

  it('asks from the palette; the answer appears in the chat', async () => {
    await window.workbench.runCommand('Ask Workspace: Ask workspace');
    await window.workbench.answerInputBox('Ask workspace', 'How many attempts has a retry policy?');
    await window.chat.heading('How many attempts has a retry policy?').waitFor();
    await window.chat.ended();
    assert.match(await window.chat.sources.first().innerText(), /^retry\.py:/);
  });

  it('indexes a folder from the Explorer, and questions are limited to it until the limit is removed', async () => {
    await window.workbench.openExplorerMenu('docs');
    await window.workbench.chooseFromMenu('Index this folder');
    await window.chat.button('Ask beyond docs/').waitFor();
    await window.chat.takesTyping();
    await window.chat.ask('connection adapters prefix');
    await window.chat.ended();
    for (const label of await window.chat.sources.all()) assert.match(await label.getAttribute('aria-label') ?? '', /^docs\//);
    await window.chat.button('Ask beyond docs/').click();
    await window.chat.ask('connection adapters prefix order');
    await window.chat.ended();
    assert.match(await window.chat.sources.first().getAttribute('aria-label') ?? '', /^courier\//);
  });

  it('uses the chat by keyboard alone', async () => {
    await window.chat.composer.focus();
    const { page } = window.workbench;
    await page.keyboard.type('Who is paged?');
    await page.keyboard.press('Enter');
    await window.chat.heading('Who is paged?').waitFor();
    await window.chat.ended();
    await window.chat.sources.first().focus();
    await page.keyboard.press('Enter');
    await window.workbench.showsFile('oncall.md');
  });

  it('is told plainly where no file has anything on a question', async () => {
    await window.chat.ask('zyxwvut qqqqq');
    await window.chat.ended();
    await window.chat.lastEntry.getByText(/No file of this workspace has anything on that/).waitFor();
  });
});
