import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { testModelsFolder } from '../paths.ts';

/**
 * Absolute path of a real model among the test models. If it is absent, the running test is
 * skipped; its name and the reason are in the report.
 */
export function realModel(context: Mocha.Context, name: string): string {
  const folder = testModelsFolder();
  const path = folder === undefined ? undefined : join(folder, name);
  if (path !== undefined && existsSync(path)) return path;
  console.warn(
    `SKIPPED: ${name} is not there; ASK_WORKSPACE_TEST_MODELS can name the folder that has it.`,
  );
  return context.skip();
}
