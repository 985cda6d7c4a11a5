import * as vscode from 'vscode';
import type { ModelFiles } from '../../../core/models.ts';
import { t } from '../../../core/texts/translate.ts';
import { withStoppableProgress } from '../withStoppableProgress.ts';

/**
 * Imports a detector from a folder that the user chooses, and has it read answers from then on: it
 * is good for nothing else.
 */
export async function importDetector(models: Pick<ModelFiles, 'importDetector'>): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: t('The folder of a detector (model.onnx, tokenizer.json, config.json)'),
      openLabel: t('Use this folder'),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (chosen === undefined) return;
  const path = await withStoppableProgress(t('Importing the detector'), (signal, report) =>
    models.importDetector(
      chosen.fsPath,
      ({ receivedBytes, totalBytes }) => {
        report((100 * receivedBytes) / totalBytes);
      },
      signal,
    ),
  );
  await vscode.workspace
    .getConfiguration('askWorkspace.answer')
    .update('detector', path, vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage(
    t('Finished answers are now read by this detector (askWorkspace.answer.detector).'),
  );
}
