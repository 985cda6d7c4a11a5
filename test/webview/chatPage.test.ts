import assert from 'node:assert/strict';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import type { OpenedChat } from './openChat.ts';
import { absentChatModel, absentEmbeddingModel, answered, chat as chatWith, entry, flaskSources, indexing, reading, source, withoutModel } from './sampleChats.ts';

describe('chat page', () => {
  const open = chatPages();
  const question = (opened: OpenedChat) => opened.page.getByRole('textbox', { name: 'Question' });
  const focused = (opened: OpenedChat): Promise<string> => opened.page.evaluate('document.activeElement.id');

  describe('composer', () => {
    it('asks with Enter, trims, and is empty and ready afterwards', async () => {
      const opened = await open(chatWith());
      await question(opened).fill('  where is it?  ');
      await question(opened).press('Enter');
      assert.deepEqual(await sent(opened, 'chat/ask'), { question: 'where is it?' });
      await opened.drawn();
      assert.equal(await question(opened).inputValue(), '');
      assert.equal(await focused(opened), 'question');
    });

    it('asks with a click on Ask, which is off while nothing is written', async () => {
      const opened = await open(chatWith());
      const ask = opened.page.getByRole('button', { name: 'Ask', exact: true });
      assert.equal(await ask.isDisabled(), true);
      await question(opened).fill('where?');
      await ask.click();
      assert.deepEqual(await sent(opened, 'chat/ask'), { question: 'where?' });
    });

    it('takes Shift+Enter as a new line and grows with it', async () => {
      const opened = await open(chatWith());
      const height = async () => (await question(opened).boundingBox())?.height ?? 0;
      const before = await height();
      for (const text of ['one', 'two', 'three', 'four']) {
        await question(opened).pressSequentially(text);
        await question(opened).press('Shift+Enter');
      }
      assert.match(await question(opened).inputValue(), /one\ntwo\nthree\nfour\n$/);
      assert.ok(await height() > before);
      await opened.drawn();
      assert.deepEqual(opened.received, []);
    });

    it('does not ask blanks', async () => {
      const opened = await open(chatWith());
      await question(opened).fill(' \n ');
      await question(opened).press('Enter');
      await opened.drawn();
      assert.deepEqual(opened.received, []);
    });

    it('leaves the Enter that ends an input method’s composition to the input method', async () => {
      const opened = await open(chatWith());
      await question(opened).focus();
      const devtools = await opened.page.context().newCDPSession(opened.page);
      await devtools.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
      // Chromium tells the page of a key that an input method has taken in this way.
      await question(opened).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
      await opened.drawn();
      assert.deepEqual(opened.received, []);
      await devtools.send('Input.insertText', { text: '日本' });
      await question(opened).press('Enter');
      assert.deepEqual(await sent(opened, 'chat/ask'), { question: '日本' });
    });

    it('brings the last question back with Up, only where nothing is written', async () => {
      const opened = await open(chatWith({ entries: [answered, withoutModel] }));
      await question(opened).press('ArrowUp');
      await opened.drawn();
      assert.equal(await question(opened).inputValue(), withoutModel.question);
      await question(opened).fill('mine');
      await question(opened).press('ArrowUp');
      await opened.drawn();
      assert.equal(await question(opened).inputValue(), 'mine');
    });

    it('stops a running answer with Escape and with the button that stands for Ask', async () => {
      const opened = await open(chatWith({ entries: [reading] }));
      await question(opened).press('Escape');
      await sent(opened, 'chat/stop');
      await opened.page.getByRole('button', { name: 'Stop answering' }).click();
      await opened.drawn();
      assert.deepEqual(opened.received.map(({ method }) => method), ['chat/stop', 'chat/stop']);
      assert.equal(await focused(opened), 'question');
    });

    it('keeps what is written over a reload', async () => {
      const opened = await open(chatWith());
      await question(opened).fill('half a quest');
      await opened.page.reload();
      await question(opened).waitFor();
      assert.equal(await question(opened).inputValue(), 'half a quest');
    });

    it('takes the cursor, and words where the host has some', async () => {
      const opened = await open(chatWith());
      await opened.focusComposer('from the palette');
      assert.equal(await question(opened).inputValue(), 'from the palette');
      assert.equal(await focused(opened), 'question');
    });

    it('shows the scope and takes a part of it away', async () => {
      const opened = await open(chatWith({ scope: ['src/flask/', 'docs/index.rst'] }));
      await opened.page.getByRole('button', { name: 'Ask beyond src/flask/' }).click();
      assert.deepEqual(await sent(opened, 'chat/clearScope'), { path: 'src/flask/' });
    });

    it('sets the wording and shows a custom one as such', async () => {
      const opened = await open(chatWith({ decodingPreset: 'custom' }));
      const picker = opened.page.getByRole('combobox', { name: 'Wording' });
      assert.equal(await picker.inputValue(), 'custom');
      await picker.selectOption('creative');
      assert.deepEqual(await sent(opened, 'chat/setDecodingPreset'), { preset: 'creative' });
      await opened.tell({ type: 'decoding-changed', preset: 'creative' });
      assert.deepEqual(await picker.locator('option').allInnerTexts(), ['Precise', 'Balanced', 'Creative']);
    });
  });

  describe('answer', () => {
    it('opens a source by its link, its chip and the keyboard', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      await opened.page.getByRole('link', { name: 'src/flask/ctx.py:361-371', exact: true }).click();
      assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 2 });
      await opened.page.getByRole('link', { name: 'Source 1: src/flask/app.py:879-902' }).click();
      assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 1 });
      await opened.page.getByRole('link', { name: 'docs/lifecycle.rst:48-63', exact: true }).focus();
      await opened.page.keyboard.press('Enter');
      assert.deepEqual(await sent(opened, 'chat/openSource'), { entry: 'a', source: 5 });
    });

    it('places chips and underlines as the host says', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      assert.match(await opened.page.locator('.answer').innerText(), /on the request2\. dispatch_request .* calls it1\. .*Matches are cached for a minute\.$/s);
      assert.equal((await opened.page.locator('.doubt').allInnerTexts()).join('').replace('(not in the sources)', '').trim(), 'Matches are cached for a minute.');
      await opened.page.getByText('2 of 3 sentences supported').waitFor();
    });

    it('opens the two best sources with their best lines marked, and others on demand', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      assert.equal(await opened.page.locator('.source .lines').count(), 2);
      assert.deepEqual(await opened.page.locator('.source mark').allInnerTexts(), ['return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)', 'result = self.url_adapter.match(return_rule=True)']);
      await opened.page.getByRole('button', { name: 'Show lines of scaffold.py:336-368' }).click();
      await opened.drawn();
      assert.equal(await opened.page.locator('.source .lines').count(), 3);
      await opened.page.getByRole('button', { name: 'Hide lines of app.py:879-902' }).press('Enter');
      await opened.drawn();
      assert.equal(await opened.page.locator('.source .lines').count(), 2);
    });

    it('lists eight sources and the rest on demand', async () => {
      const sources = Array.from({ length: 14 }, (_, index) => source(index + 1, `src/file${index}.py`, '1-2', '', 'python'));
      const opened = await open(chatWith({ entries: [entry({ phase: 'done', searchMs: 5, sources })] }));
      assert.equal(await opened.page.locator('.source').count(), 8);
      await opened.page.getByRole('button', { name: 'Show 6 more' }).click();
      await opened.drawn();
      assert.equal(await opened.page.locator('.source').count(), 14);
    });

    it('tells why these sources', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      const why = opened.page.getByRole('button', { name: 'Why these?' });
      assert.equal(await why.getAttribute('aria-expanded'), 'false');
      await why.click();
      const row = opened.page.locator('.why tbody').first();
      assert.match((await row.innerText()).replace(/\s+/g, ' '), /^1.* 0\.95 0\.83 0\.71 1\.00 0\.92 match, url, view/);
      await why.click();
      await opened.drawn();
      assert.equal(await opened.page.locator('.why').count(), 0);
    });

    it('tells how the model came to its answer', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      await opened.page.getByRole('button', { name: 'Details' }).click();
      const details = (await opened.page.locator('.details').innerText()).replace(/\s+/g, ' ');
      assert.match(details, /Llama-2-7B-Chat, loaded in 2\.3 s Read 640 tokens with 3 sources, 96 of them still in memory, 14\.1 s \(38\.6 a second\) Wrote 47 tokens, 11\.8 s \(4\.0 a second\)/);
      await opened.page.getByRole('button', { name: 'Show the exact prompt' }).click();
      assert.deepEqual(await sent(opened, 'chat/showPrompt'), { entry: 'a' });
    });

    it('says when the answer was cut off or the conversation was', async () => {
      const details = { ...answered.details!, stop: 'max-tokens', droppedTurns: 2 } as const;
      const opened = await open(chatWith({ entries: [{ ...answered, details }] }));
      await opened.page.getByText('reached the longest length allowed').waitFor();
      await opened.page.getByText('The 2 oldest questions of this conversation no longer fitted').waitFor();
    });

    it('is honest about a search without meaning', async () => {
      const opened = await open(chatWith({ entries: [{ ...withoutModel, meaningSearch: 'absent' }] }));
      await opened.page.getByText('by words', { exact: true }).waitFor();
    });

    it('shows its words as they come, in the same elements, and leaves everything above alone', async () => {
      const older = Array.from({ length: 49 }, (_, index) => ({ ...answered, id: `old${index}` }));
      const opened = await open(chatWith({ entries: older }));
      await opened.tell({ type: 'asked', id: 'new', question: 'and now?' }, { type: 'sources-found', id: 'new', sources: flaskSources, searchMs: 9, meaningSearch: 'ready' });
      await opened.tell({ type: 'text', id: 'new', delta: 'First [1]' });
      const fresh = opened.page.locator('.entry').last();
      await opened.page.evaluate(`
        window.changesAbove = 0;
        const last = [...document.querySelectorAll('.entry')].at(-1);
        new MutationObserver((changes) => { changesAbove += changes.filter(({ target }) => !last.contains(target)).length; }).observe(document.querySelector('.content'), { subtree: true, childList: true, characterData: true, attributes: true });
        last.querySelector('.answer p').kept = true;
        last.querySelector('.source').kept = true;`);
      for (const delta of [' comes', ' this.', '\n\nThen', ' **that', '** [2', '], and', ' `code`', '.']) await opened.tell({ type: 'text', id: 'new', delta });
      assert.equal((await fresh.locator('.answer').innerText()).replace(/\s+/g, ' '), 'First 1 comes this. Then that 2, and code.');
      assert.equal(await opened.page.evaluate("[...document.querySelectorAll('.entry')].at(-1).querySelector('.answer p').kept && [...document.querySelectorAll('.entry')].at(-1).querySelector('.source').kept"), true);
      assert.equal(await opened.page.evaluate('changesAbove'), 0);
    });

    it('does not show half a mark', async () => {
      const opened = await open(chatWith({ entries: [entry({ phase: 'writing', searchMs: 1, sources: flaskSources, text: 'It is so [1' })] }));
      assert.equal((await opened.page.locator('.answer').innerText()).trim(), 'It is so');
    });

    it('keeps the end in sight until the reader scrolls up, and again when the reader is back', async () => {
      const opened = await open(chatWith({ entries: [answered, { ...answered, id: 'b' }] }));
      await opened.tell({ type: 'asked', id: 'new', question: 'and now?' });
      const fromEnd = (): Promise<number> => opened.page.evaluate("(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)(document.querySelector('main'))");
      const top = (): Promise<number> => opened.page.evaluate("document.querySelector('main').scrollTop");
      const paragraph = { type: 'text', id: 'new', delta: 'Some more words.\n\n'.repeat(4) } as const;
      await opened.tell(paragraph);
      assert.ok(await fromEnd() < 2, 'follows');
      await opened.page.mouse.move(100, 300);
      await opened.page.mouse.wheel(0, -300);
      await opened.page.getByRole('button', { name: 'To the newest answer' }).waitFor();
      const held = await top();
      await opened.tell(paragraph, paragraph);
      assert.equal(await top(), held, 'holds still');
      await opened.page.getByRole('button', { name: 'To the newest answer' }).click();
      await opened.tell(paragraph);
      assert.ok(await fromEnd() < 2, 'follows again');
      assert.equal(await opened.page.getByRole('button', { name: 'To the newest answer' }).isVisible(), false);
    });

    it('keeps the best sources in sight while there are only sources, whatever stands below them', async () => {
      const many = Array.from({ length: 12 }, (_, index) => ({ ...flaskSources[0]!, number: index + 1 }));
      const opened = await open(chatWith({ entries: [answered], chatModel: absentChatModel }));
      await opened.tell({ type: 'asked', id: 'n', question: 'and now?' }, { type: 'sources-found', id: 'n', sources: many, searchMs: 9, meaningSearch: 'ready' });
      await opened.tell({ type: 'finished', id: 'n', text: null, citations: [], sentences: [], details: null, notice: null });
      const asked = await opened.page.getByText('and now?').boundingBox();
      assert.ok(asked !== null && asked.y >= 0 && asked.y < 40, `the question stands at ${asked?.y}`);
      await opened.tell({ type: 'asked', id: 'm', question: 'and then?' }, { type: 'sources-found', id: 'm', sources: many, searchMs: 9, meaningSearch: 'ready' });
      await opened.tell({ type: 'reading', id: 'm', reading: { readTokens: 64, totalTokens: 640, secondsLeft: 14, fewer: null } });
      assert.ok((await opened.page.getByText('and then?').boundingBox())!.y < 40);
      assert.ok((await opened.page.getByText('Reading 64 of 640 tokens').boundingBox())!.y < 640, 'the meter is in sight');
      await opened.tell({ type: 'text', id: 'm', delta: 'So it is.' });
      await opened.drawn();
      assert.ok((await opened.page.getByText('So it is.').boundingBox())!.y < 640, 'its words are in sight');
    });

    it('does not move what the reader has just unfolded', async () => {
      const opened = await open(chatWith({ entries: [{ ...answered, id: 'old' }, { ...answered, phase: 'writing' }] }));
      const fold = opened.page.getByRole('button', { name: 'Show lines of lifecycle.rst:48-63' }).last();
      const before = await fold.boundingBox();
      await fold.click();
      await opened.tell({ type: 'text', id: 'a', delta: '\n\nMore.'.repeat(5) });
      const after = await opened.page.getByRole('button', { name: 'Hide lines of lifecycle.rst:48-63' }).boundingBox();
      assert.equal(after?.y, before?.y);
    });

    it('says to a screen reader what was found and the finished answer, not each token', async () => {
      const opened = await open(chatWith());
      const status = opened.page.getByRole('status');
      await opened.tell({ type: 'asked', id: 'n', question: 'q' }, { type: 'sources-found', id: 'n', sources: flaskSources, searchMs: 9, meaningSearch: 'ready' });
      assert.equal(await status.innerText(), '5 sources found');
      await opened.tell({ type: 'text', id: 'n', delta: 'It is ' }, { type: 'text', id: 'n', delta: 'so.' });
      assert.equal(await status.innerText(), '5 sources found');
      assert.equal(await opened.page.locator('.answer').getAttribute('aria-busy'), 'true');
      await opened.tell({ type: 'finished', id: 'n', text: 'It is so.', citations: [], sentences: [], details: null, notice: null });
      assert.equal(await status.innerText(), 'Answer: It is so.');
      assert.equal(await opened.page.locator('.answer').getAttribute('aria-busy'), 'false');
    });
  });

  describe('buttons', () => {
    const failed = entry({ phase: 'failed', notice: { message: 'It crashed.', actions: [{ id: 'show-log', label: 'Show log' }] } });
    const indexFailed = { ...indexing.index, phase: 'failed', message: 'The disk is full.', actions: [{ id: 'retry', label: 'Retry' }] } as const;
    const downloading = { ...absentChatModel, status: 'downloading', receivedBytes: 1.2e9, bytesPerSecond: 11e6 } as const;
    const cases: readonly (readonly [state: ChatState, button: string, method: string, params?: unknown])[] = [
      [chatWith({ entries: [answered] }), 'Copy answer', 'chat/copyAnswer', { entry: 'a' }],
      [chatWith({ entries: [withoutModel] }), 'Copy sources', 'chat/copyAnswer', { entry: 'c' }],
      [chatWith({ entries: [answered] }), 'Ask again', 'chat/askAgain', { entry: 'a' }],
      [chatWith({ entries: [entry({ phase: 'stopped' })] }), 'Ask again', 'chat/askAgain', { entry: 'a' }],
      [chatWith({ entries: [failed] }), 'Show log', 'chat/runAction', { entry: 'a', action: 'show-log' }],
      [chatWith({ entries: [reading] }), 'Stop', 'chat/stop'],
      [chatWith({ entries: [reading] }), 'Answer from 1 source', 'chat/answerFromFewer', { entry: 'b', sources: 1 }],
      [chatWith({ entries: [withoutModel], chatModel: absentChatModel }), 'Download 4.1 GB', 'chat/downloadModel', { model: 'chat' }],
      [chatWith({ entries: [withoutModel], chatModel: absentChatModel }), 'Use a file…', 'chat/importModel', { model: 'chat' }],
      [chatWith({ entries: [withoutModel], chatModel: downloading }), 'Cancel', 'chat/cancelDownload', { model: 'chat' }],
      [chatWith({ embeddingModel: absentEmbeddingModel }), 'Download 23 MB', 'chat/downloadModel', { model: 'embedding' }],
      [chatWith({ embeddingModel: absentEmbeddingModel }), 'Use a folder…', 'chat/importModel', { model: 'embedding' }],
      [chatWith(), 'Llama-2-7B-Chat', 'chat/chooseChatModel'],
      [chatWith({ index: { ...indexing.index, phase: 'none', skipped: [] } }), 'Index flask', 'chat/indexWorkspace'],
      [indexing, 'Pause', 'chat/setIndexingPaused', { paused: true }],
      [{ ...indexing, index: { ...indexing.index, phase: 'paused' } }, 'Resume', 'chat/setIndexingPaused', { paused: false }],
      [indexing, 'Cancel', 'chat/cancelIndexing'],
      [{ ...indexing, entries: [answered] }, 'Pause indexing', 'chat/setIndexingPaused', { paused: true }],
      [indexing, 'Show', 'chat/showSkippedFiles'],
      [indexing, 'Where are blueprints registered?', 'chat/ask', { question: 'Where are blueprints registered?' }],
      [chatWith({ index: indexFailed }), 'Retry', 'chat/runAction', { entry: null, action: 'retry' }],
      [chatWith({ index: { ...indexFailed, actions: [] } }), 'Try again', 'chat/indexWorkspace'],
      [chatWith({ workspace: { folderNames: ['flask'], trusted: false } }), 'Manage workspace trust', 'chat/manageTrust'],
      [chatWith({ workspace: { folderNames: [], trusted: true } }), 'Open folder', 'chat/openFolder'],
    ];
    for (const [state, button, method, params] of cases) {
      it(`${button} sends ${method}${params === undefined ? '' : ` ${JSON.stringify(params)}`}`, async () => {
        const opened = await open(state);
        await opened.page.getByRole('button', { name: button, exact: true }).click();
        assert.deepEqual(await sent(opened, method), params);
        assert.equal(opened.received.length, 1);
      });
    }

    it('puts an offer away, also over a reload', async () => {
      const opened = await open(chatWith({ entries: [withoutModel], chatModel: absentChatModel }));
      await opened.page.getByRole('button', { name: 'Not now' }).click();
      await opened.drawn();
      assert.equal(await opened.page.locator('.offer').count(), 0);
      await opened.page.reload();
      await opened.page.locator('.entry').waitFor();
      assert.equal(await opened.page.locator('.offer').count(), 0);
    });
  });

  describe('state', () => {
    it('shows the host’s state once, also after a reload', async () => {
      const opened = await open(chatWith({ entries: [answered] }));
      await opened.tell({ type: 'asked', id: 'z', question: 'second?' });
      await opened.page.reload();
      await opened.page.getByText('second?').waitFor();
      assert.equal(await opened.page.locator('.entry').count(), 2);
    });

    it('says what a download does and how long it takes', async () => {
      const opened = await open(chatWith({ chatModel: { ...absentChatModel, status: 'downloading', receivedBytes: 1.23e9, bytesPerSecond: 11.2e6 } }));
      const offer = (await opened.page.locator('.offer').innerText()).replace(/\s+/g, ' ');
      assert.match(offer, /Downloading Llama-2-7B-Chat 1\.2 of 4\.1 GB 4 min left at 11 MB\/s/);
    });

    it('warns of a model that needs more memory than is free', async () => {
      const opened = await open(chatWith({ entries: [withoutModel], chatModel: { ...absentChatModel, freeMemoryBytes: 3.2e9 } }));
      await opened.page.getByText('That is more memory than is free now').waitFor();
    });

    it('offers nothing to ask in where there is no folder or no trust', async () => {
      const opened = await open(chatWith({ workspace: { folderNames: ['flask'], trusted: false } }));
      assert.equal(await question(opened).count(), 0);
      await opened.tell({ type: 'workspace-changed', workspace: { folderNames: ['flask'], trusted: true } });
      await question(opened).waitFor();
    });
  });
});
