import type { ChunkFilter } from '../../../core/ports/searchIndexes.ts';
import type { AskedFolder } from './askedFolder.ts';
import type { ChatStore } from '../conversations/chatStore.ts';

/**
 * A file, a folder (ending in `/`) or a whole workspace folder ('') that questions are limited to.
 */
export interface ScopeItem {
  readonly root: string;
  readonly path: string;
}

/** The part of the workspace that a question is about. */
export interface QuestionTargets {
  readonly roots: readonly string[];
  readonly filter: ChunkFilter;
}

/**
 * How the chat shows the item: its path, preceded by the workspace folder's name if several are
 * open.
 */
function scopeLabel(item: ScopeItem, folders: readonly AskedFolder[]): string {
  const name = folders.find((folder) => folder.root === item.root)?.name ?? '';
  return folders.length > 1 || item.path === '' ? `${name}/${item.path}` : item.path;
}

/** Everything if nothing is in scope. Items whose folder is no longer open are ignored. */
function questionTargets(
  scope: readonly ScopeItem[],
  folders: readonly AskedFolder[],
): QuestionTargets {
  const roots = folders.map((folder) => folder.root);
  const items = scope.filter((item) => roots.includes(item.root));
  if (items.length === 0) return { roots, filter: { paths: [], languages: [] } };
  const whole = items.some((item) => item.path === '');
  return {
    roots: roots.filter((root) => items.some((item) => item.root === root)),
    filter: { paths: whole ? [] : items.map((item) => item.path), languages: [] },
  };
}

/** What the chat's questions are limited to, as chosen by the user. */
export class QuestionScope {
  readonly #store: ChatStore;
  readonly #folders: () => readonly AskedFolder[];
  #items: readonly ScopeItem[] = [];

  constructor(store: ChatStore, folders: () => readonly AskedFolder[]) {
    this.#store = store;
    this.#folders = folders;
  }

  get targets(): QuestionTargets {
    return questionTargets(this.#items, this.#folders());
  }

  set(items: readonly ScopeItem[]): void {
    this.#items = items;
    this.#store.dispatch({
      type: 'scope-changed',
      scope: items.map((item) => scopeLabel(item, this.#folders())),
    });
  }

  /** @param label as the chat shows it. */
  remove(label: string): void {
    this.set(this.#items.filter((item) => scopeLabel(item, this.#folders()) !== label));
  }
}
