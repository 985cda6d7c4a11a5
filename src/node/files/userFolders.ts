import { join } from 'node:path';
import envPaths from 'env-paths';

const paths = (): ReturnType<typeof envPaths> => envPaths('ask-workspace', { suffix: '' });

/**
 * The folder of all indexes, shared by every window and the terminal. It is a cache, because
 * indexes can be rebuilt.
 */
export const userIndexFolder = join(paths().cache, 'indexes');

/** What was measured of chat models on this machine. */
export const tuningPath = join(paths().cache, 'threads.json');

/**
 * The models folder if the setting `models.folder` is empty: the one that `ASK_WORKSPACE_MODELS`
 * names, otherwise one in the user's data folder.
 */
export function userModelsFolder(env: NodeJS.ProcessEnv = process.env): string {
  return env['ASK_WORKSPACE_MODELS'] || join(paths().data, 'models');
}

/** Folder of the records of model files (checksum, last use), wherever the files are. */
export function modelRecordsFolder(): string {
  return join(paths().data, 'model-records');
}
