import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import type { OpenedChat } from './openChat.ts';
import { answered, chat as chatWith, withoutModel } from './sampleChats.ts';

describe('an edited question', () => {
  const open = chatPages();
  const edit = ({ page }: OpenedChat) => page.getByRole('button', { name: 'Edit the question' });
  const editor = ({ page }: OpenedChat) =>
    page.getByRole('textbox', { name: 'Question to ask instead' });
  const versions = ({ page }: OpenedChat) =>
    page.getByRole('group', { name: 'Versions of this question' });
  const original = {
    ...withoutModel,
    id: 'o',
    question: 'Where is the cookie?',
    version: { of: 'o', number: 1 },
  };
  const second = { ...answered, version: { of: 'o', number: 2 } };
  const branched = chatWith({ entries: [second], hidden: [[original]] });

  it('is asked in place of the original with Enter', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await edit(opened).click();
    await opened.drawn();
    assert.equal(await editor(opened).inputValue(), answered.question);
    await opened.page.keyboard.press('Control+A');
    await opened.page.keyboard.type(' Where is it called? ');
    await opened.page.keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/askInstead'), {
      entry: 'a',
      question: 'Where is it called?',
    });
    await opened.drawn();
    assert.equal(await editor(opened).count(), 0);
  });

  it('stays as it was after Escape, and an empty one is not asked', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await edit(opened).press('Enter');
    await opened.drawn();
    await editor(opened).fill('');
    await editor(opened).press('Enter');
    await editor(opened).press('Escape');
    await opened.drawn();
    assert.deepEqual(opened.received, []);
    await opened.page.getByRole('heading', { name: answered.question }).waitFor();
  });

  it('keeps the words typed so far across a reload', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await edit(opened).click();
    await opened.drawn();
    await editor(opened).fill('Half a quest');
    await opened.drawn();
    await opened.page.reload();
    await editor(opened).waitFor();
    assert.equal(await editor(opened).inputValue(), 'Half a quest');
  });

  it('shows which version it is; the other one is a click away', async () => {
    const opened = await open(branched);
    assert.equal(await versions(opened).innerText(), '2 of 2');
    await opened.page.getByRole('button', { name: 'Earlier version' }).click();
    assert.deepEqual(await sent(opened, 'chat/showVersion'), { entry: 'o' });
    await opened.tell({ type: 'version-shown', id: 'o' });
    assert.equal(await versions(opened).innerText(), '1 of 2');
    await opened.page.getByRole('heading', { name: 'Where is the cookie?' }).waitFor();
  });

  it('moves through its versions by keyboard, and the focus stays on the arrow', async () => {
    const opened = await open(branched);
    await opened.page.getByRole('button', { name: 'Earlier version' }).focus();
    await opened.page.keyboard.press('Enter');
    await opened.tell({ type: 'version-shown', id: 'o' });
    const focused = (): Promise<string> =>
      opened.page.evaluate("document.activeElement.getAttribute('aria-label')");
    assert.equal(await focused(), 'Earlier version');
    await opened.page.keyboard.press('Enter');
    await opened.page.keyboard.press('Tab');
    assert.equal(await focused(), 'Later version');
    await opened.page.keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/showVersion'), { entry: 'a' });
    assert.equal(opened.received.length, 2);
  });
});
