import * as vscode from 'vscode';
import { isFailure } from '../core/errors.ts';
import { parseSetting, parseSettings } from '../core/settings/parseSettings.ts';
import type { Settings } from '../core/settings/settings.ts';
import { settingsSchema } from '../core/settings/settingsSchema.ts';

/**
 * The window's settings as they are now. A wrong value costs only its own setting: the default
 * stands in and `warn` is told.
 */
export function readSettings(warn: (message: string) => void): Settings {
  const configuration = vscode.workspace.getConfiguration('askWorkspace');
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

/** Whether this folder may be indexed; a folder's own settings can say no. */
export function mayBeIndexed(folder: vscode.WorkspaceFolder): boolean {
  return (
    vscode.workspace.getConfiguration('askWorkspace', folder.uri).get('index.enabled') !== false
  );
}

/** The editor's settings `files.exclude` and `search.exclude`. */
const excludingSections = ['files', 'search'] as const;

/**
 * Glob patterns that the editor itself leaves out of the folder: `files.exclude` and
 * `search.exclude`.
 */
export function excludeGlobs(folder: vscode.WorkspaceFolder): readonly string[] {
  return [...new Set(excludingSections.flatMap((section) => patternsIn(section, folder)))];
}

/** The setting that has a pattern; null where none has it (any more). */
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
