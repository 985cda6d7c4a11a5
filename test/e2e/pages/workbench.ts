import { basename } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { hasValue } from './hasValue.ts';

/** Themes by name, with the class that the workbench has in each. */
const themeClasses = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
} as const;

export type Theme = keyof typeof themeClasses;

/** More than there are buttons in a list. */
const maxKeys = 12;

/** VS Code around the chat, as a user operates it. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Notifications in the corner. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts');
  }

  /** An entry of the status bar that contains this text. */
  status(text: string): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Waits until the workbench shows the files of the folder. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Clicks an icon of the activity bar. */
  async openActivity(name: string): Promise<void> {
    await this.page
      .locator(`.activitybar .action-item a.action-label[aria-label^="${name}"]`)
      .click();
  }

  /** Runs a command from the palette by its title. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.#quickInput.waitFor();
    await this.page.keyboard.type(title);
    await this.#choose(title);
  }

  /** Types into the open input box, replacing its text, and accepts it. */
  async answerInputBox(title: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget').filter({ hasText: title }).waitFor();
    await this.#quickInput.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Names a file in VS Code's own file dialog, once it shows its start folder: it would overwrite
   * anything typed before.
   */
  async chooseFile(title: string, path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget').filter({ hasText: title });
    const entry = (name: string) => dialog.locator('.monaco-list-row').filter({ hasText: name });
    await entry('..').waitFor();
    await this.#quickInput.fill(path);
    await entry(basename(path)).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Names a file in VS Code's own dialog for saving. */
  async saveAs(title: string, path: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget').filter({ hasText: title });
    await dialog.locator('.monaco-list-row').filter({ hasText: '..' }).waitFor();
    await this.#quickInput.fill(path);
    await this.page.keyboard.press('Enter');
  }

  /** Rows of the open list that contain these words. */
  listed(words: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: words });
  }

  /** Clicks a button in a row of the open list. */
  async clickInList(words: string, button: string): Promise<void> {
    await this.listed(words).hover();
    await this.listed(words).getByRole('button', { name: button }).click();
  }

  /**
   * Moves the focus from the field of the open list to one of its buttons, and presses it.
   * @param into moves it to a bar of buttons: `Tab` to that of the first row, `Shift+Tab` to the
   * title's.
   * @throws Error if no key leads there.
   */
  async pressButton(name: string, into: 'Tab' | 'Shift+Tab'): Promise<void> {
    const focused = "document.activeElement?.getAttribute('aria-label')";
    const inBar = "document.activeElement?.closest('.monaco-action-bar') != null";
    for (let keys = 0; keys < maxKeys; keys++) {
      const before = await this.page.evaluateHandle('document.activeElement');
      await this.page.keyboard.press((await this.page.evaluate(inBar)) ? 'ArrowRight' : into);
      await this.page.waitForFunction((focus) => document.activeElement !== focus, before);
      if ((await this.page.evaluate(focused)) !== name) continue;
      await this.page.keyboard.press('Enter');
      return;
    }
    throw new Error(`${into} and ArrowRight do not lead to ${name}`);
  }

  /** Closes the open list or input box, if there is one. */
  async closeQuickInput(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /**
   * Opens the context menu of a file or folder in the Explorer.
   * @returns its text.
   */
  async openExplorerMenu(name: string): Promise<readonly string[]> {
    await this.openActivity('Explorer');
    await this.explorerRow(name).click({ button: 'right' });
    const items = this.page.locator('.monaco-menu .action-item .action-label:not(.separator)');
    await items.first().waitFor();
    return items.allInnerTexts();
  }

  /** A file or folder that the Explorer shows. */
  explorerRow(name: string): Locator {
    return this.page
      .locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`)
      .first();
  }

  /** The tab of an open file. */
  tab(name: string): Locator {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** Moves a view to a side bar on the other side, beside the Explorer. */
  async moveViewAside(name: string): Promise<void> {
    await this.runCommand('View: Move View');
    await this.#choose(name);
    await this.#choose('New Secondary Side Bar Entry');
  }

  /**
   * Drags something over a webview and drops it there. Shift has to be held, and the webview has to
   * take the pointer, before it gets any of it.
   */
  async dragInto(dragged: Locator, target: Locator): Promise<void> {
    const { mouse, keyboard } = this.page;
    await dragged.hover();
    await mouse.down();
    await keyboard.down('Shift');
    const box = await target.boundingBox();
    if (box === null) throw new Error('there is nothing to drop on');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await mouse.move(x, y, { steps: 5 });
    await this.page.locator('iframe.webview.ready:not([style*="pointer-events: none"])').waitFor();
    await mouse.move(x, y + 1);
    await mouse.up();
    await keyboard.up('Shift');
  }

  /** Chooses an entry of the open menu. */
  async chooseFromMenu(item: string): Promise<void> {
    // For a moment after it opens, a menu ignores clicks, so that the click that opened it chooses
    // nothing. It does accept Enter.
    await this.page.locator('.monaco-menu .action-item').filter({ hasText: item }).first().hover();
    await this.page
      .locator('.monaco-menu .action-item.focused')
      .filter({ hasText: item })
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /**
   * Chooses an entry of the menu that a key opens, with the keyboard alone.
   * @param key `Control+.` opens the one of a problem's fixes.
   */
  async chooseFromMenuWithKeys(item: string, key = 'Shift+F10'): Promise<void> {
    await this.page.keyboard.press(key);
    await this.page.locator('.monaco-menu .action-item').filter({ hasText: item }).waitFor();
    await this.page.keyboard.press('ArrowDown');
    await this.#moveTo('.monaco-menu .action-item.focused .action-label', item);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses an entry of the open list of code actions. */
  async chooseCodeAction(title: string): Promise<void> {
    await this.#codeActions.filter({ hasText: title }).click();
  }

  /** Chooses one of the code actions of an editor, with the keyboard alone. */
  async chooseCodeActionWithKeys(title: string): Promise<void> {
    await this.page.keyboard.press('Control+.');
    await this.#codeActions.filter({ hasText: title }).waitFor();
    await this.#moveTo('.action-widget .monaco-list-row.focused', title);
    await this.page.keyboard.press('Enter');
  }

  /** The light bulb in the active editor. */
  get lightBulb(): Locator {
    return this.page.locator('.editor-group-container.active .lightBulbWidget');
  }

  /** Lines that extensions put between those of the active editor, as links. */
  lenses(title: string): Locator {
    return this.page
      .locator('.editor-group-container.active .codelens-decoration a')
      .filter({ hasText: title });
  }

  /** A problem in the view Problems. */
  problem(message: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row').filter({ hasText: message });
  }

  /** Moves the focus to the first problem of a file, with the keyboard, and waits for its fixes. */
  async focusOnProblem(message: string): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel .monaco-list:focus').waitFor();
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('ArrowDown');
    await this.problem(message).locator('[class*="codicon-light"]').waitFor();
  }

  /** A row of the view Test Results. */
  testResult(words: string): Locator {
    return this.page.locator('.test-output-peek-tree .monaco-list-row').filter({ hasText: words });
  }

  get #codeActions(): Locator {
    return this.page.locator('.action-widget .monaco-list-row');
  }

  /** Moves the focus to a file or folder of the Explorer, with the keyboard alone. */
  async focusInExplorer(name: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+E');
    await this.page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
    await this.page.keyboard.press('Home');
    await this.#moveTo('.explorer-folders-view .monaco-list-row.focused', name);
  }

  /** Opens a file by its name, with the keyboard alone. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.#quickInput.waitFor();
    await this.page.keyboard.type(name);
    await this.page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: name })
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.showsFile(name);
    await this.takesTyping();
  }

  /** Waits until the active editor has the focus. */
  async takesTyping(): Promise<void> {
    await this.page
      .locator('.editor-group-container.active .native-edit-context:focus')
      .waitFor({ state: 'attached' });
  }

  /** A group of editors, from 0 at the left. */
  group(index: number): Locator {
    return this.page.locator('.editor-group-container').nth(index);
  }

  /** Waits until the lines that the active editor shows, from the top, match this. */
  async showsText({ source }: RegExp): Promise<void> {
    await this.page.waitForFunction(`new RegExp(${JSON.stringify(source)}).test(
      [...document.querySelectorAll('.editor-group-container.active .view-line')]
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((line) => line.textContent.replaceAll('\\u00a0', ' '))
        .join('\\n'),
    )`);
  }

  /** The field of a setting that the editor of VS Code's settings shows. */
  setting(id: string): Locator {
    return this.page.locator(`.settings-editor [data-key="${id}"] input`);
  }

  /** Finds a setting in VS Code's settings, and waits until it has this value. */
  async settingIs(id: string, value: string): Promise<void> {
    await this.#findSetting(id);
    await hasValue(this.setting(id), value);
  }

  /** Finds a setting in VS Code's settings that is off, turns it on, and waits until it is kept. */
  async checkSetting(id: string): Promise<void> {
    await this.#findSetting(id);
    await this.page.locator('.settings-editor').getByText('1 Setting Found').waitFor();
    await this.page.locator(`.settings-editor [data-key="${id}"]`).getByRole('checkbox').check();
    await this.page.locator(`.settings-editor .is-configured[data-key="${id}"]`).waitFor();
  }

  async #findSetting(id: string): Promise<void> {
    await this.runCommand('Preferences: Open Settings (UI)');
    await this.page
      .locator('.settings-editor .native-edit-context:focus')
      .waitFor({ state: 'attached' });
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(id);
  }

  /** Closes the editor that is open over the others. */
  async closeModalEditor(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('.monaco-modal-editor-block').waitFor({ state: 'hidden' });
  }

  /** A line of the active editor by its text. */
  line(words: string): Locator {
    return this.page
      .locator('.editor-group-container.active .view-line')
      .filter({ hasText: words })
      .first();
  }

  /** A line of the view Index health by its text: `Files: 12`. */
  healthLine(words: string | RegExp): Locator {
    return this.page.getByRole('treeitem', { name: words, exact: true });
  }

  /** The number in a line of the view Index health. */
  async healthNumber(label: string): Promise<number> {
    const words =
      (await this.healthLine(new RegExp(`^${label}: \\d`)).getAttribute('aria-label')) ?? '';
    return Number(/\d+/.exec(words)?.[0]);
  }

  /**
   * Waits until the active editor has this selection: the cursor's line and column, 1-based, and
   * the number of selected characters; a line break counts as one.
   */
  async selects(line: number, column: number, characters: number): Promise<void> {
    await this.#cursorIs(`Ln ${line}, Col ${column} (${characters} selected)`);
  }

  /** Waits until the active editor has its cursor there, 1-based, and nothing selected. */
  async hasCursorAt(line: number, column: number): Promise<void> {
    await this.#cursorIs(`Ln ${line}, Col ${column}`);
  }

  async #cursorIs(wanted: string): Promise<void> {
    const status = this.page.locator('#status\\.editor\\.selection');
    await status
      .getByText(wanted, { exact: true })
      .waitFor()
      .catch(async (error: unknown) => {
        throw new Error(`the status bar says ${await status.innerText()}, not ${wanted}`, {
          cause: error,
        });
      });
  }

  /** Waits until the editor shows a file. */
  async showsFile(name: string): Promise<void> {
    await this.page.locator('.tabs-container .tab.active').filter({ hasText: name }).waitFor();
  }

  /** Drags the edge of the side bar to this width, in pixels. */
  async resizeSideBar(widthPx: number): Promise<void> {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    if (bar === null) throw new Error('there is no side bar');
    await this.page.mouse.move(bar.x + bar.width, bar.y + 300);
    await this.page.mouse.down();
    await this.page.mouse.move(bar.x + widthPx, bar.y + 300, { steps: 5 });
    await this.page.mouse.up();
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.page.locator('.quick-input-widget').getByPlaceholder(/Theme/).waitFor();
    await this.page.keyboard.type(theme);
    await this.#choose(theme);
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
  }

  /** Clicks the entry with exactly this name in the open list. */
  async #choose(name: string): Promise<void> {
    const label = this.page
      .locator('.label-name')
      .filter({ hasText: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) });
    await this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ has: label })
      .first()
      .click();
  }

  /**
   * Presses Down until what the selector finds, the marked entry of a list, has this text. Each
   * press must move the mark: the next one does not come before.
   * @throws Error if it does not get there.
   */
  async #moveTo(marked: string, text: string): Promise<void> {
    const seen: string[] = [];
    for (;;) {
      const at = (await this.page.locator(marked).innerText()).trim();
      if (at === text) return;
      if (seen.includes(at)) throw new Error(`${seen.join(', ')}: Down does not lead to ${text}`);
      seen.push(at);
      await this.page.keyboard.press('ArrowDown');
      await this.page.locator(marked).filter({ hasNotText: at }).waitFor();
    }
  }

  get #quickInput(): Locator {
    return this.page.locator('.quick-input-widget input').first();
  }
}
