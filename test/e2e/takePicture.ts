import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packVsix } from '../../packaging/packVsix.ts';
import { repositoryRoot, resultsFolder } from '../support/paths.ts';
import { exitOnSignals } from '../support/processGroup.ts';
import { openWindow } from './editorWindow.ts';

/**
 * `npm run picture -- FOLDER QUESTION [--models DIR] [--sources N] [--follow N]`: asks in the
 * packed product as a user does and saves the picture as media/chat.png, which README shows.
 * `--follow` opens the Nth source beside the chat.
 */

exitOnSignals();
const {
  values,
  positionals: [folder, question],
} = parseArgs({
  options: {
    models: { type: 'string', default: '' },
    sources: { type: 'string', default: '5' },
    follow: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
if (folder === undefined || question === undefined)
  throw new Error(
    'Usage: npm run picture -- FOLDER QUESTION [--models DIR] [--sources N] [--follow N]',
  );

await packVsix();
const models =
  values.models === ''
    ? {}
    : { 'askWorkspace.models.folder': resolve(process.env['INIT_CWD'] ?? '.', values.models) };
const window = await openWindow({
  folder: resolve(process.env['INIT_CWD'] ?? '.', folder),
  settings: {
    ...models,
    'askWorkspace.retrieval.topK': Number(values.sources),
    'askWorkspace.decoding.maxTokens': 120,
    'editor.minimap.enabled': false,
  },
});
try {
  await window.workbench.setTheme('Dark Modern');
  await window.workbench.openActivity('Ask Workspace');
  await window.workbench.resizeSideBar(440);
  if (values.models !== '') {
    await window.chat.button(/^Index /).click();
    await window.chat.text(/can be asked about/).waitFor({ timeout: 300_000 });
  }
  await window.chat.ask(question);
  await window.chat.ended();
  await window.chat.sources.nth(Number(values.follow) - 1).click();
  await window.workbench.page.locator('.tabs-container .tab.active').waitFor();
  await window.chat.lastEntry.evaluate((entry) => {
    entry.scrollIntoView();
  });
  await window.screenshot('chat');
  await copyFile(join(resultsFolder, 'chat.png'), join(repositoryRoot, 'media/chat.png'));
} finally {
  await window.close();
}
