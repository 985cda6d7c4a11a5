import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeScriptedModel, slowShape } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const reply = 'The adapters are sorted by the length of their prefix [1].';
const question = 'In which order are the connection adapters sorted?';

describe('A user with a model file', () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  before(async () => {
    makeScriptedModel(join(scratch.path, 'scripted.gguf'), reply);
    window = await openWindow();
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  it("imports it from the chat's offer", async () => {
    await window.chat.ask(question);
    await window.chat.ended();
    await window.chat.button('Use a file…').click();
    await window.workbench.chooseFile('A chat model', join(scratch.path, 'scripted.gguf'));
    await window.chat.button(/^scripted/).waitFor();
  });

  it('sees it among the models behind its name, and leaves the list with Escape', async () => {
    await window.chat.button(/^scripted/).press('Enter');
    await window.workbench.listed('scripted').getByText('in use').waitFor();
    await window.workbench
      .listed('scripted')
      .getByText(/^It needs about .+ are free/)
      .waitFor();
    await window.workbench.listed('All models, and what can be downloaded').waitFor();
    await window.screenshot('models-to-choose');
    await window.workbench.closeQuickInput();
    await window.chat.button(/^scripted/).waitFor();
  });

  it('then gets an answer in words, with the citation that the model set', async () => {
    await window.chat.ask(question);
    await window.chat.ended();
    assert.match(
      await window.chat.answer.innerText(),
      /^The adapters are sorted by the length of their prefix/,
    );
    assert.equal(await window.chat.chips.count(), 1);
  });

  it('follows the citation to the lines of its source', async () => {
    const [path = ''] = await window.chat.sourcePaths();
    const cited = (await window.chat.chips.first().getAttribute('aria-label')) ?? '';
    assert.ok(cited.startsWith('Source 1: '), cited);
    const [source, lines] = [path, cited.slice('Source 1: '.length)].map(partsOfLabel);
    assert.equal(lines?.file, source?.file);
    assert.ok(source && lines && source.start <= lines.start && lines.end <= source.end, cited);
    await window.chat.chips.first().click();
    await window.workbench.showsFile(source.file.slice(source.file.lastIndexOf('/') + 1));
  });

  it('finds the receipt and the prompt in the details, and replays the answer there', async () => {
    await window.chat.button('Details').last().click();
    for (const [button, tab] of [
      ['Show prompt', 'Prompt.txt'],
      ['Show receipt', 'Receipt.md'],
    ] as const) {
      await window.chat.button(button).click();
      await window.workbench.showsFile(tab);
    }
    await window.chat.button('Replay').click();
    await window.workbench.page
      .getByText('The same answer again, byte for byte.')
      .first()
      .waitFor();
  });

  it('sees the prompt of a question before asking it', async () => {
    await window.chat.composer.fill('And which comes last?');
    await window.chat.button('Show the prompt that this would send').click();
    await window.workbench.showsFile('Prompt to be sent.txt');
    await window.chat.composer.fill('');
  });

  it('keeps the conversation when the view is hidden and shown again', async () => {
    await window.workbench.openActivity('Explorer');
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.answer.getByText('The adapters are sorted').waitFor();
  });

  it('reopens the conversation with the clock button after starting another', async () => {
    const { page } = window.workbench;
    await page.getByRole('button', { name: 'New conversation' }).click();
    await window.chat.answer.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Earlier conversations' }).click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: question })
      .first()
      .click();
    await window.chat.answer.getByText('The adapters are sorted').waitFor();
  });
});

describe('A user with a slow model', () => {
  const scratch = throwAwayFolder('models');
  let window: EditorWindow;
  before(async () => {
    const path = join(scratch.path, 'slow.gguf');
    makeScriptedModel(path, reply, slowShape);
    window = await openWindow({ settings: { 'askWorkspace.chatModel.path': path } });
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  it('sees the sources and the reading progress before the first word', async () => {
    await window.chat.ask(question);
    await window.chat.text(/Reading \d+ of \d+ tokens/).waitFor();
    assert.ok((await window.chat.sources.count()) > 0);
  });

  it('stops it while it reads, and keeps the sources', async () => {
    await window.chat.button('Stop').first().click();
    await window.chat.lastEntry.getByText('Stopped').waitFor();
    assert.ok((await window.chat.sources.count()) > 0);
    assert.equal(await window.chat.answer.count(), 0);
  });

  it('asks again; the second question stops the first', async () => {
    await window.chat.ask(question);
    await window.chat.text(/Reading \d+ of \d+ tokens/).waitFor();
    await window.chat.ask('When is the engineer on duty paged?');
    await window.chat.text('Stopped').nth(1).waitFor();
    await window.chat.text(/Reading \d+ of \d+ tokens/).waitFor();
    await window.workbench.page.keyboard.press('Escape');
    await window.chat.text('Stopped').nth(2).waitFor();
  });
});

/** The parts of `docs/office.md:3-9`. */
function partsOfLabel(label: string): { file: string; start: number; end: number } {
  const [, file = '', start = '', end = start] = /^(.+):(\d+)(?:-(\d+))?$/.exec(label) ?? [];
  return { file, start: Number(start), end: Number(end) };
}
