import { AbstractMessageReader, AbstractMessageWriter } from 'vscode-jsonrpc/browser';
import type { DataCallback, Disposable, Message } from 'vscode-jsonrpc/browser';

/** Messages from the extension host, which VS Code delivers as events of the window. */
export class WindowReader extends AbstractMessageReader {
  listen(callback: DataCallback): Disposable {
    const listener = ({ data }: MessageEvent<unknown>): void => {
      if (isMessage(data)) callback(data);
    };
    window.addEventListener('message', listener);
    return {
      dispose: () => {
        window.removeEventListener('message', listener);
      },
    };
  }
}

/** Messages to the extension host. */
export class HostWriter extends AbstractMessageWriter {
  readonly #post: (message: Message) => void;

  constructor(post: (message: Message) => void) {
    super();
    this.#post = post;
  }

  write(message: Message): Promise<void> {
    this.#post(message);
    return Promise.resolve();
  }

  end(): void {
    // The page ends with its window.
  }
}

function isMessage(data: unknown): data is Message {
  return typeof data === 'object' && data !== null && 'jsonrpc' in data && data.jsonrpc === '2.0';
}
