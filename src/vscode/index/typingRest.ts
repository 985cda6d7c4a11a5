import * as vscode from 'vscode';
import type { IndexService } from '../../core/indexing/indexService.ts';

/**
 * How long the keyboard must be still. Indexing continues where it was within one chunk, so a short
 * rest costs nothing; shorter ones would make the status bar flicker between words.
 */
const stillMs = 2000;

/** Indexing rests while the user types in an editor. */
export class TypingRest {
  readonly #index: Pick<IndexService, 'restWhile'>;
  readonly #subscription: vscode.Disposable;
  #timer: NodeJS.Timeout | undefined;
  #endRest: () => void = () => undefined;

  constructor(index: Pick<IndexService, 'restWhile'>) {
    this.#index = index;
    this.#subscription = vscode.workspace.onDidChangeTextDocument((change) => {
      // Logs and files that tools write change too, but not in the editor that has the cursor.
      const isTyped =
        change.contentChanges.length > 0 &&
        change.document === vscode.window.activeTextEditor?.document;
      if (isTyped) this.#typed();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#end();
  }

  #typed(): void {
    if (this.#timer === undefined) {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      this.#endRest = () => {
        resolve(undefined);
      };
      void this.#index.restWhile('typing', () => promise);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#end();
    }, stillMs);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#endRest();
  }
}
