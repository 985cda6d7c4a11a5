import { nothing, render } from 'lit-html';
import { emptyChat, reduceChat } from '../src/core/conversation/reduceChat.ts';
import type { ChatState } from '../src/core/conversation/chatState.ts';
import { plural } from '../src/core/texts/translate.ts';
import { GrowingAnswer } from './answer/growingAnswer.ts';
import { CitedCards } from './citedCards.ts';
import { Completion } from './composer/completion.ts';
import { adoptLanguage } from './adoptLanguage.ts';
import { announcement } from './announcement.ts';
import { defineComponents } from './components.ts';
import { draftWatch } from './drafting.ts';
import { connectHost } from './host.ts';
import { keepSelection } from './keptSelection.ts';
import type { PageContext } from './pageContext.ts';
import { createShell } from './shell.ts';
import { fromSaved, reducePage, toSaved } from './pageState.ts';
import type { PageAction } from './pageState.ts';
import { citedCard } from './views/sources/citedCard.ts';
import { conversation, foot } from './views/chatPage.ts';
import './main.css';

adoptLanguage(document);
defineComponents();
let chat: ChatState = emptyChat;
const shell = createShell(document.body, () => chat.entries.at(-1)?.text === null, keepPlace);
let known = false;
let drawing = false;
/** Selector of the element that gets the focus once it is drawn. */
let focusNext: string | null = null;

const host = connectHost({
  onSnapshot: (snapshot) => {
    chat = snapshot;
    known = true;
    drawNow();
    if (page.scrollTop === null) shell.scroll.follow();
    else shell.scroll.goTo(page.scrollTop);
  },
  onChange: (event) => {
    const before = chat;
    chat = reduceChat(chat, event);
    const words = announcement(before, chat);
    if (words !== null) shell.announce(words);
    if (event.type === 'asked' || event.type === 'reopened') shell.scroll.follow();
    if (event.type === 'version-shown') shell.scroll.release();
    if (event.type === 'decoding-changed')
      dispatch({ type: 'settings-arrived', settings: event.settings });
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
  showOutline: (entry, source) => {
    void host.outline(entry, source).then((outline) => {
      dispatch({ type: 'outline-shown', entry, source, outline });
    });
  },
  focusComposer,
  focusOn: (selector) => {
    focusNext = selector;
  },
  completion: new Completion({ ...host, dispatch }),
  growingAnswer: new GrowingAnswer(),
  citedCards: new CitedCards(dispatch),
};

function dispatch(action: PageAction): void {
  if (
    action.type === 'source-folded' ||
    action.type === 'outline-shown' ||
    action.type === 'why-toggled' ||
    action.type === 'all-sources-shown'
  )
    shell.scroll.release();
  if (action.type === 'offers-changed' && action.mentions.length > 0)
    shell.announce(
      plural(action.mentions.length, '{count} mention on offer', '{count} mentions on offer'),
    );
  if (action.type === 'draft-changed') watchDraft(action.draft);
  page = reducePage(page, action);
  host.save(toSaved(page));
  draw();
}

addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && page.cited !== null) context.citedCards.hide();
});

/** A view that is being hidden has no height, so its scroll position is not the reader's. */
function keepPlace(): void {
  if (known && page.cited !== null) context.citedCards.hide();
  if (!known || document.visibilityState === 'hidden' || innerHeight === 0) return;
  const { top } = shell.scroll;
  if (top === page.scrollTop) return;
  page = reducePage(page, { type: 'scrolled', top });
  host.save(toSaved(page));
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
  keepSelection(() => {
    render(known ? conversation(context, chat, page) : nothing, shell.content);
  });
  render(known ? foot(context, chat, page) : nothing, shell.foot);
  render(known ? citedCard(context, chat, page) : nothing, shell.layer);
  focusAwaited();
}

function focusAwaited(): void {
  const element = focusNext === null ? null : shell.content.querySelector(focusNext);
  if (!(element instanceof HTMLElement)) return;
  focusNext = null;
  element.focus();
}
