import type { Plugin } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** With a backslash before it, the escape would be read as that backslash and five letters. */
const beyondAscii = /(\\?)([\u0080-\uffff])/g;

/**
 * V8 keeps the text of what it loads, at two bytes a character if one of them is not in Latin-1.
 * esbuild escapes strings; this escapes what it leaves: regular expressions, raw templates, which
 * must be parts of regular expressions, and comments.
 */
export const asciiOnly: Plugin = {
  name: 'ascii-only',
  setup(build) {
    const { absWorkingDir: root = '' } = build.initialOptions;
    build.onEnd(async ({ metafile }) => {
      for (const name of Object.keys(metafile?.outputs ?? {})) {
        if (!name.endsWith('.js')) continue;
        const file = join(root, name);
        await writeFile(file, escaped(await readFile(file, 'utf8')));
      }
    });
  },
};

function escaped(text: string): string {
  return text.replace(beyondAscii, (found, backslash: string, character: string) => {
    if (backslash !== '') throw new Error(`${found} cannot be escaped: remove the backslash.`);
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
