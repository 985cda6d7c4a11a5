import * as vscode from 'vscode';
import { t } from '../../core/texts/translate.ts';

const scheme = 'ask-workspace';

/** The extension's own read-only texts in an editor: a prompt, a report. */
export class ReadOnlyDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent({ path }: vscode.Uri): string {
    return this.#texts.get(path) ?? t('This text is no longer available.');
  }

  /**
   * @param name the tab's title; its extension decides the language. Showing the same name again
   * replaces the text.
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
