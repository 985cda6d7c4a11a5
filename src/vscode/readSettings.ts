import * as vscode from 'vscode';
import { defaultEncoding } from '../core/encoding/encodingNames.ts';
import type { EncodingId } from '../core/encoding/encodingNames.ts';
import { isFailure } from '../core/errors.ts';
import { parseSetting, parseSettings } from '../core/settings/parseSettings.ts';
import type { Settings } from '../core/settings/settings.ts';
import { settingsSchema } from '../core/settings/settingsSchema.ts';

/**
 * The current settings. For an invalid value, `warn` is called and that setting's default is used.
 * @param resource a folder whose own settings apply; without it, the window's do.
 */
export function readSettings(warn: (message: string) => void, resource?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('askWorkspace', resource);
  return parseSettings((name) => {
    try {
      return parseSetting(name, configuration.get(name), settingsSchema);
    } catch (error) {
      if (!isFailure(error, 'invalid-setting')) throw error;
      warn(error.message);
      return undefined;
    }
  }, settingsSchema);
}

/** Whether this folder may be indexed. A folder's own settings can opt out. */
export function mayBeIndexed(folder: vscode.WorkspaceFolder): boolean {
  return (
    vscode.workspace.getConfiguration('askWorkspace', folder.uri).get('index.enabled') !== false
  );
}

/** The editor's default encoding for files in this folder: `files.encoding`. */
export function encodingSetting(resource: vscode.Uri): EncodingId {
  return vscode.workspace.getConfiguration('files', resource).get('encoding', defaultEncoding);
}

/** The editor's settings `files.exclude` and `search.exclude`. */
const excludingSections = ['files', 'search'] as const;

/** The glob patterns that `files.exclude` and `search.exclude` exclude from the folder. */
export function excludeGlobs(folder: vscode.WorkspaceFolder): readonly string[] {
  return [...new Set(excludingSections.flatMap((section) => patternsIn(section, folder)))];
}

/** The setting that contains a pattern; null if none does. */
export function excludeSetting(folder: vscode.WorkspaceFolder, pattern: string): string | null {
  const section = excludingSections.find((own) => patternsIn(own, folder).includes(pattern));
  return section === undefined ? null : `${section}.exclude`;
}

function patternsIn(section: string, folder: vscode.WorkspaceFolder): readonly string[] {
  const excluded = vscode.workspace
    .getConfiguration(section, folder.uri)
    .get<Record<string, unknown>>('exclude', {});
  return Object.entries(excluded)
    .filter(([, on]) => on === true)
    .map(([pattern]) => pattern);
}
