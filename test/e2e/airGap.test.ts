import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testModelsFolder } from '../support/paths.ts';
import { internetCalls, underSocketWatch } from '../support/socketWatch.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { openWindow, photographFailure } from './editorWindow.ts';
import type { EditorWindow } from './editorWindow.ts';

describe('The extension host and all that it starts, watched from the start', () => {
  const scratch = throwAwayFolder('watch');
  const log = join(scratch.path, 'calls.txt');
  let window: EditorWindow;

  const calls = async (): Promise<readonly string[]> =>
    internetCalls(await readFile(log, 'utf8'), '--type=extensionHost');

  before(async function () {
    const models = testModelsFolder();
    const watches = await promisify(execFile)('strace', ['--seccomp-bpf', '-f', 'true']).then(
      () => true,
      () => false,
    );
    if (models === undefined || !watches) {
      console.warn('SKIPPED: needs strace and a folder with real models.');
      this.skip();
    }
    window = await openWindow({
      under: underSocketWatch(log),
      settings: {
        'askWorkspace.models.folder': models,
        'askWorkspace.models.endpoint': 'http://127.0.0.1:59999',
        'askWorkspace.retrieval.topK': 1,
        'askWorkspace.decoding.maxTokens': 40,
      },
    });
    await window.workbench.openActivity('Ask Workspace');
  });
  afterEach(async function () {
    await photographFailure(this.currentTest, window);
  });
  after(async () => {
    await (window as EditorWindow | undefined)?.close();
    await scratch[Symbol.asyncDispose]();
  });

  it('open no Internet socket while a folder is indexed, searched and asked about', async () => {
    await window.chat.button('Index courier').click();
    await window.chat.text(/\d+ files of courier can be asked about/).waitFor();
    await window.chat.ask('In which order are the connection adapters sorted?');
    await window.chat.ended();
    assert.ok((await window.chat.sourcePaths()).length > 0);
    assert.notEqual(await window.chat.answer.innerText(), '');
    assert.deepEqual(await calls(), []);
  });

  it('open one when the user downloads a model, which the watch sees', async () => {
    await window.workbench.runCommand('Ask Workspace: Download another model');
    await window.workbench.answerInputBox('Download another model', 'hf:owner/name/file.gguf');
    await window.chat.text(/127\.0\.0\.1/).waitFor();
    assert.match((await calls()).join('\n'), /connect\(.*sin_port=htons\(59999\)/);
  });
});
