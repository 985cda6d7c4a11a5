import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import type { OpenedChat } from './openChat.ts';
import {
  absentChatModel,
  answered,
  chat as chatWith,
  reading,
  withoutModel,
} from './sampleChats.ts';

describe('the composer of the chat page', () => {
  const open = chatPages();
  const question = (opened: OpenedChat) => opened.page.getByRole('textbox', { name: 'Question' });
  const focused = (opened: OpenedChat): Promise<string> =>
    opened.page.evaluate('document.activeElement.id');

  it('asks with Enter, trims the question, and is empty and focused afterwards', async () => {
    const opened = await open(chatWith());
    await question(opened).fill('  where is it?  ');
    await question(opened).press('Enter');
    assert.deepEqual(await sent(opened, 'chat/ask'), { question: 'where is it?' });
    await opened.drawn();
    assert.equal(await question(opened).inputValue(), '');
    assert.equal(await focused(opened), 'question');
  });

  it('asks with a click on Ask, which is disabled while nothing is written', async () => {
    const opened = await open(chatWith());
    const ask = opened.page.getByRole('button', { name: 'Ask', exact: true });
    assert.equal(await ask.isDisabled(), true);
    await question(opened).fill('where?');
    await ask.click();
    assert.deepEqual(await sent(opened, 'chat/ask'), { question: 'where?' });
  });

  it('offers the prompt preview if there is a question and a model', async () => {
    const opened = await open(chatWith());
    const preview = opened.page.getByRole('button', {
      name: 'Show the prompt that this would send',
    });
    assert.equal(await preview.count(), 0);
    await question(opened).fill(' where? ');
    await preview.click();
    assert.deepEqual(await sent(opened, 'chat/previewPrompt'), { question: 'where?' });
    assert.equal(await question(opened).inputValue(), ' where? ');
    await opened.tell({ type: 'chat-model-changed', model: absentChatModel });
    assert.equal(await preview.count(), 0);
  });

  it('starts a new line on Shift+Enter and grows', async () => {
    const opened = await open(chatWith());
    const height = async () => (await question(opened).boundingBox())?.height ?? 0;
    const before = await height();
    for (const text of ['one', 'two', 'three', 'four']) {
      await question(opened).pressSequentially(text);
      await question(opened).press('Shift+Enter');
    }
    assert.match(await question(opened).inputValue(), /one\ntwo\nthree\nfour\n$/);
    assert.ok((await height()) > before);
    await opened.drawn();
    assert.deepEqual(opened.received, []);
  });

  it('does not ask a question of blanks', async () => {
    const opened = await open(chatWith());
    await question(opened).fill(' \n ');
    await question(opened).press('Enter');
    await opened.drawn();
    assert.deepEqual(opened.received, []);
  });

  it('leaves the Enter that ends a composition to the input method', async () => {
    const opened = await open(chatWith());
    await question(opened).focus();
    const devtools = await opened.page.context().newCDPSession(opened.page);
    await devtools.send('Input.imeSetComposition', {
      text: 'にほん',
      selectionStart: 3,
      selectionEnd: 3,
    });
    // This is how Chromium reports a key that an input method has consumed.
    await question(opened).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    await opened.drawn();
    assert.deepEqual(opened.received, []);
    await devtools.send('Input.insertText', { text: '日本' });
    await question(opened).press('Enter');
    assert.deepEqual(await sent(opened, 'chat/ask'), { question: '日本' });
  });

  it('ignores the Enter that follows a composition', async () => {
    const opened = await open(chatWith());
    await question(opened).fill('日本');
    await question(opened).dispatchEvent('compositionend', { data: '日本' });
    await question(opened).dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
    await opened.drawn();
    assert.deepEqual(opened.received, []);
    await question(opened).press('Enter');
    assert.deepEqual(await sent(opened, 'chat/ask'), { question: '日本' });
  });

  it('says that a question is too long, keeps it, and asks once it is shorter', async () => {
    const opened = await open(chatWith());
    const pasted = `${'x'.repeat(8000)} and the end`;
    await question(opened).fill(pasted);
    await opened.drawn();
    assert.match(
      await opened.page.getByRole('alert').innerText(),
      /can have 8,000 characters\. This one has 8,012/,
    );
    assert.equal(await question(opened).inputValue(), pasted);
    await question(opened).press('Enter');
    await opened.drawn();
    assert.deepEqual(opened.received, []);
    await question(opened).fill(pasted.slice(0, 8000));
    await opened.drawn();
    assert.equal(await opened.page.getByRole('alert').count(), 0);
    await question(opened).press('Enter');
    await sent(opened, 'chat/ask');
  });

  it('steps through earlier questions with Up and Down while nothing is written', async () => {
    const opened = await open(chatWith({ entries: [answered, withoutModel] }));
    const after = async (key: string): Promise<string> => {
      await question(opened).press(key);
      await opened.drawn();
      return question(opened).inputValue();
    };
    assert.equal(await after('ArrowUp'), withoutModel.question);
    assert.equal(await after('ArrowUp'), answered.question);
    assert.equal(await after('ArrowUp'), answered.question);
    assert.equal(await after('ArrowDown'), withoutModel.question);
    assert.equal(await after('ArrowDown'), '');
    await question(opened).fill('mine');
    await question(opened).press('ArrowUp');
    await opened.drawn();
    assert.equal(await question(opened).inputValue(), 'mine');
  });

  it('grows to eight lines and then scrolls', async () => {
    const opened = await open(chatWith());
    const height = async (lines: number): Promise<number> => {
      await question(opened).fill('line\n'.repeat(lines - 1) + 'line');
      await opened.drawn();
      return (await question(opened).boundingBox())?.height ?? 0;
    };
    const [seven, eight, twenty] = [await height(7), await height(8), await height(20)];
    assert.ok(seven < eight);
    assert.equal(eight, twenty);
  });

  it('stops a running answer with Escape and with the button in place of Ask', async () => {
    const opened = await open(chatWith({ entries: [reading] }));
    await question(opened).press('Escape');
    await sent(opened, 'chat/stop');
    await opened.page.getByRole('button', { name: 'Stop answering' }).click();
    await opened.drawn();
    assert.deepEqual(
      opened.received.map(({ method }) => method),
      ['chat/stop', 'chat/stop'],
    );
    assert.equal(await focused(opened), 'question');
  });

  it('keeps the draft across a reload', async () => {
    const opened = await open(chatWith());
    await question(opened).fill('half a quest');
    await opened.page.reload();
    await question(opened).waitFor();
    assert.equal(await question(opened).inputValue(), 'half a quest');
  });

  it('gets the focus, and any words that the host sends', async () => {
    const opened = await open(chatWith());
    await opened.focusComposer('from the palette');
    assert.equal(await question(opened).inputValue(), 'from the palette');
    assert.equal(await focused(opened), 'question');
  });

  it('shows the scope and removes parts of it', async () => {
    const opened = await open(chatWith({ scope: ['src/flask/', 'docs/index.rst'] }));
    await opened.page.getByRole('button', { name: 'Ask beyond src/flask/' }).click();
    assert.deepEqual(await sent(opened, 'chat/clearScope'), { path: 'src/flask/' });
  });

  it('sets the wording and labels a custom one', async () => {
    const opened = await open(chatWith({ decodingPreset: 'custom' }));
    const picker = opened.page.getByRole('combobox', { name: 'Wording' });
    assert.equal(await picker.inputValue(), 'custom');
    await picker.selectOption('quote');
    assert.deepEqual(await sent(opened, 'chat/setDecodingPreset'), { preset: 'quote' });
    await opened.tell({ type: 'decoding-changed', preset: 'quote', settings: [] });
    assert.deepEqual(
      (await picker.locator('option').allInnerTexts()).map((text) => text.trim()),
      ['Precise', 'Balanced', 'Creative', 'Quote'],
    );
  });
});
