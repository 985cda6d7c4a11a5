import * as vscode from 'vscode';
import { isFailure } from '../../../core/errors.ts';
import type { IndexService } from '../../../core/indexing/indexService.ts';
import type { SuggestedName } from '../../../core/retrieval/question/suggestNames.ts';
import { locate, openFiles } from '../../index/workspaceFolders.ts';
import type { AskedFolder } from './askedFolder.ts';

/** Maximum number of names shown. */
const maxNames = 8;

/** The names that the composer offers and inserts, from the folders that can be asked. */
export class MentionNames {
  readonly #client: Pick<IndexService, 'suggestNames'>;
  readonly #folders: () => readonly AskedFolder[];

  constructor(client: Pick<IndexService, 'suggestNames'>, folders: () => readonly AskedFolder[]) {
    this.#client = client;
    this.#folders = folders;
  }

  /**
   * Suggests names. If nothing has been typed yet, the files in open tabs. Empty if an index cannot
   * be asked.
   */
  async suggest(typed: string): Promise<readonly SuggestedName[]> {
    const folders = this.#folders();
    if (typed === '')
      return folders
        .flatMap(openFiles)
        .slice(0, maxNames)
        .map((name) => ({ kind: 'file', name, path: '' }));
    const found = await Promise.all(folders.map(({ root }) => this.#suggestIn(root, typed)));
    // The best of each folder before the second best of any.
    return found
      .flatMap((names) => names.map((name, place) => ({ name, place })))
      .sort((a, b) => a.place - b.place)
      .slice(0, maxNames)
      .map(({ name }) => name);
  }

  /** @param uris from the page, so they can be anything. */
  async nameDropped(uris: readonly string[]): Promise<readonly string[]> {
    const names = await Promise.all(uris.map((uri) => this.#nameOf(uri)));
    return [...new Set(names)].filter((name) => name !== null);
  }

  async #suggestIn(root: string, typed: string): Promise<readonly SuggestedName[]> {
    try {
      return await this.#client.suggestNames(root, typed, maxNames);
    } catch (error) {
      if (isFailure(error)) return [];
      throw error;
    }
  }

  /** Null for anything but a file or folder within a folder that can be asked. */
  async #nameOf(dropped: string): Promise<string | null> {
    const uri = parseUri(dropped);
    const place = uri === null ? null : locate(uri, this.#folders());
    if (uri === null || place === null || place.path === '') return null;
    const { type } = await vscode.workspace.fs.stat(uri).then(
      (stat) => stat,
      () => ({ type: null }),
    );
    if (type === null) return null;
    return (type & vscode.FileType.Directory) === 0 ? place.path : `${place.path}/`;
  }
}

/**
 * In a window that is connected to another machine, the page gets that machine's files as
 * `vscode-remote:`. This code runs there, where they are `file:`.
 */
function parseUri(text: string): vscode.Uri | null {
  try {
    const uri = vscode.Uri.parse(text, true);
    return uri.scheme === 'vscode-remote' ? uri.with({ scheme: 'file', authority: '' }) : uri;
  } catch {
    return null;
  }
}
