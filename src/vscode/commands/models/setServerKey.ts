import * as vscode from 'vscode';
import { Failure } from '../../../core/errors.ts';
import type { ServerKeys } from '../../models/serverKeys.ts';
import { t } from '../../../core/texts/translate.ts';
import { wording } from '../../../core/texts/wording.ts';

/** Takes the key of the server that the settings name. It is stored encrypted, by the editor. */
export async function setServerKey(keys: ServerKeys): Promise<void> {
  const server = vscode.workspace.getConfiguration('askWorkspace.chatModel').get('server', '');
  const url = URL.parse(server);
  if (url === null)
    throw new Failure(
      'invalid-setting',
      wording('Name the server first, in the setting askWorkspace.chatModel.server.'),
    );
  const key = await vscode.window.showInputBox({
    title: t('Key of {host}', { host: url.host }),
    prompt: t('Sent to this server with each question. Leave it empty to forget the key.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key !== undefined) await keys.set(url.origin, key.trim());
}
