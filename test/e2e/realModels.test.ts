import assert from 'node:assert/strict';
import { testModelsFolder } from '../support/paths.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('A user with real models', () => {
  let window: EditorWindow;

  before(async function () {
    const models = testModelsFolder();
    if (models === undefined) {
      console.log('    (no folder with real models: ASK_WORKSPACE_TEST_MODELS can name one)');
      this.skip();
    }
    // A model of 135 million parameters gets lost among many sources.
    window = await openWindow({
      settings: {
        'askWorkspace.models.folder': models,
        'askWorkspace.retrieval.topK': 1,
        'askWorkspace.decoding.maxTokens': 60,
      },
    });
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await (window as EditorWindow | undefined)?.close();
  });

  it('indexes with a click and sees when search by words and by meaning are ready', async () => {
    await window.chat.button('Index courier').click();
    await window.chat.text(/\d+ files of courier can be asked about/).waitFor();
  });

  it('gets from SmolLM2 the fact that only one file contains, with its citation', async () => {
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    assert.match(await window.chat.answer.innerText(), /descending order/i);
    assert.ok((await window.chat.chips.count()) > 0, 'the answer cites nothing');
  });

  it('follows a citation to the lines that support it', async () => {
    await window.chat.chips.first().click();
    await window.workbench.showsFile('sessions.py');
    await window.workbench.page
      .locator('.monaco-editor .view-lines')
      .getByText('sorted in descending order by prefix length')
      .waitFor();
  });

  it('finds by meaning a source that shares no word with the question', async () => {
    await window.workbench.runCommand('Ask Workspace: New conversation');
    await window.chat.ask('Where do I park an automobile?');
    await window.chat.sources.first().waitFor();
    assert.match((await window.chat.sourcePaths())[0] ?? '', /^docs\/office\.md/);
    await window.chat.ended();
  });
});
