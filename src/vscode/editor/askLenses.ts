import * as vscode from 'vscode';
import { t } from '../../core/texts/translate.ts';

const {
  Class,
  Constructor,
  Enum,
  Function: FunctionKind,
  Interface,
  Method,
  Struct,
} = vscode.SymbolKind;
const asked: ReadonlySet<vscode.SymbolKind> = new Set([
  Class,
  Constructor,
  Enum,
  FunctionKind,
  Interface,
  Method,
  Struct,
]);

/**
 * Offers a question above each function, method and type, as the language's own extension lists
 * them.
 */
export class AskLenses implements vscode.CodeLensProvider {
  readonly #isAsked: (uri: vscode.Uri) => boolean;

  /** @param isAsked whether a file is in a folder that may be indexed. */
  constructor(isAsked: (uri: vscode.Uri) => boolean) {
    this.#isAsked = isAsked;
  }

  async provideCodeLenses({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.#isAsked(uri)) return [];
    const symbols = await vscode.commands.executeCommand<
      readonly vscode.DocumentSymbol[] | undefined
    >('vscode.executeDocumentSymbolProvider', uri);
    return withNested(symbols ?? [])
      .filter(({ kind }) => asked.has(kind))
      .map(
        ({ range, selectionRange }) =>
          new vscode.CodeLens(new vscode.Range(selectionRange.start, selectionRange.start), {
            title: t('Ask about this'),
            command: 'askWorkspace.askAboutLines',
            arguments: [{ uri, range }],
          }),
      );
  }
}

function withNested(symbols: readonly vscode.DocumentSymbol[]): readonly vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...withNested(symbol.children)]);
}
