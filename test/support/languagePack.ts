import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a display language known to a served VS Code, as an installed language pack does. The pack
 * translates nothing of VS Code itself, so only extensions speak that language. Start the server
 * with `--locale`.
 * @param data the server's `--user-data-dir`.
 */
export async function writeLanguagePack(data: string, language: string): Promise<void> {
  const folder = join(data, 'language-pack');
  const vscode = join(folder, 'main.i18n.json');
  await mkdir(folder, { recursive: true });
  await writeFile(vscode, JSON.stringify({ contents: {} }));
  const pack = {
    hash: language,
    label: language,
    extensions: [
      { extensionIdentifier: { id: `test.language-pack-${language}` }, version: '1.0.0' },
    ],
    translations: { vscode },
  };
  await writeFile(join(data, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
