import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './paths.ts';

/** The functions that take texts, by the file that exports them, and which arguments are texts. */
const takers: Readonly<Record<string, readonly number[]>> = {
  'translate.ts t': [0],
  'translate.ts plural': [1, 2],
  'wording.ts wording': [0],
  'rich.ts rich': [0],
};
/** Those that translate at once, so only after the language has been set. */
const translateAtOnce = /^(?:translate|rich)\.ts /;

export interface TextsInSource {
  /** The English texts, each with a place that uses it. */
  readonly texts: ReadonlyMap<string, string>;
  /** Calls that cannot be translated, and why. */
  readonly faults: readonly string[];
}

/** The source files whose texts an editor or its page can show. Terminals speak English. */
export function shownSources(): readonly ts.SourceFile[] {
  return globSync(['src/**/*.ts', 'webview/**/*.ts'], { cwd: repositoryRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('src/cli/'))
    .sort()
    .map((path) =>
      ts.createSourceFile(
        path,
        readFileSync(join(repositoryRoot, path), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      ),
    );
}

/** Finds every text that is given to a function of `src/core/texts`. */
export function textsInSource(sources: readonly ts.SourceFile[]): TextsInSource {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  for (const source of sources) {
    const imported = importedTakers(source);
    if (imported.size === 0 || source.fileName.startsWith('src/core/texts/')) continue;
    visit(source, (node) => {
      const taker = ts.isCallExpression(node) ? takerOf(node, imported) : undefined;
      if (!ts.isCallExpression(node) || taker === undefined) return;
      const place = placeOf(node);
      if (translateAtOnce.test(taker) && !isInFunction(node))
        faults.push(`${place}: runs before the language is known; use wording()`);
      for (const index of takers[taker] ?? []) {
        const argument = node.arguments[index];
        if (argument !== undefined && ts.isStringLiteralLike(argument))
          texts.set(argument.text, place);
        else faults.push(`${place}: not one literal`);
      }
    });
  }
  return { texts, faults };
}

/** `src/a.ts:12`. */
export function placeOf(node: ts.Node): string {
  const source = node.getSourceFile();
  return `${source.fileName}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

export function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => {
    visit(child, look);
  });
}

/** What the file calls each taker. */
export function importedTakers(source: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const file = statement.moduleSpecifier.getText().slice(1, -1).split('/').at(-1) ?? '';
    for (const { name, propertyName } of bindings.elements) {
      const taker = `${file} ${(propertyName ?? name).text}`;
      if (Object.hasOwn(takers, taker)) found.set(name.text, taker);
    }
  }
  return found;
}

/** The taker that a call is to; undefined for any other call. */
export function takerOf(
  { expression }: ts.CallExpression,
  imported: ReadonlyMap<string, string>,
): string | undefined {
  return ts.isIdentifier(expression) ? imported.get(expression.text) : undefined;
}

function isInFunction(node: ts.Node): boolean {
  for (let outer: ts.Node = node; !ts.isSourceFile(outer); outer = outer.parent)
    if (ts.isFunctionLike(outer)) return true;
  return false;
}
