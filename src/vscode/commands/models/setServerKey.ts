import * as vscode from 'vscode';
import { Failure } from '../../../core/errors.ts';
import { storeOrigin } from '../../../core/settings/storeAddress.ts';
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
  const store = storeOrigin(settings.get('index.store', ''));
  const places = [
    ...addressSettings
      .map((name) => URL.parse(settings.get(name, '')))
      .filter((url) => url !== null),
    ...(store === null ? [] : [{ origin: store, host: store.replace('postgres://', '') }]),
  ];
  const [first, ...others] = [...new Map(places.map((place) => [place.origin, place])).values()];
  if (first === undefined)
    throw new Failure(
      'invalid-setting',
      wording(
        'Name the server first, in the setting askWorkspace.chatModel.server or askWorkspace.index.embeddingServer.',
      ),
    );
  const place = others.length === 0 ? first : await pick([first, ...others]);
  if (place === undefined) return;
  const key = await vscode.window.showInputBox({
    title: t('Key of {host}', { host: place.host }),
    prompt: t('Sent to this server alone. Leave it empty to forget the key.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await keys.set(place.origin, key.trim());
  await onChange();
}

interface KeyPlace {
  readonly origin: string;
  readonly host: string;
}

async function pick(places: readonly KeyPlace[]): Promise<KeyPlace | undefined> {
  const items = places.map((place) => ({ label: place.host, place }));
  return (await vscode.window.showQuickPick(items, { title: t('Key of which server?') }))?.place;
}
