import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import type { DataCallback, Disposable, Message } from 'vscode-jsonrpc/node';
import type { ChatEvent } from '../../src/core/conversation/chatEvents.ts';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { toHost, toPage } from '../../src/protocol/chatMessages.ts';
import { parseChatMessage } from '../../src/protocol/parseChatMessage.ts';
import { reduceChat } from '../../src/core/conversation/reduceChat.ts';
import { suggestNames } from '../../src/core/retrieval/question/suggestNames.ts';
import type { SourceOutline } from '../../src/core/retrieval/presenting/outlineAround.ts';
import type { KnownNames } from '../../src/core/retrieval/question/suggestNames.ts';
import { readTheme } from './pageServer.ts';
import type { PageLanguage, PageServer, Theme } from './pageServer.ts';

export interface OpenOptions {
  readonly state: ChatState;
  readonly theme?: Theme;
  readonly language?: PageLanguage;
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: 'active';
  /** Device pixels per pixel: 2 for pictures to look at. */
  readonly scale?: number;
  /** The outline of every source. */
  readonly outline?: SourceOutline;
  /** The names in the host's index, for mentions; `file:///work/` is its only folder. */
  readonly names?: KnownNames;
}

/** A step that takes longer hangs. */
const stepLimitMs = 120_000;

const noNames: KnownNames = { paths: [], symbols: [] };

/**
 * The chat page in a browser, with a host that speaks the real protocol and says what the test
 * scripts.
 */
export interface OpenedChat extends AsyncDisposable {
  readonly page: Page;
  /** The page's messages so far, without the request for the snapshot. */
  readonly received: readonly { readonly method: string; readonly params?: unknown }[];
  /** Changes the host's state and sends it to the page; resolves once the page has drawn it. */
  tell(...events: readonly ChatEvent[]): Promise<void>;
  focusComposer(text: string | null): Promise<void>;
  /** Changes the theme under the open page, as VS Code does. */
  wear(theme: Theme): Promise<void>;
  /** Waits for two frames: the page draws once per frame. */
  drawn(): Promise<void>;
  /**
   * The forbidden things that the page did: errors, refused resources, requests to other hosts,
   * messages that the host rejects.
   */
  readonly faults: readonly string[];
}

/** Opens the page; resolves once it shows `state`. */
export async function openChat(
  browser: Browser,
  server: PageServer,
  options: OpenOptions,
): Promise<OpenedChat> {
  const { theme = 'darkModern', language = 'en', width = 340, height = 760 } = options;
  const { forcedColors, scale = 1 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    ...(forcedColors === undefined ? {} : { forcedColors }),
  });
  context.setDefaultTimeout(stepLimitMs);
  const page = await context.newPage();
  const address = server.address(theme, language);
  const faults: string[] = [];
  const received: { method: string; params?: unknown }[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin)
      faults.push(`request: ${request.url()}`);
  });
  let state = options.state;

  const reader = new PageReader();
  const connection = createMessageConnection(reader, new PageWriter(page));
  toHost.serve(connection, {
    ready: () => state,
    suggestNames: ({ typed }) => suggestNames(options.names ?? noNames, typed, 8),
    outline: () => options.outline ?? { around: [], names: [], unlisted: 0 },
    nameDropped: ({ uris }) =>
      uris.filter((uri) => uri.startsWith('file:///work/')).map((uri) => uri.slice(13)),
  });
  connection.onNotification((method: string, params: unknown) => {
    received.push(params === undefined ? { method } : { method, params });
  });
  connection.listen();
  await page.exposeFunction('sendToHost', (text: string) => {
    const data: unknown = JSON.parse(text);
    const message = parseChatMessage(data);
    if (message === null) faults.push(`refused message: ${text}`);
    else reader.receive(message);
  });
  await page.goto(address);
  await page.locator('.content > *').first().waitFor({ state: 'attached' });
  await drawn(page);
  return {
    page,
    received,
    faults,
    drawn: () => drawn(page),
    async tell(...events) {
      for (const event of events) {
        state = reduceChat(state, event);
        await toPage.notify(connection, 'changed', event);
      }
      await drawn(page);
    },
    async focusComposer(text) {
      await toPage.notify(connection, 'focusComposer', { text });
      await drawn(page);
    },
    async wear(next) {
      await page.evaluate(`wearTheme(${readTheme(next)})`);
      await drawn(page);
    },
    async [Symbol.asyncDispose]() {
      connection.dispose();
      await context.close();
    },
  };
}

/** Waits until the page has sent `method`. @returns its parameters. */
export async function sent(chat: OpenedChat, method: string): Promise<unknown> {
  // A message takes one turn in each to get from page to test. If it is not here after two draws,
  // it was not sent.
  for (
    let turn = 0;
    turn < 2 && !chat.received.some((message) => message.method === method);
    turn++
  )
    await chat.drawn();
  const message = chat.received.findLast((one) => one.method === method);
  assert.ok(
    message !== undefined,
    `${method} was not sent; sent were: ${chat.received.map((one) => one.method).join(', ')}`,
  );
  return message.params;
}

async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
}

class PageReader extends AbstractMessageReader {
  #callback: DataCallback | undefined;

  listen(callback: DataCallback): Disposable {
    this.#callback = callback;
    return {
      dispose: () => {
        this.#callback = undefined;
      },
    };
  }

  receive(message: Message): void {
    this.#callback?.(message);
  }
}

class PageWriter extends AbstractMessageWriter {
  readonly #page: Page;

  constructor(page: Page) {
    super();
    this.#page = page;
  }

  async write(message: Message): Promise<void> {
    await this.#page.evaluate(`deliver(${JSON.stringify(message)})`);
  }

  end(): void {
    // The page is closed with its context.
  }
}
