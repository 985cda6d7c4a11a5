import assert from 'node:assert/strict';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';
import { hasValue } from './pages/hasValue.ts';

describe('A user who asks from a file', () => {
  let window: EditorWindow;
  before(async () => {
    window = await openWindow();
    await window.workbench.openActivity('Ask Workspace');
    await window.chat.ask('connection adapters');
    await window.chat.ended();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(() => window.close());

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);

  /** Waits for what the composer begins with, and asks on. @returns the files of the sources. */
  async function askOn(begun: string, rest: string): Promise<readonly string[]> {
    await hasValue(window.chat.composer, begun);
    await window.chat.takesTyping();
    await window.workbench.page.keyboard.type(rest);
    await press('Enter');
    await window.chat
      .heading(begun + rest)
      .last()
      .waitFor();
    return sourceFiles();
  }

  async function sourceFiles(): Promise<readonly string[]> {
    await window.chat.ended();
    const paths = await window.chat.sourcePaths();
    return [...new Set(paths.map((path) => path.replace(/:.*$/, '')))];
  }

  async function explained(file: string): Promise<void> {
    await window.chat
      .heading(`What is @${file} for, and what are its main parts?`)
      .last()
      .waitFor();
    assert.deepEqual(await sourceFiles(), [file]);
  }

  it('asks about selected lines from the context menu of the editor', async () => {
    await window.workbench.openFile('oncall.md');
    await window.workbench.line('paged').click({ clickCount: 3 });
    await window.workbench.line('paged').click({ button: 'right' });
    await window.workbench.chooseFromMenu('Ask about selection');
    assert.ok((await askOn('#selection ', 'who is that?')).includes('docs/oncall.md'));
  });

  it('asks about selected lines from that menu with the keyboard alone', async () => {
    await window.workbench.openFile('retry.py');
    await press('Control+Home');
    await press('Shift+ArrowDown');
    await window.workbench.chooseFromMenuWithKeys('Ask about selection');
    assert.ok((await askOn('#selection ', 'what does it say?')).includes('courier/retry.py'));
  });

  it('asks about selected lines with the chord Ctrl+Alt+A', async () => {
    await window.workbench.openFile('office.md');
    await press('Control+A');
    await press('Control+Alt+A');
    assert.ok((await askOn('#selection ', 'where is that?')).includes('docs/office.md'));
  });

  it('comes to the composer with that chord where nothing is selected', async () => {
    await window.workbench.openFile('office.md');
    await press('Control+Home');
    await window.workbench.hasCursorAt(1, 1);
    await window.chat.focus();
    assert.equal(await window.chat.composer.inputValue(), '');
  });

  it('has a file explained from the context menu of the editor', async () => {
    await window.workbench.openFile('history.ts');
    await window.workbench.line('RequestHistory').click({ button: 'right' });
    await window.workbench.chooseFromMenu('Explain this file');
    await explained('web/src/history.ts');
  });

  it('has a file explained from that menu with the keyboard alone', async () => {
    await window.workbench.openFile('errors.py');
    await window.workbench.chooseFromMenuWithKeys('Explain this file');
    await explained('courier/errors.py');
  });

  it('asks about a file from the Explorer', async () => {
    await window.workbench.openExplorerMenu('README.md');
    await window.workbench.chooseFromMenu('Ask about this');
    assert.deepEqual(await askOn('@README.md ', 'what is courier?'), ['README.md']);
  });

  it('asks about all that is selected in the Explorer', async () => {
    await window.workbench.openActivity('Explorer');
    const folder = window.workbench.explorerRow('docs');
    await window.workbench.explorerRow('README.md').click();
    await folder.click({ modifiers: ['Control'] });
    await folder.click({ button: 'right' });
    await window.workbench.chooseFromMenu('Ask about this');
    const files = await askOn('@README.md @docs/ ', 'what is courier?');
    assert.ok(files.includes('README.md'), files.join());
    for (const file of files) assert.match(file, /^(?:docs\/|README\.md$)/);
  });

  it('asks about a folder from the Explorer with the keyboard alone', async () => {
    await window.workbench.focusInExplorer('docs');
    await window.workbench.chooseFromMenuWithKeys('Ask about this');
    for (const file of await askOn('@docs/ ', 'connection adapters')) assert.match(file, /^docs\//);
  });
});
