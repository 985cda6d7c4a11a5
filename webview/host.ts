import { createMessageConnection } from 'vscode-jsonrpc/browser';
import type { ChatEvent } from '../src/core/conversation/chatEvents.ts';
import type { ChatState } from '../src/core/conversation/chatState.ts';
import { toHost, toPage } from '../src/protocol/chatMessages.ts';
import type { PageMessages } from '../src/protocol/chatMessages.ts';
import type { SourceOutline } from '../src/core/retrieval/presenting/outlineAround.ts';
import type { SuggestedName } from '../src/core/retrieval/question/suggestNames.ts';
import type { NotificationArguments } from '../src/protocol/messageTable.ts';
import { HostWriter, WindowReader } from './webviewTransport.ts';

/** The API that VS Code gives a webview, once per page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface HostEvents {
  readonly onSnapshot: (chat: ChatState) => void;
  /** Called only after the snapshot, which contains everything that happened before. */
  readonly onChange: (event: ChatEvent) => void;
  readonly onFocusComposer: (text: string | null) => void;
}

/** Sends a message of `chatMessages.ts`; one without parameters takes only its name. */
export type Send = <Name extends keyof PageMessages>(
  name: Name,
  ...params: NotificationArguments<PageMessages[Name]>
) => void;

export interface Host {
  readonly send: Send;
  readonly suggestNames: (typed: string) => Promise<readonly SuggestedName[]>;
  /** The names around a source in its file. */
  readonly outline: (entry: string, source: number) => Promise<SourceOutline>;
  /** @returns the files and folders as questions mention them. */
  readonly nameDropped: (uris: readonly string[]) => Promise<readonly string[]>;
  /** What `save` stored when the page last existed; it can have any shape. */
  readonly saved: unknown;
  readonly save: (state: unknown) => void;
}

/**
 * Connects the page with the extension host and asks for the snapshot. The only caller of
 * `acquireVsCodeApi`.
 */
export function connectHost({ onSnapshot, onChange, onFocusComposer }: HostEvents): Host {
  const vscode = acquireVsCodeApi();
  const connection = createMessageConnection(
    new WindowReader(),
    new HostWriter((message) => {
      vscode.postMessage(message);
    }),
  );
  let complete = false;
  toPage.listen(connection, {
    changed: (event) => {
      if (complete) onChange(event);
    },
    focusComposer: ({ text }) => {
      onFocusComposer(text);
    },
  });
  connection.listen();
  void toHost.call(connection, 'ready', undefined).then((chat) => {
    complete = true;
    onSnapshot(chat);
  });
  const send: Send = (name, ...params) => {
    void toHost.notify(connection, name, ...params);
  };
  return {
    send,
    suggestNames: (typed) => toHost.call(connection, 'suggestNames', { typed }),
    outline: (entry, source) => toHost.call(connection, 'outline', { entry, source }),
    nameDropped: (uris) => toHost.call(connection, 'nameDropped', { uris: [...uris] }),
    saved: vscode.getState(),
    save: (state) => {
      vscode.setState(state);
    },
  };
}
