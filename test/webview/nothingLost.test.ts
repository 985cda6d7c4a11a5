import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import { answered, chat as chatWith, entry, flaskSources } from './sampleChats.ts';

describe('what the chat page keeps', () => {
  const open = chatPages();
  const scrollTop = ({ page }: OpenedChat): Promise<number> =>
    page.evaluate("document.querySelector('main').scrollTop");
  const selected = ({ page }: OpenedChat): Promise<string> =>
    page.evaluate('getSelection().toString()');
  /** Selects these words within one text node of the answer. */
  const select = ({ page }: OpenedChat, words: string): Promise<void> =>
    page.evaluate(`{
      const answer = document.querySelector('.answer');
      const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT);
      while (walker.nextNode() && !walker.currentNode.data.includes(${JSON.stringify(words)}));
      const start = walker.currentNode.data.indexOf(${JSON.stringify(words)});
      const { currentNode } = walker;
      getSelection().setBaseAndExtent(currentNode, start, currentNode, start + ${words.length});
    }`);

  it('includes the scroll position and expanded parts when the view is shown again', async () => {
    const opened = await open(
      chatWith({ entries: [answered, { ...answered, id: 'b' }, { ...answered, id: 'c' }] }),
    );
    const first = opened.page.locator('[data-entry=a]');
    await first.getByRole('button', { name: 'Why these?' }).click();
    await first.getByRole('button', { name: 'Details' }).click();
    await first.getByRole('button', { name: 'Hide lines of app.py:879-902' }).click();
    await opened.drawn();
    await opened.page.evaluate("document.querySelector('main').scrollTop = 120");
    await opened.drawn();
    await opened.page.reload();
    await opened.page.locator('.entry').first().waitFor();
    await opened.drawn();
    assert.equal(await scrollTop(opened), 120);
    assert.equal(await first.locator('.why').count(), 1);
    assert.equal(await first.locator('.details').count(), 1);
    assert.equal(await first.locator('.source .lines').count(), 1);
  });

  it('includes the end of the conversation for a reader who was there', async () => {
    const opened = await open(chatWith({ entries: [answered, { ...answered, id: 'b' }] }));
    await opened.page.reload();
    await opened.page.locator('.entry').first().waitFor();
    await opened.drawn();
    assert.equal(
      await opened.page.evaluate(
        '(({ scrollTop, clientHeight, scrollHeight }) => scrollHeight - scrollTop - ' +
          "clientHeight < 2)(document.querySelector('main'))",
      ),
      true,
    );
  });

  it('includes the selection while an answer streams and when it ends', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({
            phase: 'writing',
            searchMs: 1,
            sources: flaskSources,
            text: 'First it matches the URL. Then **it calls** the view',
          }),
        ],
      }),
    );
    await select(opened, 'matches the URL');
    assert.equal(await selected(opened), 'matches the URL');
    await opened.tell({ type: 'text', id: 'a', delta: ' function.\n\nMore' });
    assert.equal(await selected(opened), 'matches the URL');
    await opened.tell({
      type: 'finished',
      id: 'a',
      text: 'First it matches the URL. Then **it calls** the view function.\n\nMore.',
      citations: [{ marker: 1, origin: 'attributed', offset: 25 }],
      sentences: [
        { start: 0, end: 25, verdict: 'not-in-lines', doubted: [] },
        { start: 26, end: 62, verdict: 'facts-found', doubted: [] },
      ],
      details: null,
      notice: null,
    });
    await opened.page.locator('.doubt').first().waitFor();
    assert.equal(await selected(opened), 'matches the URL');
  });

  it('includes an interrupted question, marked as such, which can be asked again', async () => {
    const opened = await open(
      chatWith({
        entries: [
          entry({
            phase: 'stopped',
            searchMs: 1,
            notice: { message: 'Interrupted: the window was closed.', actions: [] },
          }),
        ],
      }),
    );
    await opened.page.getByText('Interrupted: the window was closed.').waitFor();
    assert.equal(await opened.page.getByRole('button', { name: 'Ask again' }).count(), 1);
  });
});
