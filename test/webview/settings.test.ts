import assert from 'node:assert/strict';
import type { AnswerSetting } from '../../src/core/settings/answerSettings.ts';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import type { OpenedChat } from './openChat.ts';
import { answered, chat as chatWith } from './sampleChats.ts';

describe('the settings beside the composer', () => {
  const open = chatPages();
  const state = chatWith({ entries: [answered] });
  const toggle = ({ page }: OpenedChat) =>
    page.getByRole('button', { name: 'Settings of answers' });
  const field = ({ page }: OpenedChat, name: string) => page.getByRole('textbox', { name });
  async function openPanel(): Promise<OpenedChat> {
    const opened = await open(state);
    await toggle(opened).click();
    await opened.drawn();
    return opened;
  }
  const withValue = (name: string, value: number): readonly AnswerSetting[] =>
    state.answerSettings.map((one) =>
      one.name === name && one.kind === 'number' ? { ...one, value } : one,
    );

  it('are ten, each with a line that says what it does', async () => {
    const { page } = await openPanel();
    assert.equal(await page.locator('.setting').count(), 10);
    for (const about of await page.locator('.setting-about').allInnerTexts())
      assert.match(about, /^.{10,}\.$/);
  });

  it('are opened, changed and reset by keyboard alone', async () => {
    const opened = await open(state);
    await toggle(opened).press('Enter');
    await opened.drawn();
    await field(opened, 'Temperature').fill('0.4');
    await opened.page.keyboard.press('Enter');
    assert.deepEqual(await sent(opened, 'chat/setAnswerSetting'), {
      setting: 'decoding.temperature',
      value: 0.4,
    });
    await opened.page.getByRole('combobox', { name: 'Strategy' }).selectOption('sampling');
    await opened.drawn();
    assert.deepEqual(await sent(opened, 'chat/setAnswerSetting'), {
      setting: 'decoding.strategy',
      value: 'sampling',
    });
    await opened.page.getByRole('button', { name: 'Reset to preset' }).press('Enter');
    await sent(opened, 'chat/resetAnswerSettings');
    assert.ok(!opened.received.some(({ method }) => method === 'chat/ask'));
  });

  it('refuse what is out of range, and say why', async () => {
    const opened = await openPanel();
    for (const [name, typed, reason] of [
      ['Temperature', '2.1', /from 0 to 2/],
      ['top_k', '0', /whole number from 1 to 100/],
      ['top_k', '7.5', /whole number/],
      ['Number of sources', 'many', /from 1 to 50/],
      ['Seed', '', /from 0 to 4,294,967,295/],
    ] as const) {
      await field(opened, name).fill(typed);
      await field(opened, name).press('Tab');
      await opened.drawn();
      assert.match(await opened.page.getByRole('alert').last().innerText(), reason);
      assert.equal(await field(opened, name).getAttribute('aria-invalid'), 'true');
      await field(opened, name).fill('1');
      await opened.drawn();
      assert.equal(await opened.page.getByRole('alert').count(), 0);
    }
    const values = opened.received
      .filter(({ method }) => method === 'chat/setAnswerSetting')
      .map(({ params }) => JSON.stringify(params));
    assert.ok(
      values.every((one) => one.endsWith(':1}')),
      values.join(),
    );
  });

  it('follow the settings of the editor, also while another one is being typed', async () => {
    const opened = await openPanel();
    await field(opened, 'min_p').fill('0.2');
    await opened.tell({
      type: 'decoding-changed',
      preset: 'custom',
      settings: withValue('decoding.seed', 42),
    });
    assert.equal(await field(opened, 'Seed').inputValue(), '42');
    assert.equal(await field(opened, 'min_p').inputValue(), '0.2');
    await opened.tell({
      type: 'decoding-changed',
      preset: 'custom',
      settings: withValue('decoding.minP', 0.2),
    });
    await opened.tell({
      type: 'decoding-changed',
      preset: 'custom',
      settings: withValue('decoding.minP', 0.3),
    });
    assert.equal(await field(opened, 'min_p').inputValue(), '0.3');
  });

  it('stay open across a reload', async () => {
    const opened = await openPanel();
    await opened.page.reload();
    await opened.page.locator('.setting').first().waitFor();
    assert.equal(await toggle(opened).getAttribute('aria-expanded'), 'true');
  });
});
