import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBeside, openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

const readsOnly = /Another window keeps this index up to date/;

describe('Two windows on one folder', () => {
  let first: EditorWindow;
  let second: EditorWindow;
  before(async () => {
    first = await openWindow();
    await first.workbench.openActivity('Ask Workspace');
    await first.chat.ask('In which order are the connection adapters sorted?');
    await first.chat.ended();
    second = await openBeside(first);
    await second.workbench.openActivity('Ask Workspace');
    await second.chat.composer.waitFor();
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, second);
  });
  after(async () => {
    await second.close();
    await first.close();
  });

  it('the second says that it reads the index that the first keeps up to date', async () => {
    await second.workbench.runCommand('Ask Workspace: Index health');
    await second.workbench.healthLine(readsOnly).waitFor();
  });

  it('the second finds what the first indexed before and indexes now', async () => {
    await second.chat.ask('In which order are the connection adapters sorted?');
    await second.chat.ended();
    assert.match((await second.chat.sourcePaths())[0] ?? '', /^courier\/sessions\.py:/);
    const files = await second.workbench.healthNumber('Files');
    await writeFile(
      join(first.folder, 'lighthouse.md'),
      'The lamp turns on quicksilver bearings.\n',
    );
    await second.workbench.healthLine(`Files: ${files + 1}`).waitFor();
    await second.chat.ask('quicksilver bearings');
    await second.chat.ended();
    assert.match((await second.chat.sourcePaths())[0] ?? '', /^lighthouse\.md/);
  });

  it('the second takes over when the first closes', async () => {
    const files = await second.workbench.healthNumber('Files');
    await first.workbench.page.close({ runBeforeUnload: true });
    await writeFile(join(second.folder, 'beacon.md'), 'The beacon burns walnut oil.\n');
    await second.workbench.healthLine(readsOnly).waitFor({ state: 'detached' });
    await second.workbench.healthLine(`Files: ${files + 1}`).waitFor();
    await second.chat.ask('walnut oil');
    await second.chat.ended();
    assert.match((await second.chat.sourcePaths())[0] ?? '', /^beacon\.md/);
  });
});
