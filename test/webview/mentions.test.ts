import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import { chat as chatWith, reading } from './sampleChats.ts';

describe('mentions in the composer of the chat page', () => {
  const pages = chatPages();
  const names = {
    paths: ['courier/sessions.py', 'My notes/sessions (old).md', 'README.md'],
    symbols: [{ name: 'Session.mount', path: 'courier/sessions.py' }],
  };
  const open = () => pages(chatWith(), { names });
  const question = ({ page }: OpenedChat) => page.getByRole('textbox', { name: 'Question' });
  const offers = async (opened: OpenedChat): Promise<readonly string[]> => {
    await opened.drawn();
    return opened.page.getByRole('option').locator('.offer-label').allInnerTexts();
  };
  const type = async (opened: OpenedChat, text: string): Promise<readonly string[]> => {
    await question(opened).pressSequentially(text);
    await opened.drawn();
    return offers(opened);
  };
  const press = async (opened: OpenedChat, key: string): Promise<string> => {
    await question(opened).press(key);
    await opened.drawn();
    return question(opened).inputValue();
  };

  it('are offered after an @ while their name is typed', async () => {
    const opened = await open();
    assert.deepEqual(await type(opened, 'How does @ses'), [
      'Session',
      'sessions.py',
      'sessions (old).md',
      'Session.mount',
    ]);
    assert.deepEqual(await type(opened, 'sions (o'), []);
  });

  it('are chosen with the arrows and Enter or Tab, in quotes where a name needs them', async () => {
    const opened = await open();
    await type(opened, 'How does @ses');
    await press(opened, 'ArrowDown');
    assert.equal(
      await opened.page.locator('[role=option][aria-selected=true]').innerText(),
      'sessions.py\ncourier',
    );
    assert.equal(await press(opened, 'Enter'), 'How does @courier/sessions.py ');
    await type(opened, 'and @old');
    assert.equal(
      await press(opened, 'Tab'),
      'How does @courier/sessions.py and @"My notes/sessions (old).md" ',
    );
    assert.deepEqual(await offers(opened), []);
    assert.ok(opened.received.every(({ method }) => method === 'chat/drafting'));
  });

  it('are chosen with a click, which leaves the cursor after them', async () => {
    const opened = await open();
    await question(opened).fill('What is  for?');
    for (let step = 0; step < 5; step++) await question(opened).press('ArrowLeft');
    await type(opened, '@READ');
    await opened.page.getByRole('option', { name: 'README.md' }).click();
    await type(opened, 'good');
    assert.equal(await question(opened).inputValue(), 'What is @README.md good for?');
  });

  it('are closed by Escape, which then does not stop an answer', async () => {
    const opened = await pages(chatWith({ entries: [reading] }), { names });
    assert.notDeepEqual(await type(opened, '@ses'), []);
    assert.equal(await press(opened, 'Escape'), '@ses');
    assert.deepEqual(await offers(opened), []);
    assert.deepEqual(opened.received, []);
    await press(opened, 'Escape');
    assert.deepEqual(opened.received, [{ method: 'chat/stop' }]);
  });

  it('of the selection and open files are offered after a #', async () => {
    const opened = await open();
    assert.deepEqual(await type(opened, 'Explain #'), ['#selection', '#open']);
    assert.deepEqual(await type(opened, 'o'), ['#open']);
    assert.equal(await press(opened, 'Enter'), 'Explain #open ');
  });

  it('are not offered in an address or once complete, so that Enter asks', async () => {
    const opened = await open();
    assert.deepEqual(await type(opened, 'mail a@ses'), []);
    await question(opened).fill('');
    assert.deepEqual(await type(opened, 'Explain @README.md'), []);
    await question(opened).press('Enter');
    await opened.drawn();
    assert.deepEqual(opened.received.at(-1)?.params, { question: 'Explain @README.md' });
  });

  it('are inserted for dropped files and folders', async () => {
    const opened = await open();
    await question(opened).fill('Explain');
    const drop = (uris: readonly string[]) =>
      opened.page.evaluate(
        `(() => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData('text/uri-list', ${JSON.stringify(uris.join('\r\n'))});
          document.querySelector('form').dispatchEvent(
            new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        })()`,
      );
    await drop(['file:///work/docs/', 'file:///work/My notes.md']);
    await opened.drawn();
    await opened.drawn();
    assert.equal(await question(opened).inputValue(), 'Explain @docs/ @"My notes.md" ');
    await drop(['file:///etc/passwd']);
    await opened.drawn();
    await opened.drawn();
    assert.match(
      await opened.page.getByRole('alert').innerText(),
      /not in a folder you can ask about/,
    );
    assert.equal(await question(opened).inputValue(), 'Explain @docs/ @"My notes.md" ');
  });
});
