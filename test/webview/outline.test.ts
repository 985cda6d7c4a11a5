import assert from 'node:assert/strict';
import type { OutlineName } from '../../src/core/retrieval/presenting/outlineAround.ts';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import { answered, chat as chatWith } from './sampleChats.ts';

function name(words: string, first: number, last: number, hasSource = false): OutlineName {
  return { name: words, first, last, hasSource };
}

const outline = {
  around: [name('Flask', 81, 1536, true)],
  names: [
    name('preprocess_request', 840, 877),
    name('dispatch_request', 879, 902, true),
    name('full_dispatch_request', 904, 930),
  ],
  unlisted: 0,
};

describe('the outline on a source card', () => {
  const open = chatPages();
  const state = chatWith({ entries: [answered] });

  it('shows what is around the source, one click away, and hides it again', async () => {
    const opened = await open(state, { outline });
    const toggle = opened.page.getByRole('button', { name: 'What is around app.py:879-902' });
    await toggle.click();
    const tree = opened.page.getByRole('navigation', { name: 'What is around app.py:879-902' });
    await tree.waitFor();
    assert.deepEqual((await tree.innerText()).split(/\s+/), [
      ...['Flask', '81', 'preprocess_request', '840', 'dispatch_request', '879'],
      ...['full_dispatch_request', '904'],
    ]);
    assert.deepEqual(await tree.locator('[aria-current=true]').allInnerTexts(), [
      'Flask',
      'dispatch_request',
    ]);
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    await toggle.click();
    await tree.waitFor({ state: 'detached' });
  });

  it('opens the lines of a name, beside with Alt', async () => {
    const opened = await open(state, { outline });
    await opened.page.getByRole('button', { name: 'What is around app.py:879-902' }).click();
    const lines = { first: 840, last: 877 };
    const link = opened.page.getByRole('link', { name: 'preprocess_request' });
    await link.click();
    assert.deepEqual(await sent(opened, 'chat/openOutline'), { entry: 'a', source: 1, lines });
    await link.click({ modifiers: ['Alt'] });
    await opened.drawn();
    assert.deepEqual(await sent(opened, 'chat/openOutline'), {
      entry: 'a',
      source: 1,
      lines,
      beside: true,
    });
  });

  it('is reached, opened and used with the keyboard alone', async () => {
    const opened = await open(state, { outline });
    const { keyboard } = opened.page;
    await opened.page
      .getByRole('button', { name: 'Ask only about this file: app.py:879-902' })
      .focus();
    await keyboard.press('Tab'); // Open to the side
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await opened.page.locator('.outline').waitFor();
    assert.equal(
      await opened.page.evaluate('document.activeElement.title'),
      'What is around app.py:879-902',
    );
    await keyboard.press('Tab'); // Not useful
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/openOutline'), {
      entry: 'a',
      source: 1,
      lines: { first: 840, last: 877 },
    });
  });

  it('says that there is nothing, and how many names are left out', async () => {
    const opened = await open(state, { outline: { around: [], names: [], unlisted: 0 } });
    await opened.page.getByRole('button', { name: 'What is around app.py:879-902' }).click();
    await opened.page.getByText('The index has no names around these lines.').waitFor();
    const other = await open(state, { outline: { ...outline, unlisted: 260 } });
    await other.page.getByRole('button', { name: 'What is around app.py:879-902' }).click();
    await other.page.getByText('260 more names not listed.').waitFor();
  });

  it('speaks Korean and fits into 180 pixels, however long the names', async () => {
    const long = 'aVeryLongIdentifierWithoutAnyBreak'.repeat(4);
    const names = [name(long, 1, 1_000_000, true), name('가나다', 2, 3)];
    const opened = await open(state, {
      language: 'ko',
      width: 180,
      outline: { around: [name(long, 1, 9), name(long, 1, 9)], names, unlisted: 1 },
    });
    await opened.page.getByRole('button', { name: 'app.py:879-902 주변의 구조' }).click();
    const tree = opened.page.getByRole('navigation', { name: 'app.py:879-902 주변의 구조' });
    await tree.getByText('표시하지 않은 이름이 1개 더 있습니다.').waitFor();
    for (const row of await tree.locator('.outline-row').all()) {
      const [link, number] = [
        await row.locator('a').boundingBox(),
        await row.locator('span').boundingBox(),
      ];
      assert.ok(link !== null && number !== null);
      assert.ok(link.width > 20 && number.x + number.width <= 180, JSON.stringify([link, number]));
    }
  });
});
