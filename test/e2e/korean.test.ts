import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScriptedModel } from '../support/models/tinyModel.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const question = 'In which order are the connection adapters sorted?';

/** What a control or heading may say without a Korean word: names of files, keys, versions. */
const sameEverywhere = /^(?:\[?\d+\]?|courier|scripted|Ask Workspace|[\w./-]+\.\w+(?::[\d-]+)?)$/;

describe('A user whose VS Code speaks Korean', () => {
  const scratch = throwAwayFolder('models');
  const model = join(scratch.path, 'scripted.gguf');
  let window: EditorWindow;
  before(async () => {
    makeScriptedModel(model, 'The adapters are sorted by the length of their prefix [1].');
    window = await openWindow({
      language: 'ko',
      settings: { 'askWorkspace.chatModel.path': model },
    });
    await window.workbench.openActivity('Ask Workspace');
    await window.workbench.resizeSideBar(340);
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  /** The names of all controls and headings in the view that have letters but no Korean ones. */
  async function notKorean(): Promise<readonly string[]> {
    const names = await window.chat.body
      .locator('button, vscode-button, textarea, select, [role], h1, h2, label, [aria-label]')
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.closest('.answer, .code, .question') === null)
          .map((element) => element.getAttribute('aria-label') ?? element.textContent)
          .map((name) => name.trim()),
      );
    assert.ok(names.length > 10, `only ${names.length} names were found`);
    return names.filter(
      (name) =>
        /\p{L}/u.test(name) && !/\p{Script=Hangul}/u.test(name) && !sameEverywhere.test(name),
    );
  }

  it('is greeted in Korean', async () => {
    await window.chat.text('이 폴더에 대해 질문하세요').waitFor();
    assert.deepEqual(await notKorean(), []);
    await window.screenshot('korean-first');
  });

  it('asks, and reads what was found and checked in Korean', async () => {
    await window.chat.ask(question);
    await window.chat.ended();
    assert.ok((await window.chat.sources.count()) > 0);
    assert.match(await window.chat.answer.innerText(), /^The adapters are sorted/);
    await window.chat.button('답변 복사').waitFor();
    assert.deepEqual(await notKorean(), []);
    await window.screenshot('korean-answer');
  });

  it('finds the model in use in the list, although it is outside the models folder', async () => {
    await window.chat.button(/^scripted/).press('Enter');
    await window.workbench.listed(model).getByText('사용 중').waitFor();
    await window.workbench.closeQuickInput();
  });

  it('opens the receipt of the answer in Korean', async () => {
    await window.chat.button('자세히').last().click();
    await window.chat.button('생성 기록 표시').click();
    await window.workbench.showsFile('생성 기록.md');
  });

  it('finds the commands by their Korean titles', async () => {
    await window.workbench.runCommand('Ask Workspace: 새 대화');
    await window.chat.answer.waitFor({ state: 'detached' });
  });

  it('reads why an answer failed, and the next step, in Korean', async () => {
    await rm(model);
    await window.chat.ask(question);
    await window.chat.lastEntry.getByText(`${model} 파일이 존재하지 않습니다`).waitFor();
    await window.chat.lastEntry.getByRole('button', { name: '설정 열기' }).waitFor();
    assert.deepEqual(await notKorean(), []);
    await window.screenshot('korean-failure');
  });
});
