import * as vscode from 'vscode';
import type { ModelFiles } from '../../../core/models.ts';
import { modelFacts } from '../../models/modelNodes.ts';
import { megabytes } from '../../text/megabytes.ts';
import { t } from '../../../core/texts/translate.ts';

interface ModelPick extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

/** Lets the user choose one of the chat models on this machine, or add another. */
export async function chooseChatModel(models: ModelFiles): Promise<void> {
  const usable = (await models.list()).filter(
    ({ kind, problem }) => kind === 'chat' && problem === null,
  );
  const catalog = models.catalog();
  const picks = usable.map((model): ModelPick => {
    const { name, path, bytes, inUse } = model;
    const facts = modelFacts(model, catalog);
    return {
      label: name,
      ...(facts === null ? {} : { detail: facts }),
      description: inUse ? t('{size}, in use', { size: megabytes(bytes) }) : megabytes(bytes),
      run: () => vscode.commands.executeCommand('askWorkspace.useChatModel', { path }),
    };
  });
  // A setting may name a file outside the models folder. Why it cannot be used, an answer says.
  const current = await models.find('chat').catch(() => null);
  if (current !== null && !usable.some(({ path }) => path === current.path))
    picks.unshift({
      label: current.name,
      description: t('{size}, in use', { size: megabytes(current.bytes) }),
      detail: current.path,
      run: () => Promise.resolve(),
    });
  const others: readonly ModelPick[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator, run: () => Promise.resolve() },
    {
      label: `$(file) ${t('Use a file…')}`,
      run: () => vscode.commands.executeCommand('askWorkspace.importChatModel'),
    },
    {
      label: `$(list-flat) ${t('All models, and what can be downloaded')}`,
      run: () => vscode.commands.executeCommand('askWorkspace.showModels'),
    },
  ];
  const picked = await vscode.window.showQuickPick([...picks, ...others], {
    title: t('Chat model'),
    placeHolder: t('The model that writes answers'),
  });
  await picked?.run();
}
