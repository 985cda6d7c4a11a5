import { join } from 'node:path';
import envPaths from 'env-paths';

const paths = (): ReturnType<typeof envPaths> => envPaths('ask-workspace', { suffix: '' });

/**
 * Where the indexes of all folders are kept, shared by every window and the terminal: they can be
 * made again, so it is a cache.
 */
export const userIndexFolder = join(paths().cache, 'indexes');

/**
 * Where models are kept where the setting `models.folder` is empty: the folder that
 * `ASK_WORKSPACE_MODELS` names, else the user's data folder.
 */
export function userModelsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['ASK_WORKSPACE_MODELS'] || join(paths().data, 'models');
}

/** What is remembered of model files wherever they lie (checksums, last use). */
export function modelRecordsFolder(): string {
  return join(paths().data, 'model-records');
}
