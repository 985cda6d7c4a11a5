import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../support/paths.ts';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import {
  absentChatModel,
  answered,
  chat as chatWith,
  indexing,
  reading,
  withoutModel,
} from './sampleChats.ts';

const folder = join(repositoryRoot, 'l10n');
const korean = JSON.parse(readFileSync(join(folder, 'bundle.l10n.ko.json'), 'utf8')) as Record<
  string,
  string
>;

/** A pattern of each English text that Korean says otherwise, with anything in its placeholders. */
const english = Object.entries(korean)
  .filter(([text, same]) => text !== same && /[A-Za-z]{2}/.test(text.replace(/\{\w+\}/g, '')))
  .map(([text]) => {
    const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  });

/** Words on the page and in its names for screen readers, but for what people and models wrote. */
async function wordsOf({ page }: OpenedChat): Promise<readonly string[]> {
  const words: unknown = await page.evaluate(`[...document.querySelectorAll('body *')]
    .filter((element) => !element.closest('script, code, .answer, .question, .folder, .symbol'))
    .flatMap((element) => [
      ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data),
      ...['title', 'aria-label', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
    ])
    .map((text) => text.replace(/\\s+/g, ' ').trim())
    .filter((text) => text !== '')`);
  assert.ok(Array.isArray(words));
  return words.map(String);
}

const states = {
  answered: chatWith({ entries: [answered] }),
  reading: chatWith({ entries: [reading] }),
  withoutModel: chatWith({ entries: [withoutModel], chatModel: absentChatModel }),
  indexing,
  noFolder: chatWith({ workspace: { folderNames: [], trusted: true } }),
  untrusted: chatWith({ workspace: { folderNames: ['flask'], trusted: false } }),
};

describe('the chat page in Korean', () => {
  const open = chatPages();

  for (const [name, state] of Object.entries(states)) {
    it(`says nothing in English: ${name}`, async () => {
      const opened = await open(state, { language: 'ko' });
      if (name === 'answered')
        for (const button of ['자세히', '선택 이유'])
          await opened.page.getByRole('button', { name: button }).click();
      await opened.drawn();
      const words = await wordsOf(opened);
      assert.ok(words.some((text) => /\p{sc=Hangul}/u.test(text)));
      assert.deepEqual(
        words.filter((text) => english.some((pattern) => pattern.test(text))),
        [],
      );
    });
  }

  it('names its language, as the page in English does', async () => {
    const languageOf = async (opened: OpenedChat): Promise<unknown> =>
      opened.page.evaluate('document.documentElement.lang');
    assert.equal(await languageOf(await open(states.answered, { language: 'ko' })), 'ko');
  });

  it('writes times and counts as Korean does', async () => {
    const { page } = await open(states.reading, { language: 'ko' });
    assert.match(await page.locator('.reading').innerText(), /토큰 [\d,]+개 중 [\d,]+개 읽는 중/);
    assert.match(await page.locator('.reading').innerText(), /약 \d+초/);
  });
});
