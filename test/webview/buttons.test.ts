import assert from 'node:assert/strict';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { reduceChat } from '../../src/core/conversation/reduceChat.ts';
import { chatPages } from './chatPages.ts';
import { sent } from './openChat.ts';
import {
  absentChatModel,
  absentEmbeddingModel,
  answered,
  chat as chatWith,
  entry,
  indexing,
  reading,
  withoutModel,
} from './sampleChats.ts';

describe('the buttons of the chat page', () => {
  const open = chatPages();

  const failed = entry({
    phase: 'failed',
    notice: { message: 'It crashed.', actions: [{ id: 'show-log', label: 'Show log' }] },
  });
  assert.ok(answered.details !== null);
  const cut = { ...answered, details: { ...answered.details, stop: 'max-tokens' } } as const;
  const withCode = {
    ...answered,
    text: 'So:\n\n```python\nx = 1\n```',
    citations: [],
    sentences: [],
  };
  const indexFailed = {
    ...indexing.index,
    phase: 'failed',
    message: 'The disk is full.',
    actions: [{ id: 'retry', label: 'Retry' }],
  } as const;
  const downloading = {
    ...absentChatModel,
    status: 'downloading',
    receivedBytes: 1.2e9,
    bytesPerSecond: 11e6,
  } as const;
  const cases: readonly (readonly [
    state: ChatState,
    button: string,
    method: string,
    params?: unknown,
  ])[] = [
    [chatWith({ entries: [answered] }), 'Copy answer', 'chat/copyAnswer', { entry: 'a' }],
    [chatWith({ entries: [withoutModel] }), 'Copy sources', 'chat/copyAnswer', { entry: 'c' }],
    [chatWith({ entries: [answered] }), 'Insert as notes', 'chat/insertNotes', { entry: 'a' }],
    [chatWith({ entries: [answered] }), 'Ask again', 'chat/askAgain', { entry: 'a' }],
    [
      chatWith({ entries: [entry({ phase: 'stopped' })] }),
      'Ask again',
      'chat/askAgain',
      { entry: 'a' },
    ],
    [
      chatWith({ entries: [failed] }),
      'Show log',
      'chat/runAction',
      { entry: 'a', action: 'show-log' },
    ],
    [chatWith({ entries: [reading] }), 'Stop', 'chat/stop'],
    [
      chatWith({ entries: [cut] }),
      'Answer again, up to twice as long',
      'chat/answerLonger',
      { entry: 'a' },
    ],
    [
      chatWith({ entries: [{ ...cut, details: { ...cut.details, canContinue: true } }] }),
      'Continue',
      'chat/continueAnswer',
      { entry: 'a' },
    ],
    [
      chatWith({ entries: [answered] }),
      'Open to the side: app.py:879-902',
      'chat/openSource',
      { entry: 'a', source: 1, beside: true },
    ],
    [
      chatWith({ entries: [answered] }),
      'Ask only about this file: ctx.py:361-371',
      'chat/askOnlyAbout',
      { entry: 'a', source: 2 },
    ],
    [
      chatWith({ entries: [answered] }),
      'Not useful: app.py:879-902',
      'chat/markSource',
      { entry: 'a', source: 1, notUseful: true },
    ],
    [
      reduceChat(chatWith({ entries: [answered] }), {
        type: 'source-marked',
        id: 'a',
        source: 2,
        notUseful: true,
      }),
      'Undo not useful: ctx.py:361-371',
      'chat/markSource',
      { entry: 'a', source: 2, notUseful: false },
    ],
    [
      chatWith({ entries: [answered] }),
      'What does match_request do?',
      'chat/ask',
      { question: 'What does match_request do?' },
    ],
    [
      chatWith({ entries: [withCode] }),
      'Insert at the cursor',
      'chat/insertCode',
      { entry: 'a', code: 'x = 1' },
    ],
    [
      chatWith({ entries: [withCode] }),
      'Open as a new file',
      'chat/openCode',
      { entry: 'a', code: 'x = 1', language: 'python' },
    ],
    [
      chatWith({ entries: [reading] }),
      'Answer from 1 source',
      'chat/answerFrom',
      { entry: 'b', sources: 1 },
    ],
    [
      chatWith({ entries: [withoutModel], chatModel: absentChatModel }),
      'Download 4.1 GB',
      'chat/downloadModel',
      { model: 'chat' },
    ],
    [
      chatWith({ entries: [withoutModel], chatModel: absentChatModel }),
      'Use a file…',
      'chat/importModel',
      { model: 'chat' },
    ],
    [
      chatWith({ entries: [withoutModel], chatModel: downloading }),
      'Cancel',
      'chat/cancelDownload',
      { model: 'chat' },
    ],
    [
      chatWith({ embeddingModel: absentEmbeddingModel }),
      'Download 23 MB',
      'chat/downloadModel',
      { model: 'embedding' },
    ],
    [
      chatWith({ embeddingModel: absentEmbeddingModel }),
      'Use a folder…',
      'chat/importModel',
      { model: 'embedding' },
    ],
    [chatWith(), 'Llama-2-7B-Chat', 'chat/chooseChatModel'],
    [
      chatWith({ index: { ...indexing.index, phase: 'none', skipped: [] } }),
      'Index flask',
      'chat/indexWorkspace',
    ],
    [indexing, 'Pause', 'chat/setIndexingPaused', { paused: true }],
    [
      { ...indexing, index: { ...indexing.index, phase: 'paused' } },
      'Resume',
      'chat/setIndexingPaused',
      { paused: false },
    ],
    [indexing, 'Cancel', 'chat/cancelIndexing'],
    [
      { ...indexing, entries: [answered] },
      'Pause indexing',
      'chat/setIndexingPaused',
      { paused: true },
    ],
    [indexing, 'Show', 'chat/showSkippedFiles'],
    [
      indexing,
      'Where are blueprints registered?',
      'chat/ask',
      { question: 'Where are blueprints registered?' },
    ],
    [chatWith({ index: indexFailed }), 'Retry', 'chat/runAction', { entry: null, action: 'retry' }],
    [chatWith({ index: { ...indexFailed, actions: [] } }), 'Try again', 'chat/indexWorkspace'],
    [
      chatWith({ workspace: { folderNames: ['flask'], trusted: false } }),
      'Manage workspace trust',
      'chat/manageTrust',
    ],
    [chatWith({ workspace: { folderNames: [], trusted: true } }), 'Open folder', 'chat/openFolder'],
  ];
  for (const [state, button, method, params] of cases) {
    const words = params === undefined ? method : `${method} ${JSON.stringify(params)}`;
    it(`${button} sends ${words} at a click, and at Enter`, async () => {
      const opened = await open(state);
      const target = opened.page.getByRole('button', { name: button, exact: true });
      await target.click();
      assert.deepEqual(await sent(opened, method), params);
      await target.press('Enter');
      await opened.drawn();
      const message = params === undefined ? { method } : { method, params };
      assert.deepEqual(opened.received, [message, message]);
    });
  }

  for (const [button, shown] of [
    ['Why these?', '.why'],
    ['Details', '.details'],
    ['Thoughts', '.thoughts-text'],
    ['Show lines of scaffold.py:336-368', '.source.open:nth-child(3)'],
    ['Settings of answers', '.settings-panel'],
  ] as const)
    it(`${button} unfolds and folds at Enter, and keeps the focus`, async () => {
      const thoughts = 'Which of the two?';
      const opened = await open(chatWith({ entries: [{ ...answered, thoughts }] }));
      const { page } = opened;
      const part = page.locator(shown);
      await page.getByRole('button', { name: button, exact: true }).focus();
      for (const isShown of [true, false]) {
        await page.keyboard.press('Enter');
        await part.waitFor({ state: isShown ? 'visible' : 'detached' });
      }
    });

  it('copy code at Enter', async () => {
    const opened = await open(chatWith({ entries: [withCode] }));
    await opened.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await opened.page.getByRole('button', { name: 'Copy code' }).press('Enter');
    assert.equal(await opened.page.evaluate('navigator.clipboard.readText()'), 'x = 1');
  });

  it('dismiss an offer, even across a reload', async () => {
    const opened = await open(chatWith({ entries: [withoutModel], chatModel: absentChatModel }));
    await opened.page.getByRole('button', { name: 'Not now' }).click();
    await opened.drawn();
    assert.equal(await opened.page.locator('.offer').count(), 0);
    await opened.page.reload();
    await opened.page.locator('.entry').waitFor();
    assert.equal(await opened.page.locator('.offer').count(), 0);
  });
});
