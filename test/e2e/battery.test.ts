import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { testModelsFolder } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A user on battery', () => {
  const power = throwAwayFolder('power');
  let window: EditorWindow;

  before(async function () {
    const models = testModelsFolder();
    if (models === undefined) {
      console.log('    (no folder with real models: ASK_WORKSPACE_TEST_MODELS can name one)');
      this.skip();
    }
    await mkdir(join(power.path, 'BAT0'));
    await writeFile(join(power.path, 'BAT0/type'), 'Battery\n');
    await writeFile(join(power.path, 'BAT0/status'), 'Discharging\n');
    window = await openWindow({
      settings: { 'askWorkspace.models.folder': models },
      environment: { ASK_WORKSPACE_POWER_SUPPLY: power.path },
    });
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await (window as EditorWindow | undefined)?.close();
    await power[Symbol.asyncDispose]();
  });

  it('reads in the status bar and in the chat that search by meaning waits', async () => {
    await window.chat.button('Index courier').click();
    await window.workbench.status('On battery: meaning waits at 0 %').waitFor();
    await window.chat.text(/runs on battery/).waitFor();
    await window.screenshot('on-battery');
  });

  it('opens Index health with a click on the status bar', async () => {
    await window.workbench.status('On battery').getByRole('button').click();
    await window.workbench.healthLine(/^Meaning search: 0 %/).waitFor();
  });

  it('embeds now with a click, and the status bar is quiet again', async () => {
    await window.chat.button('Embed now').click();
    await window.workbench.status('On battery').waitFor({ state: 'detached' });
    await window.workbench.runCommand('Ask Workspace: Index health');
    await window.workbench.healthLine(/^Meaning search: 100 %/).waitFor();
  });
});
