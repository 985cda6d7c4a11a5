import * as vscode from 'vscode';
import { Failure } from '../../../core/errors.ts';
import type { ServerKeys } from '../../models/serverKeys.ts';
import { t } from '../../../core/texts/translate.ts';
import { wording } from '../../../core/texts/wording.ts';

const addressSettings = ['chatModel.server', 'index.embeddingServer'] as const;

/**
 * Takes the key of a server that the settings name. It is stored encrypted, by the editor.
 * @param onChange called when it is stored.
 */
export async function setServerKey(keys: ServerKeys, onChange: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('askWorkspace');
  const urls = addressSettings
    .map((name) => URL.parse(settings.get(name, '')))
    .filter((url) => url !== null);
  const [first, ...others] = [...new Map(urls.map((url) => [url.origin, url])).values()];
  if (first === undefined)
    throw new Failure(
      'invalid-setting',
      wording(
        'Name the server first, in the setting askWorkspace.chatModel.server or askWorkspace.index.embeddingServer.',
      ),
    );
  const url = others.length === 0 ? first : await pick([first, ...others]);
  if (url === undefined) return;
  const key = await vscode.window.showInputBox({
    title: t('Key of {host}', { host: url.host }),
    prompt: t('Sent to this server alone. Leave it empty to forget the key.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await keys.set(url.origin, key.trim());
  await onChange();
}

async function pick(urls: readonly URL[]): Promise<URL | undefined> {
  const items = urls.map((url) => ({ label: url.host, url }));
  return (await vscode.window.showQuickPick(items, { title: t('Key of which server?') }))?.url;
}
