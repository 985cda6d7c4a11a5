import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The options of `npm start`. All paths are absolute. */
export interface StartOptions {
  /** The folder that VS Code opens. */
  readonly folder: string;
  /** Port of the address; undefined for any free port. */
  readonly port: number | undefined;
  /** Folder with existing models; undefined for the user's own. */
  readonly models: string | undefined;
}

export const usage = 'Usage: npm start -- [FOLDER] [--port N] [--models DIR]';

/**
 * @param args the arguments after `npm start --`
 * @param origin folder that relative paths start from: where the user typed the command
 * @param home folder that is opened if none is named
 * @throws Error with one line for the user
 */
export function parseStartOptions(
  args: readonly string[],
  origin: string,
  home: string,
): StartOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { port: { type: 'string' }, models: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length > 1)
    throw new Error(`one folder at a time, not ${positionals.join(' and ')}`);
  const [folder] = positionals;
  return {
    folder: folder === undefined ? home : existingFolder(resolve(origin, folder)),
    port: values.port === undefined ? undefined : portNumber(values.port),
    models:
      values.models === undefined ? undefined : existingFolder(resolve(origin, values.models)),
  };
}

function existingFolder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`${path} is not a folder`);
  return path;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535)
    throw new Error(`--port is a number from 1 to 65535, not ${text}`);
  return port;
}
