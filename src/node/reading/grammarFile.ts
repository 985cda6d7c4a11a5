import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Finds the grammars and tree-sitter's own WebAssembly: in `grammars/` beside the bundle in the
 * packaged product, otherwise in node_modules.
 * @returns absolute path of the file with this name, such as `tree-sitter-python.wasm`.
 */
export function grammarFile(name: string): string {
  const shipped = join(import.meta.dirname, 'grammars');
  if (existsSync(shipped)) return join(shipped, name);
  const { resolve } = createRequire(import.meta.url);
  return name === 'web-tree-sitter.wasm'
    ? resolve('web-tree-sitter/web-tree-sitter.wasm')
    : join(dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name);
}
