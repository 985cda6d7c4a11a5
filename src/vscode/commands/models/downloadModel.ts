import * as vscode from 'vscode';
import type { KnownModel, ModelFiles, ModelKind } from '../../../core/models.ts';
import { megabytes } from '../../text/megabytes.ts';
import { modelId } from '../../models/modelArgument.ts';
import type { ModelShelf } from '../../models/modelShelf.ts';
import { firstWordText } from '../../../core/firstWordText.ts';
import { t } from '../../../core/texts/translate.ts';

/**
 * Downloads a model after showing its licence.
 * @param argument a node of the Models view, or the kind of model; by default the chat model that
 * suits this machine, which is then described first.
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
  if (model === undefined) return;
  const isDescribed = argument !== undefined;
  if ((isDescribed && isFreeSoftware(model)) || (await isAccepted(model)))
    await shelf.download(model.kind, model.id);
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

/** Free-software licences need no confirmation. */
function isFreeSoftware({ licence }: KnownModel): boolean {
  return /^(Apache|MIT)/.test(licence.name);
}

/** Clicking Download accepts the licence. */
async function isAccepted(model: KnownModel): Promise<boolean> {
  const { name, bytes, memoryBytes, freeMemoryBytes, firstWord, licence } = model;
  const conditions = t(
    '{size} are downloaded once and kept on this machine. By downloading, you accept the {licence}.',
    { size: megabytes(bytes), licence: licence.name },
  );
  const needs = [
    t('It needs about {memory} of memory, {free} are free', {
      memory: megabytes(memoryBytes),
      free: megabytes(freeMemoryBytes),
    }),
    ...(firstWord === null ? [] : [firstWordText(firstWord)]),
  ].join('; ');
  const download = t('Download');
  const readLicence = t('Read the licence');
  const chosen = await vscode.window.showInformationMessage(
    t('Download {name}?', { name }),
    { modal: true, detail: [needs, conditions].join('\n\n') },
    download,
    readLicence,
  );
  if (chosen === readLicence) await vscode.env.openExternal(vscode.Uri.parse(licence.url));
  return chosen === download;
}
