import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeScriptedModel } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const code = 'self.mount("https://", HTTPAdapter())';
const fenced = `\`\`\`python\n${code}\n\`\`\``;
const reply = `A session begins with two [1]:\n\n${fenced}\n\nThe longest prefix wins.`;
/** An editor with the code and nothing else. */
const onlyCode = /^self\.mount\("https:\/\/", HTTPAdapter\(\)\)$/;
const question = 'Which adapters does a new session mount?';

describe('A user with an answer', () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  before(async () => {
    const path = join(scratch.path, 'scripted.gguf');
    makeScriptedModel(path, reply);
    window = await openWindow({
      settings: {
        'askWorkspace.chatModel.path': path,
        'workbench.editor.untitled.labelFormat': 'name',
      },
    });
    await window.workbench.openActivity('Ask Workspace');
    await window.workbench.resizeSideBar(440);
    await window.chat.ask(question);
    await answered();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const type = (words: string): Promise<void> => window.workbench.page.keyboard.type(words);

  async function answered(): Promise<void> {
    await window.chat.answer.getByText('The longest prefix wins.').waitFor();
    await window.chat.ended();
  }

  /** Goes to the chat and on to a control, with the keyboard alone, and presses it. */
  async function pressInChat(name: string, key: 'Tab' | 'Shift+Tab' = 'Shift+Tab'): Promise<void> {
    await window.chat.focus();
    await window.chat.moveFocus(key, name);
    await press('Enter');
  }

  /** For a field in the chat: VS Code selects all once more there, a moment after Ctrl+A. */
  async function selectLine(): Promise<void> {
    await press('End');
    await press('Shift+Home');
  }

  const besides = async (file: string): Promise<void> => {
    await window.workbench.group(1).getByRole('tab', { name: file, selected: true }).waitFor();
    await window.workbench.runCommand('View: Close All Editors');
    await window.workbench.group(1).waitFor({ state: 'detached' });
  };

  it('opens a source to the side with Alt and a click', async () => {
    await window.workbench.openFile('retry.py');
    await window.chat.sources.first().click({ modifiers: ['Alt'] });
    await besides('sessions.py');
  });

  it('opens a source to the side with the keyboard alone', async () => {
    await window.workbench.openFile('retry.py');
    const [path = ''] = await window.chat.sourcePaths();
    await pressInChat(`Open to the side: ${path.replace(/^.*\//, '')}`);
    await besides('sessions.py');
  });

  it('inserts code at the cursor with a click', async () => {
    await window.workbench.openFile('errors.py');
    await press('Control+Home');
    await window.chat.button('Insert at the cursor').click();
    await window.workbench.takesTyping();
    await window.workbench.hasCursorAt(1, code.length + 1);
    await window.workbench.showsText(/^self\.mount\(.*\)"""What can/);
    await press('Control+Z');
    await window.workbench.hasCursorAt(1, 1);
  });

  it('inserts code in place of the selection with the keyboard alone', async () => {
    await press('Control+A');
    await pressInChat('Insert at the cursor');
    await window.workbench.takesTyping();
    await window.workbench.hasCursorAt(1, code.length + 1);
    await window.workbench.showsText(onlyCode);
    await press('Control+Z');
  });

  it('opens code as a new file of its language with a click', async () => {
    await window.chat.button('Open as a new file').click();
    await window.workbench.showsFile('Untitled-1');
    await window.workbench.status('Python').waitFor();
    await window.workbench.showsText(onlyCode);
  });

  it('opens code as a new file with the keyboard alone', async () => {
    await pressInChat('Open as a new file');
    await window.workbench.showsFile('Untitled-2');
    await window.workbench.status('Python').waitFor();
    await window.workbench.showsText(onlyCode);
  });

  it('makes notes of it in a new file with a click, while no notes are open', async () => {
    await window.chat.button('Insert as notes').click();
    await window.workbench.showsFile('Untitled-3');
    await window.workbench.status('Markdown').waitFor();
    await window.workbench.showsText(/^## Which adapters .*\?\n\nA session begins/);
    await window.workbench.showsText(/\n\[1\] \[courier\/sessions\.py:\d+-\d+\]\(courier\/sess/);
  });

  it('adds notes of it at the cursor of open notes with the keyboard alone', async () => {
    await press('Control+A');
    await type('Notes:');
    await press('Enter');
    await pressInChat('Insert as notes');
    await window.workbench.takesTyping();
    await window.workbench.showsText(/^Notes:\n## Which adapters .*\?\n\nA session begins/);
  });

  for (const way of ['a click', 'the keyboard alone'])
    it(`copies it as Markdown with ${way}`, async () => {
      if (way === 'a click') await window.chat.button('Copy answer').click();
      else await pressInChat('Copy answer');
      await window.workbench.openFile('Untitled-3');
      await press('Control+A');
      await press('Delete');
      await window.workbench.hasCursorAt(1, 1);
      await press('Control+V');
      await window.workbench.showsText(/^A session begins[^]*\]\(courier\/sessions\.py#L/);
    });

  it('asks again with a click', async () => {
    await window.chat.button('Ask again').click();
    await window.chat.heading(question).nth(1).waitFor();
    await answered();
  });

  it('asks again with the keyboard alone', async () => {
    await pressInChat('Ask again');
    await window.chat.heading(question).nth(2).waitFor();
    await answered();
  });

  it('edits the question with the mouse, and asks that one instead', async () => {
    await window.chat.lastEntry.getByRole('button', { name: 'Edit the question' }).click();
    await window.chat.takesTyping();
    await selectLine();
    await type('Which prefix wins?');
    await window.chat.lastEntry.getByRole('button', { name: 'Ask', exact: true }).click();
    await window.chat.heading('Which prefix wins?').waitFor();
    await answered();
    assert.equal(await window.chat.versions.innerText(), '2 of 2');
  });

  it('edits the question with the keyboard alone', async () => {
    await pressInChat('Edit the question');
    await window.chat.takesTyping();
    await selectLine();
    await type('Which adapter is the slowest?');
    await press('Enter');
    await window.chat.heading('Which adapter is the slowest?').waitFor();
    await answered();
    assert.equal(await window.chat.versions.innerText(), '3 of 3');
  });

  it('goes back to the other versions with clicks and with the keyboard', async () => {
    await window.chat.button('Earlier version').click();
    await window.chat.versions.getByText('2 of 3').waitFor();
    await window.chat.heading('Which prefix wins?').waitFor();
    await pressInChat('Earlier version');
    await window.chat.versions.getByText('1 of 3').waitFor();
    await window.chat.heading(question).nth(2).waitFor();
    await pressInChat('Later version');
    await window.chat.heading('Which prefix wins?').waitFor();
  });

  it('asks the questions that are suggested next', async () => {
    const first = await window.chat.followUps.first().innerText();
    await window.chat.followUps.first().click();
    await window.chat.heading(first).waitFor();
    await window.chat.ended();
    const second = await window.chat.followUps.first().innerText();
    await pressInChat(second);
    await window.chat.heading(second).waitFor();
    await window.chat.ended();
  });

  const id = 'askWorkspace.decoding.maxTokens';

  it('sets how long answers may be in the chat, and VS Code has it in its settings', async () => {
    await window.chat.button('Settings of answers').click();
    await window.chat.field('Maximum tokens').fill('4');
    await window.chat.field('Maximum tokens').blur();
    await window.workbench.settingIs(id, '4');
    await window.workbench.closeModalEditor();
  });

  it('sets it in the settings of VS Code, and the chat has it', async () => {
    await window.workbench.settingIs(id, '4');
    await window.workbench.setting(id).fill('6');
    await window.chat.fieldIs('Maximum tokens', '6');
    await window.workbench.closeModalEditor();
    await window.chat.button('Settings of answers').click();
    await window.chat.field('Maximum tokens').waitFor({ state: 'detached' });
  });

  it('sets it with the keyboard alone', async () => {
    await pressInChat('Settings of answers', 'Tab');
    await window.chat.field('Maximum tokens').waitFor();
    await window.chat.moveFocus('Shift+Tab', 'Maximum tokens');
    await selectLine();
    await type('5');
    await press('Enter');
    await window.workbench.settingIs(id, '5');
    await window.workbench.closeModalEditor();
  });

  it('continues a cut answer with a click, and with the keyboard alone to its end', async () => {
    const { answer } = window.chat;
    const cut = window.chat.button('Continue');
    await window.chat.ask(question);
    await cut.waitFor();
    const beginning = await answer.innerText();
    assert.ok(!beginning.includes('self.mount'), beginning);
    await cut.click();
    await answer.getByText('self.mount').waitFor();
    await cut.waitFor();
    await window.chat.button('Reset to preset').click();
    await window.chat.fieldIs('Maximum tokens', '512');
    await pressInChat('Continue');
    await answered();
    const whole = await answer.innerText();
    assert.ok(whole.startsWith(beginning), whole);
    assert.equal(whole.split('self.mount').length, 2, whole);
  });
});
