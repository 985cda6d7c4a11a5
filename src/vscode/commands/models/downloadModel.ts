import * as vscode from 'vscode';
import type { KnownModel, ModelFiles, ModelKind } from '../../../core/models.ts';
import { megabytes } from '../../text/megabytes.ts';
import { modelId } from '../../models/modelArgument.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';
import { t } from '../../../core/texts/translate.ts';

/**
 * Downloads a model after showing its licence.
 * @param argument a node of the Models view, or the kind of model; by default the default chat
 * model.
 */
export async function downloadModel(
  argument: unknown,
  models: ModelFiles,
  shelf: ModelShelf,
): Promise<void> {
  const kind: ModelKind = argument === 'embedding' ? 'embedding' : 'chat';
  const id = modelId(argument);
  const model = models
    .catalog()
    .find((known) => (id === undefined ? known.kind === kind : known.id === id));
  if (model !== undefined && (await isAccepted(model))) await shelf.download(model.kind, model.id);
}

/** Downloads any other model from the endpoint, by owner, repository and file. */
export async function downloadOtherModel(shelf: ModelShelf): Promise<void> {
  const id = await vscode.window.showInputBox({
    title: t('Download another model'),
    placeHolder: 'hf:owner/repository/file.gguf',
    prompt: t('The file is downloaded from the address in askWorkspace.models.endpoint.'),
    validateInput: (value) =>
      /^hf:[^/\s]+\/[^/\s]+\/\S+\.gguf$/.test(value)
        ? null
        : t('Like hf:owner/repository/file.gguf'),
  });
  if (id !== undefined) await shelf.download('chat', id);
}

/** Clicking Download accepts the licence. Free-software licences need no confirmation. */
async function isAccepted({ name, bytes, licence }: KnownModel): Promise<boolean> {
  if (/^(Apache|MIT)/.test(licence.name)) return true;
  const detail = t(
    '{size} are downloaded once and kept on this machine. By downloading, you accept the {licence}.',
    { size: megabytes(bytes), licence: licence.name },
  );
  const download = t('Download');
  const readLicence = t('Read the licence');
  const chosen = await vscode.window.showInformationMessage(
    t('Download {name}?', { name }),
    { modal: true, detail },
    download,
    readLicence,
  );
  if (chosen === readLicence) await vscode.env.openExternal(vscode.Uri.parse(licence.url));
  return chosen === download;
}
