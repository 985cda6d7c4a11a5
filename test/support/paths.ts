import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Absolute path of the repository. */
export const repositoryRoot = resolve(import.meta.dirname, '../..');

/** Where runs put screenshots, logs and packages; ignored by git. */
export const resultsFolder = join(repositoryRoot, 'test-results');

/** The small workspace that tests open and ask about. */
export const fixtureWorkspace = join(repositoryRoot, 'test/fixtures/workspace');

/**
 * The folder for what is installed once and shared by all runs: the user's cache folder by the XDG
 * base directory specification.
 */
export const cacheFolder = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  'ask-workspace-tests',
);

/**
 * Folder with small real models for tests: `ASK_WORKSPACE_TEST_MODELS`, else `shared/models` beside
 * the repository. Undefined if there is none; the tests that need them are then skipped with a
 * message.
 */
export function testModelsFolder(): string | undefined {
  const folder =
    process.env['ASK_WORKSPACE_TEST_MODELS'] ?? join(repositoryRoot, '../shared/models');
  return existsSync(folder) ? folder : undefined;
}
