import { nothing, render } from 'lit-html';
import { emptyChat, reduceChat } from '../src/core/conversation/reduceChat.ts';
import type { ChatState } from '../src/core/conversation/chatState.ts';
import { announcement } from './announcement.ts';
import { defineComponents } from './components.ts';
import { draftWatch } from './drafting.ts';
import { connectHost } from './host.ts';
import type { PageContext } from './pageContext.ts';
import { createShell } from './shell.ts';
import { fromSaved, reducePage, toSaved } from './pageState.ts';
import type { PageAction } from './pageState.ts';
import { conversation, foot } from './views/chatPage.ts';
import './main.css';

defineComponents();
let chat: ChatState = emptyChat;
const shell = createShell(document.body, () => chat.entries.at(-1)?.text === null);
let known = false;
let drawing = false;

const host = connectHost({
  onSnapshot: (snapshot) => {
    chat = snapshot;
    known = true;
    draw();
    shell.scroll.follow();
  },
  onChange: (event) => {
    const before = chat;
    chat = reduceChat(chat, event);
    const words = announcement(before, chat);
    if (words !== null) shell.announce(words);
    if (event.type === 'asked' || event.type === 'reopened') shell.scroll.follow();
    draw();
  },
  onFocusComposer: (text) => {
    if (text !== null) dispatch({ type: 'draft-changed', draft: text });
    drawNow();
    focusComposer();
  },
});
let page = fromSaved(host.saved);
const watchDraft = draftWatch((question) => {
  host.send('drafting', { question });
});

const context: PageContext = {
  send: host.send,
  dispatch,
  ask: (question) => {
    host.send('ask', { question: question.trim() });
    dispatch({ type: 'draft-changed', draft: '' });
    focusComposer();
  },
  focusComposer,
};

function dispatch(action: PageAction): void {
  if (
    action.type === 'source-folded' ||
    action.type === 'why-toggled' ||
    action.type === 'all-sources-shown'
  )
    shell.scroll.release();
  if (action.type === 'draft-changed') watchDraft(action.draft);
  page = reducePage(page, action);
  host.save(toSaved(page));
  draw();
}

function focusComposer(): void {
  shell.foot.querySelector('textarea')?.focus();
}

/** Once a frame, however many events arrive. */
function draw(): void {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(drawNow);
}

function drawNow(): void {
  drawing = false;
  render(known ? conversation(context, chat, page) : nothing, shell.content);
  render(known ? foot(context, chat, page) : nothing, shell.foot);
}
