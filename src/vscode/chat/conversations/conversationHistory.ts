import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { maxTitleLength, parseConversation } from './savedConversation.ts';
import type { SavedConversation } from './savedConversation.ts';

/** Only this many conversations are kept; older ones are deleted. */
const maxConversations = 50;

/**
 * This workspace's earlier conversations, one small file each, in the folder that VS Code provides
 * for extension data; never in the workspace itself.
 */
export class ConversationHistory {
  readonly #folder: string | null;
  readonly #logError: (error: unknown) => void;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param storage folder for this workspace's data. Undefined if no folder is open; then nothing
   * is saved.
   */
  constructor(storage: vscode.Uri | undefined, logError: (error: unknown) => void) {
    this.#folder = storage === undefined ? null : join(storage.fsPath, 'conversations');
    this.#logError = logError;
  }

  /** Absolute path of the folder they are in; null if nothing is saved. */
  get folder(): string | null {
    return this.#folder;
  }

  /** Saves a conversation in its current state, without waiting. A failed write is logged. */
  keep(conversation: SavedConversation): void {
    void this.#inTurn(async (folder) => {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o700);
      const title = conversation.title ?? (await read(fileOf(folder, conversation.id)))?.title;
      await write(folder, title === undefined ? conversation : { ...conversation, title });
      if ((await namesIn(folder)).length <= maxConversations) return;
      for (const { id } of (await readAll(folder)).slice(maxConversations))
        await remove(fileOf(folder, id));
    }, undefined);
  }

  /** Newest first. */
  async list(): Promise<readonly SavedConversation[]> {
    return this.#inTurn(readAll, []);
  }

  /** Gives a conversation a title; its position in the list does not change. */
  async rename(conversation: SavedConversation, title: string): Promise<void> {
    const renamed = { ...conversation, title: title.trim().slice(0, maxTitleLength) };
    await this.#inTurn((folder) => write(folder, renamed), undefined);
  }

  async delete(id: string): Promise<void> {
    await this.#inTurn((folder) => remove(fileOf(folder, id)), undefined);
  }

  async deleteAll(): Promise<void> {
    await this.#inTurn(remove, undefined);
  }

  /** Runs one task after the other, so that a list includes what was just saved. */
  async #inTurn<T>(work: (folder: string) => Promise<T>, otherwise: T): Promise<T> {
    const folder = this.#folder;
    if (folder === null) return otherwise;
    const turn = this.#queue
      .then(() => work(folder))
      .catch((error: unknown) => {
        if (!isSystemError(error)) throw error;
        this.#logError(error);
        return otherwise;
      });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}

/** Never leaves half a file: the new file is written beside the old one and then replaces it. */
async function write(folder: string, conversation: SavedConversation): Promise<void> {
  const half = join(folder, `${conversation.id}.half`);
  await writeFile(half, JSON.stringify(conversation), { mode: 0o600 });
  await rename(half, fileOf(folder, conversation.id));
}

/** Null if there is no such file, or it is not a conversation. */
async function read(file: string): Promise<SavedConversation | null> {
  return readFile(file, 'utf8').then(parseConversation, () => null);
}

/** Empty if the folder does not exist yet. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.json'));
}

async function readAll(folder: string): Promise<readonly SavedConversation[]> {
  const names = await namesIn(folder);
  const conversations = await Promise.all(names.map((name) => read(join(folder, name))));
  return conversations
    .filter((conversation) => conversation !== null)
    .sort((a, b) => b.changedMs - a.changedMs);
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
