import type * as vscode from 'vscode';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import type { DataCallback, Disposable, Message, MessageConnection } from 'vscode-jsonrpc/node';
import { parseChatMessage } from '../../protocol/parseChatMessage.ts';

/** A connection to the page in `webview`. The caller must start it with `listen()`. */
export function connectWebview(
  webview: vscode.Webview,
  log: vscode.LogOutputChannel,
): MessageConnection {
  return createMessageConnection(new WebviewReader(webview, log), new WebviewWriter(webview));
}

/**
 * Lets only valid messages through. The page shows model output and file contents, so it is not
 * trusted.
 */
class WebviewReader extends AbstractMessageReader {
  readonly #webview: vscode.Webview;
  readonly #log: vscode.LogOutputChannel;

  constructor(webview: vscode.Webview, log: vscode.LogOutputChannel) {
    super();
    this.#webview = webview;
    this.#log = log;
  }

  listen(callback: DataCallback): Disposable {
    return this.#webview.onDidReceiveMessage((data: unknown) => {
      const message = parseChatMessage(data);
      if (message === null)
        this.#log.warn('The chat page sent a message that is not one of ours; it was dropped.');
      else callback(message);
    });
  }
}

class WebviewWriter extends AbstractMessageWriter {
  readonly #webview: vscode.Webview;

  constructor(webview: vscode.Webview) {
    super();
    this.#webview = webview;
  }

  /**
   * A page that is hidden or gone drops the message; it asks for the complete state when it is
   * back.
   */
  async write(message: Message): Promise<void> {
    await this.#webview.postMessage(message);
  }

  end(): void {
    // The webview ends by itself.
  }
}
