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
  const detailOf = (name: string): { readonly detail?: string } => {
    const facts = modelFacts(name, catalog);
    return facts === null ? {} : { detail: facts };
  };
  const picks = usable.map(({ name, path, bytes, inUse }): ModelPick => ({
    label: name,
    ...detailOf(name),
    description: inUse ? t('{size}, in use', { size: megabytes(bytes) }) : megabytes(bytes),
    run: () => vscode.commands.executeCommand('askWorkspace.useChatModel', { path }),
  }));
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
