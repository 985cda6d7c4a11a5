import * as vscode from 'vscode';

const scheme = 'ask-workspace';

/** Texts of ours that are shown in an editor and cannot be changed: a prompt, a report. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? 'This is not there any more.';
  }

  /**
   * @param name what the tab says; its ending decides the language. Shown anew, it takes the place
   * of its former text.
   */
  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
