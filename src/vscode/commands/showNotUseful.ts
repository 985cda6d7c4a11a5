import * as vscode from 'vscode';
import type { NotUsefulSource } from '../../core/ports/retriever.ts';
import { t } from '../../core/texts/translate.ts';
import type { NotUsefulSources } from '../chat/sources/notUsefulSources.ts';

interface SourcePick extends vscode.QuickPickItem {
  readonly source: NotUsefulSource;
}

/** Lists what was marked as not useful; the chosen ones are no longer marked. */
export async function showNotUseful(sources: NotUsefulSources): Promise<void> {
  const picks = sources.all.toReversed().map((source): SourcePick => ({
    label: `${source.path}:${source.startLine}-${source.endLine}`,
    description: source.symbol,
    source,
  }));
  if (picks.length === 0) {
    void vscode.window.showInformationMessage(t('No source is marked as not useful.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(picks, {
    canPickMany: true,
    title: t('Sources marked as not useful'),
    placeHolder: t('Choose those whose mark is to be removed'),
  });
  if (chosen !== undefined) await sources.remove(chosen.map(({ source }) => source));
}
