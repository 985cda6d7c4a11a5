import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A user without a model', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(() => window.close());

  it('opens the chat from the activity bar and reads what it does', async () => {
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.heading('Ask about this folder').waitFor();
    await window.chat.composer.waitFor();
  });

  it('asks, and gets ranked sources, the one with the fact first', async () => {
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    const [first, ...others] = await window.chat.sourcePaths();
    assert.match(first ?? '', /^courier\/sessions\.py:\d+-\d+$/);
    assert.ok(others.length > 0);
    await window.chat.lastEntry
      .getByText('sorted in descending order by prefix length')
      .first()
      .waitFor();
    assert.equal(await window.chat.answer.count(), 0);
  });

  it('opens a source with exactly its lines selected', async () => {
    const paths = await window.chat.sourcePaths();
    for (const index of [0, 1]) {
      const [, file = '', first, last] = /^(.+):(\d+)(?:-(\d+))?$/.exec(paths[index] ?? '') ?? [];
      await window.chat.sources.nth(index).click();
      await window.workbench.showsFile(file.split('/').at(-1) ?? '');
      const lines = (await readFile(join(window.folder, file), 'utf8'))
        .split('\n')
        .slice(Number(first) - 1, Number(last ?? first));
      await window.workbench.selects(
        Number(last ?? first),
        (lines.at(-1) ?? '').length + 1,
        lines.join('\n').length,
      );
    }
  });

  it('is offered the chat model with its size; nothing downloads without a click', async () => {
    await window.chat.button('Download 4.1 GB').waitFor();
    await window.chat.button('Use a file…').waitFor();
    assert.deepEqual(window.outsideRequests, []);
  });

  it('is told that search is by words only, and is offered the embedding model', async () => {
    await window.chat.lastEntry.getByText('by words').waitFor();
    await window.chat.heading(/meaning search needs a model/).waitFor();
  });

  it('asks from the palette and gets the answer in the chat', async () => {
    await window.workbench.runCommand('Ask Workspace: Ask workspace');
    await window.workbench.answerInputBox('Ask workspace', 'How many attempts has a retry policy?');
    await window.chat.heading('How many attempts has a retry policy?').waitFor();
    await window.chat.ended();
    assert.match((await window.chat.sourcePaths())[0] ?? '', /^courier\/retry\.py:/);
  });

  it('indexes a folder from the Explorer, which limits questions to it until cleared', async () => {
    await window.workbench.openExplorerMenu('docs');
    await window.workbench.chooseFromMenu('Index this folder');
    await window.chat.button('Ask beyond docs/').waitFor();
    await window.chat.takesTyping();
    await window.chat.ask('connection adapters prefix');
    await window.chat.ended();
    for (const path of await window.chat.sourcePaths()) assert.match(path, /^docs\//);
    await window.chat.button('Ask beyond docs/').click();
    await window.chat.ask('connection adapters prefix order');
    await window.chat.ended();
    assert.match((await window.chat.sourcePaths())[0] ?? '', /^courier\//);
  });

  it('uses the chat by keyboard alone', async () => {
    const { keyboard } = window.workbench.page;
    await window.workbench.runCommand('Ask Workspace: New conversation');
    await window.chat.heading('Ask about this folder').waitFor();
    await window.chat.composer.focus();
    await keyboard.type('When is the engineer on duty paged?');
    await keyboard.press('Enter');
    await window.chat.ended();
    await window.chat.sources.first().focus();
    await keyboard.press('Enter');
    await window.workbench.showsFile('oncall.md');
  });

  it('is told plainly when no file says anything about the question', async () => {
    await window.workbench.runCommand('Ask Workspace: New conversation');
    await window.chat.ask('zyxwvut qqqqq');
    await window.chat.ended();
    await window.chat.lastEntry.getByText(/Nothing in this workspace matches that/).waitFor();
  });
});
