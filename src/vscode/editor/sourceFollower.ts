import * as vscode from 'vscode';
import type { ChatSession } from '../chat/chatSession.ts';

/** Checks the sources of the conversation again when their files are saved, renamed or deleted. */
export class SourceFollower implements vscode.Disposable {
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(conversation: Pick<ChatSession, 'checkSources'>) {
    const check = (uris: readonly vscode.Uri[]): void => {
      const changed = uris.map(({ path }) => path);
      void conversation.checkSources(({ root, path }) => {
        const file = vscode.Uri.joinPath(vscode.Uri.file(root), path).path;
        return changed.some((one) => file === one || file.startsWith(`${one}/`));
      });
    };
    this.#subscriptions = [
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        check([uri]);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        check(files);
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        check(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
