import * as vscode from 'vscode';
import { t } from '../../core/texts/translate.ts';

/**
 * Two entries of the editor's light bulb: one for the selected lines, one for a problem, which the
 * Problems view offers, too.
 */
export class AskActions implements vscode.CodeActionProvider, vscode.Disposable {
  readonly #registration = vscode.languages.registerCodeActionsProvider({ scheme: 'file' }, this, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor],
  });

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (!vscode.workspace.isTrusted) return [];
    const problems = diagnostics.slice(0, 1).map((diagnostic) => {
      const action = new vscode.CodeAction(
        t('Ask where this comes from'),
        vscode.CodeActionKind.QuickFix,
      );
      action.diagnostics = [diagnostic];
      action.command = {
        command: 'askWorkspace.askAboutProblem',
        title: action.title,
        arguments: [
          {
            uri: document.uri,
            line: diagnostic.range.start.line + 1,
            message: diagnostic.message,
          },
        ],
      };
      return action;
    });
    if (range.isEmpty) return problems;
    const selection = new vscode.CodeAction(
      t('Ask about selection'),
      vscode.CodeActionKind.Refactor,
    );
    selection.command = { command: 'askWorkspace.askAboutSelection', title: selection.title };
    return [...problems, selection];
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
