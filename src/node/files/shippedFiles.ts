import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Absolute path of a file that ships with the product (`media/tokenizer.json`). Works from source
 * and from a bundle, since both are below package.json.
 */
export function shippedFile(relativePath: string): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No package.json above ${import.meta.dirname}.`);
    folder = parent;
  }
  return join(folder, relativePath);
}
