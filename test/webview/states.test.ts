import assert from 'node:assert/strict';
import { chatPages } from './chatPages.ts';
import type { OpenedChat } from './openChat.ts';
import {
  absentChatModel,
  answered,
  chat as chatWith,
  entry,
  flaskSources,
  indexing,
  withoutModel,
} from './sampleChats.ts';

describe('the chat page', () => {
  const open = chatPages();
  const question = (opened: OpenedChat) => opened.page.getByRole('textbox', { name: 'Question' });

  it('shows the host’s state once, even after a reload', async () => {
    const opened = await open(chatWith({ entries: [answered] }));
    await opened.tell({ type: 'asked', id: 'z', question: 'second?' });
    await opened.page.reload();
    await opened.page.getByText('second?').waitFor();
    assert.equal(await opened.page.locator('.entry').count(), 2);
  });

  it('says what a download does and how long it takes', async () => {
    const opened = await open(
      chatWith({
        chatModel: {
          ...absentChatModel,
          status: 'downloading',
          receivedBytes: 1.23e9,
          bytesPerSecond: 11.2e6,
        },
      }),
    );
    const offer = (await opened.page.locator('.offer').innerText()).replace(/\s+/g, ' ');
    assert.match(offer, /Downloading Llama-2-7B-Chat 1\.2 GB of 4\.1 GB 4 min left at 11 MB\/s/);
  });

  it('says that nothing leaves the computer only if no server is named', async () => {
    const alone = await open(chatWith({}));
    await alone.page.getByText('Nothing leaves this computer.').waitFor();
    const servers = ['ai.example.com', 'db.example.com:5432'];
    const served = await open(chatWith({ servers }));
    await served.page.getByText(`text of your files too, to ${servers.join(', ')}.`).waitFor();
    assert.equal(await served.page.getByText('Nothing leaves this computer.').count(), 0);
  });

  it('says how fast indexing goes until it knows how long it takes', async () => {
    const index = { ...indexing.index, perSecond: 21, secondsLeft: null };
    const opened = await open(chatWith({ ...indexing, entries: [answered], index }));
    const strip = opened.page.getByRole('region', { name: 'Indexing' });
    await strip.getByText('meaning search 62 %, 21 chunks a second').waitFor();
    await opened.tell({ type: 'index-changed', index: { ...index, secondsLeft: 20 } });
    await strip.getByText('meaning search 62 %, 20 s left').waitFor();
  });

  it('says how long an offered chat model takes to its first word', async () => {
    const firstWord = { seconds: 27.4, isMeasured: false };
    const opened = await open(
      chatWith({ entries: [withoutModel], chatModel: { ...absentChatModel, firstWord } }),
    );
    await opened.page.getByText('first word after about 27 s, a rough guess').waitFor();
  });

  it('warns of a model that needs more memory than is free', async () => {
    const opened = await open(
      chatWith({
        entries: [withoutModel],
        chatModel: { ...absentChatModel, freeMemoryBytes: 3.2e9 },
      }),
    );
    await opened.page.getByText('That is more memory than is free now').waitFor();
  });

  it('says how much of the index a search had by meaning while it is being built', async () => {
    const index = { ...indexing.index, chunks: 200, embeddedChunks: 124 };
    const opened = await open(chatWith({ ...indexing, index, entries: [] }));
    await opened.tell(
      { type: 'asked', id: 'z', question: 'where?' },
      {
        type: 'sources-found',
        id: 'z',
        sources: flaskSources,
        searchMs: 9,
        meaningSearch: 'partial',
      },
      { type: 'index-changed', index: { ...index, embeddedChunks: 200 } },
    );
    await opened.page.locator('.sources-head').getByText('62 % also by meaning').waitFor();
  });

  it('tells how an answer is getting on, from the search to the last word', async () => {
    const opened = await open(chatWith({ entries: [] }));
    const says = (words: string | RegExp) =>
      opened.page.locator('.entry').getByText(words).first().waitFor();
    const reading = { readTokens: 300, totalTokens: 1200, secondsLeft: 9, fewer: null };
    await opened.tell({ type: 'asked', id: 'z', question: 'where?' });
    await says(/Searching/);
    await opened.tell({ type: 'loading-model', id: 'z' });
    await says('Loading the model');
    await opened.tell({ type: 'reading', id: 'z', reading });
    await says(/Reading 300 of 1,200 tokens/);
    await opened.tell({ type: 'text', id: 'z', delta: 'It is matched' });
    await says('Writing');
    await opened.tell({ type: 'stopped', id: 'z' });
    await says('Stopped');
    assert.equal(await opened.page.getByText('Writing').count(), 0);
  });

  for (const phase of ['failed', 'stopped'] as const)
    it(`keeps in sight why there is no answer, below many sources: ${phase}`, async () => {
      const sources = Array.from({ length: 12 }, (_, index) => flaskSources[index % 3]!);
      const opened = await open(
        chatWith({
          entries: [answered, entry({ id: 'z', phase: 'reading', text: null, sources })],
        }),
      );
      const notice = { message: 'The file has moved.', actions: [] };
      await opened.tell(
        phase === 'failed' ? { type: phase, id: 'z', notice } : { type: phase, id: 'z' },
      );
      const said = opened.page
        .locator('.entry')
        .last()
        .getByText(phase === 'failed' ? notice.message : 'Stopped');
      const [box, foot] = [
        await said.boundingBox(),
        await opened.page.locator('.foot').boundingBox(),
      ];
      assert.ok(box !== null && foot !== null && box.y + box.height <= foot.y, JSON.stringify(box));
    });

  it('offers no composer without a folder or without trust', async () => {
    const opened = await open(chatWith({ workspace: { folderNames: ['flask'], trusted: false } }));
    assert.equal(await question(opened).count(), 0);
    await opened.tell({
      type: 'workspace-changed',
      workspace: { folderNames: ['flask'], trusted: true },
    });
    await question(opened).waitFor();
  });
});
