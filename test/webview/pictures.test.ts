import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { resultsFolder } from '../support/paths.ts';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import type { Theme } from './pageServer.ts';
import {
  absentChatModel,
  answered,
  chat as chatWith,
  indexing,
  reading,
  withoutModel,
} from './sampleChats.ts';

/**
 * Nothing is compared: the pictures are for people to look at, in `test-results/webview`. Errors on
 * the page still fail.
 */
describe('pictures of the chat page', () => {
  const open = chatPages();
  const states = {
    answered: chatWith({ entries: [answered] }),
    reading: chatWith({ entries: [reading] }),
    withoutModel: chatWith({ entries: [withoutModel], chatModel: absentChatModel }),
    indexing,
  };
  const themes = [
    'darkModern',
    'lightModern',
    'dark2026',
    'light2026',
    'highContrast',
    'highContrastLight',
  ] as const satisfies readonly Theme[];

  async function draw(name: string, opened: OpenedChat): Promise<void> {
    mkdirSync(join(resultsFolder, 'webview'), { recursive: true });
    for (const theme of themes) {
      await opened.wear(theme);
      await opened.page.screenshot({
        path: join(resultsFolder, 'webview', `${name}-${theme}.png`),
      });
    }
  }

  for (const [name, state] of Object.entries(states)) {
    it(`show ${name}`, async () => {
      await draw(name, await open(state, { scale: 2, height: 790 }));
    });
  }

  it('show details, with a question being typed', async () => {
    const opened = await open(states.answered, { scale: 2, height: 790 });
    await opened.page.getByRole('button', { name: 'Details' }).click();
    await opened.page
      .getByRole('textbox', { name: 'Question' })
      .fill('And where is it registered?');
    await opened.drawn();
    await draw('details', opened);
  });
});
