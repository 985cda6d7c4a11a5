import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import { answered, chat as chatWith } from './sampleChats.ts';

describe('citations and code in an answer', () => {
  const open = chatPages();

  it('show the cited lines while the pointer is on the chip or the lines', async () => {
    const { page } = await open(chatWith({ entries: [answered] }));
    const card = page.getByRole('group', { name: 'Lines of source 2' });
    await page.getByRole('link', { name: /^Source 2: / }).hover();
    await card.waitFor();
    assert.match(await card.innerText(), /src\/flask\/ctx\.py:361-371/);
    assert.match(await card.locator('mark').innerText(), /self\.url_adapter\.match/);
    await card.hover();
    await page.locator('.composer textarea').hover();
    await card.waitFor({ state: 'detached' });
  });

  it('show them on focus, until Escape, and open them at Enter', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    const { page } = opened;
    await page.getByRole('link', { name: /^Source 1: / }).focus();
    const card = page.getByRole('group', { name: 'Lines of source 1' });
    await card.waitFor();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 1 });
  });

  it('open to the side with Alt', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await opened.page.getByRole('link', { name: /^Source 1: / }).click({ modifiers: ['Alt'] });
    assert.deepEqual(await sent(opened, 'chat/openSource'), {
      entry: 'a',
      source: 1,
      beside: true,
    });
  });

  it('name the language of code and wrap its long lines on demand', async () => {
    const text = `Like this:\n\n\`\`\`python\n${'word '.repeat(80)}\n\`\`\``;
    const opened = await open(
      chatWith({ entries: [{ ...answered, text, citations: [], sentences: [] }] }),
    );
    const { page } = opened;
    assert.equal(await page.locator('.code-language').innerText(), 'python');
    const pre = page.locator('.code-block pre');
    const overflows = async () =>
      pre.evaluate((element) => element.scrollWidth > element.clientWidth);
    assert.equal(await overflows(), true);
    const toggle = page.getByRole('button', { name: 'Wrap long lines' });
    await toggle.click();
    await opened.drawn();
    assert.equal(await overflows(), false);
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
  });
});
