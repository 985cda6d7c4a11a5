import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Where the grammars and tree-sitter's own WebAssembly lie: `grammars/` beside the bundle in the
 * packed product, else the packages in node_modules.
 * @returns absolute path of a file by its name, `tree-sitter-python.wasm` or `web-tree-sitter.wasm`
 */
export function grammarFile(name: string): string {
  const shipped = join(import.meta.dirname, 'grammars');
  if (existsSync(shipped)) return join(shipped, name);
  const { resolve } = createRequire(import.meta.url);
  return name === 'web-tree-sitter.wasm'
    ? resolve('web-tree-sitter/web-tree-sitter.wasm')
    : join(dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm', name);
}
