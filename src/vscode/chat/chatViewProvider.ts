import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { MessageConnection } from 'vscode-jsonrpc';
import { toHost, toPage } from '../../protocol/chatMessages.ts';
import { chatHtml } from './chatHtml.ts';
import type { ChatStore } from './conversations/chatStore.ts';
import { languageInUse } from '../../core/texts/translate.ts';

export const chatViewId = 'askWorkspace.chat';

/** Registers handlers for the page's requests on a new connection. */
export type PageService = (connection: MessageConnection) => void;

/**
 * The chat in the side bar. The page is discarded while it is hidden (no
 * `retainContextWhenHidden`), so hidden pages use no memory. The state is in the store; when the
 * page comes back, it asks for it with `ready`.
 */
export class ChatViewProvider implements vscode.WebviewViewProvider {
  readonly #files: vscode.Uri;
  readonly #store: ChatStore;
  readonly #log: vscode.LogOutputChannel;
  readonly #loadService: () => Promise<PageService>;
  #page: MessageConnection | null = null;
  #focusText: string | null | undefined;

  /**
   * @param files folder with the built page.
   * @param loadService called when a page is opened, so that no code is loaded before.
   */
  constructor(
    files: vscode.Uri,
    store: ChatStore,
    log: vscode.LogOutputChannel,
    loadService: () => Promise<PageService>,
  ) {
    this.#files = files;
    this.#store = store;
    this.#log = log;
    this.#loadService = loadService;
  }

  async resolveWebviewView(
    ...[view, , token]: Parameters<vscode.WebviewViewProvider['resolveWebviewView']>
  ): Promise<void> {
    const [{ connectWebview }, serve] = await Promise.all([
      import('./webviewConnection.ts'),
      this.#loadService(),
    ]);
    if (token.isCancellationRequested) return;
    const { webview } = view;
    const connection = connectWebview(webview, this.#log);
    const unsubscribe = this.#store.subscribe((event) => {
      if (this.#page === connection) void toPage.notify(connection, 'changed', event);
    });
    toHost.handle(connection, 'ready', () => {
      // The snapshot is written before any other code runs, so no event can overtake it.
      this.#page = connection;
      setImmediate(() => {
        this.#sendFocus();
      });
      return this.#store.state;
    });
    serve(connection);
    connection.listen();
    // A hidden page is gone; messages to it wait for the `ready` of the next one.
    view.onDidChangeVisibility(() => {
      if (!view.visible && this.#page === connection) this.#page = null;
    });
    view.onDidDispose(() => {
      unsubscribe();
      if (this.#page === connection) this.#page = null;
      connection.dispose();
    });
    webview.options = { enableScripts: true, localResourceRoots: [this.#files] };
    webview.html = this.#html(webview);
  }

  /** Shows the chat with the cursor in the composer, and puts `text` there if given. */
  async focus(text: string | null = null): Promise<void> {
    this.#focusText = text;
    await vscode.commands.executeCommand(`${chatViewId}.focus`);
    this.#sendFocus();
  }

  #sendFocus(): void {
    if (this.#page === null || this.#focusText === undefined) return;
    void toPage.notify(this.#page, 'focusComposer', { text: this.#focusText });
    this.#focusText = undefined;
  }

  #html(webview: vscode.Webview): string {
    const uri = (name: string): string =>
      webview.asWebviewUri(vscode.Uri.joinPath(this.#files, name)).toString();
    return chatHtml(
      { script: uri('main.js'), style: uri('main.css'), cspSource: webview.cspSource },
      randomBytes(16).toString('base64url'),
      languageInUse(),
    );
  }
}
