import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A user who writes a question', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.ask('connection adapters');
    await window.chat.ended();
  });
  beforeEach(async () => {
    await window.chat.composer.fill('');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(() => window.close());

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);
  const type = (words: string): Promise<void> => window.workbench.page.keyboard.type(words);
  const offer = (label: string): Locator =>
    window.chat.offers.filter({
      has: window.chat.body.page().locator(`.offer-label:text-is("${label}")`),
    });
  const draft = (): Promise<string> => window.chat.composer.inputValue();

  /** Writes the rest of the question and asks it. @returns the files of the sources. */
  async function askOn(rest: string): Promise<readonly string[]> {
    await type(rest);
    const questions = window.chat.heading(await draft());
    const before = await questions.count();
    await press('Enter');
    await questions.nth(before).waitFor();
    await window.chat.ended();
    const paths = await window.chat.sourcePaths();
    return [...new Set(paths.map((path) => path.replace(/:.*$/, '')))];
  }

  it('takes a file after an @ with a click, and is answered from it alone', async () => {
    await window.chat.composer.click();
    await type('@ses');
    await offer('sessions.py').click();
    assert.equal(await draft(), '@courier/sessions.py ');
    assert.deepEqual(await askOn('which adapter wins?'), ['courier/sessions.py']);
  });

  it('takes a folder after an @ with the arrows and Tab', async () => {
    await window.chat.composer.focus();
    await type('@doc');
    await offer('docs/').waitFor();
    while ((await offer('docs/').getAttribute('aria-selected')) !== 'true') {
      await press('ArrowDown');
    }
    await press('Tab');
    assert.equal(await draft(), '@docs/ ');
    for (const file of await askOn('connection adapters')) assert.match(file, /^docs\//);
  });

  it('takes a symbol after an @ with Enter', async () => {
    await window.chat.composer.focus();
    await type('@RetryPol');
    await offer('RetryPolicy').waitFor();
    await press('Enter');
    assert.equal(await draft(), '@RetryPolicy ');
    assert.equal((await askOn('how long does it wait?'))[0], 'courier/retry.py');
  });

  it('takes the open files with a click, and the selection with the keyboard', async () => {
    await window.workbench.openFile('oncall.md');
    await press('Control+A');
    await window.chat.composer.click();
    await type('@');
    await offer('#open').click();
    assert.equal(await draft(), '#open ');
    assert.deepEqual(await askOn('who is on duty?'), ['docs/oncall.md']);
    await type('@sel');
    await offer('#selection').waitFor();
    await press('Enter');
    assert.equal(await draft(), '#selection ');
    assert.ok((await askOn('who is paged?')).includes('docs/oncall.md'));
  });

  it('limits questions to the file of a source with a click, and lifts that with one', async () => {
    await askOn('connection adapters');
    await window.chat.lastEntry
      .getByRole('button', { name: 'Ask only about this file: sessions.py:19-34' })
      .click();
    await window.chat.takesTyping();
    assert.deepEqual(await askOn('connection adapters'), ['courier/sessions.py']);
    await window.chat.button('Ask beyond courier/sessions.py').click();
    await window.chat.takesTyping();
    assert.ok((await askOn('connection adapters')).length > 1);
  });

  it('does both with the keyboard alone', async () => {
    await window.chat.moveFocus('Shift+Tab', 'Ask only about this file: sessions.py:19-34');
    await press('Enter');
    await window.chat.takesTyping();
    assert.deepEqual(await askOn('connection adapters'), ['courier/sessions.py']);
    await window.chat.moveFocus('Shift+Tab', 'Ask beyond courier/sessions.py');
    await press('Enter');
    await window.chat.takesTyping();
    assert.ok((await askOn('connection adapters')).length > 1);
  });

  it('drops a file and a folder from the Explorer, and the tab of an editor', async () => {
    await window.workbench.moveViewAside('Ask Workspace');
    for (const [dragged, mention] of [
      [window.workbench.explorerRow('README.md'), '@README.md '],
      [window.workbench.explorerRow('docs'), '@docs/ '],
      [window.workbench.tab('oncall.md'), '@docs/oncall.md '],
    ] as const) {
      await window.chat.composer.fill('');
      await window.workbench.dragInto(dragged, window.chat.composer);
      await window.chat.takesTyping();
      assert.equal(await draft(), mention);
    }
    assert.deepEqual(await askOn('who is on duty?'), ['docs/oncall.md']);
  });
});
