import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/**
 * The folder with the real models, whose path the bundle of these tests does not know. Skips the
 * test, saying so, where there is none.
 */
export function testModelsFolder(context: Mocha.Context): string {
  const folder =
    process.env['ASK_WORKSPACE_TEST_MODELS'] ??
    join(
      vscode.extensions.getExtension('ask-workspace.ask-workspace')?.extensionPath ?? '',
      '../shared/models',
    );
  if (!existsSync(folder)) {
    console.log(`SKIPPED: there is no folder with test models at ${folder}.`);
    context.skip();
  }
  return folder;
}
