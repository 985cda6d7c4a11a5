import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ChatState } from '../../src/core/conversation/chatState.ts';
import { launchChromium } from '../support/chromium.ts';
import { openChat } from './openChat.ts';
import type { OpenedChat, OpenOptions } from './openChat.ts';
import { startPageServer } from './pageServer.ts';
import type { PageServer } from './pageServer.ts';

/**
 * For a `describe`: starts one browser for its tests.
 * @returns a function that opens the page on a state. After the test the page is closed, and must
 * have done nothing forbidden.
 */
export function chatPages(): (
  state: ChatState,
  options?: Omit<OpenOptions, 'state'>,
) => Promise<OpenedChat> {
  let browser: Browser;
  let server: PageServer;
  let chat: OpenedChat | undefined;

  before(async () => {
    [browser, server] = await Promise.all([launchChromium(), startPageServer()]);
  });

  after(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  afterEach(async () => {
    const faults = chat?.faults ?? [];
    await chat?.[Symbol.asyncDispose]();
    chat = undefined;
    assert.deepEqual(faults, []);
  });

  return async (state, options = {}) => {
    chat = await openChat(browser, server, { state, ...options });
    return chat;
  };
}
