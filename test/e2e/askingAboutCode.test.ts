import assert from 'node:assert/strict';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';
import { packFailedTests } from './failedTestsExtension.ts';
import type { FailedTest } from './failedTestsExtension.ts';
import { hasValue } from './pages/hasValue.ts';

const problem = "Type 'string' is not assignable to type 'number'.";
const aboutProblem = `Where does this come from, at web/src/api.ts:15: ${problem}`;
const aboutTest = 'Why does this test fail, at tests/test_retry.py:9: a busy server';
const aboutMessage =
  'Where does this come from, at tests/test_retry.py:13: The policy allows four attempts';
const failedTests: readonly FailedTest[] = [
  {
    path: 'tests/test_retry.py',
    line: 9,
    name: 'a busy server',
    messages: ['AssertionError: 503 was not asked again'],
  },
  {
    path: 'tests/test_retry.py',
    line: 13,
    name: 'the last attempt',
    messages: ['AssertionError: 503 was asked again', 'The policy allows four attempts'],
  },
];

describe('A user who asks about code where VS Code speaks of it', () => {
  const scratch = throwAwayFolder('failed-test');
  let window: EditorWindow;
  before(async () => {
    window = await openWindow({ also: await packFailedTests(scratch.path, failedTests) });
    await window.workbench.openFile('api.ts');
    await press('Control+End');
    await window.workbench.page.keyboard.type('const seven: number = "seven";');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await window.close();
    await scratch[Symbol.asyncDispose]();
  });

  const press = (key: string): Promise<void> => window.workbench.page.keyboard.press(key);

  /** Waits until the composer has this text and the focus, and empties it. */
  async function begins(question: string): Promise<void> {
    await hasValue(window.chat.composer, question);
    await window.chat.takesTyping();
    await window.chat.composer.fill('');
  }

  it('asks about selected lines from the light bulb', async () => {
    await window.workbench.openFile('oncall.md');
    await window.workbench.line('paged').click({ clickCount: 3 });
    await window.workbench.lightBulb.click();
    await window.workbench.chooseCodeAction('Ask about selection');
    await begins('#selection ');
  });

  it('asks about selected lines with Ctrl+. and the keyboard alone', async () => {
    await window.workbench.openFile('office.md');
    await press('Control+A');
    await window.workbench.chooseCodeActionWithKeys('Ask about selection');
    await begins('#selection ');
  });

  it('asks about a problem from the context menu of the view Problems', async () => {
    await window.workbench.runCommand('Problems: Focus on Problems View');
    await window.workbench.problem(problem).click({ button: 'right' });
    await window.workbench.chooseFromMenu('Ask where this comes from');
    await begins(aboutProblem);
  });

  it('asks about a problem in that view with the keyboard alone', async () => {
    await window.workbench.focusOnProblem(problem);
    await window.workbench.chooseFromMenuWithKeys('Ask where this comes from', 'Control+.');
    await begins(aboutProblem);
  });

  it('asks about a problem in its file with the keyboard alone', async () => {
    await window.workbench.openFile('api.ts');
    await press('F8');
    await window.workbench.chooseCodeActionWithKeys('Ask where this comes from');
    await begins(aboutProblem);
  });

  it('switches the lines above functions on with a click, and asks from one', async () => {
    await window.workbench.openFile('history.ts');
    assert.equal(await window.workbench.lenses('Ask about this').count(), 0);
    await window.workbench.checkSetting('askWorkspace.editor.codeLens');
    await window.workbench.closeModalEditor();
    await window.workbench.lenses('Ask about this').first().click();
    await begins('#selection ');
    await window.workbench.selects(10, 2, 99);
  });

  it('asks from such a line with the keyboard alone', async () => {
    await window.workbench.openFile('api.ts');
    await press('Control+Home');
    await press('ArrowDown');
    await window.workbench.lenses('Ask about this').first().waitFor();
    await window.workbench.runCommand('Show CodeLens Commands for Current Line');
    await window.workbench.listed('Ask about this').waitFor();
    await press('Enter');
    await begins('#selection ');
    await window.workbench.selects(7, 2, 143);
  });

  it('asks about a failed test and about a message from their context menus', async () => {
    await window.workbench.runCommand('Test: Run All Tests');
    for (const [row, question] of [
      ['a busy server', aboutTest],
      ['The policy', aboutMessage],
    ] as const) {
      await window.workbench.runCommand('Test Results: Focus on Test Results View');
      await window.workbench.testResult(row).click({ button: 'right' });
      await window.workbench.chooseFromMenu('Ask where this comes from');
      await begins(question);
    }
  });
});
