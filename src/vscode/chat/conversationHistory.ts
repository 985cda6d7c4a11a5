import { chmod } from 'node:fs/promises';
import * as vscode from 'vscode';
import { maxTitleLength, parseConversation } from './savedConversation.ts';
import type { SavedConversation } from './savedConversation.ts';

/** Only this many conversations are kept; older ones are deleted. */
const maxConversations = 50;

/**
 * This workspace's earlier conversations, one small file each, in the folder that VS Code provides
 * for extension data; never in the workspace itself.
 */
export class ConversationHistory {
  readonly #folder: vscode.Uri | null;
  readonly #logError: (error: unknown) => void;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param storage folder for this workspace's data. Undefined if no folder is open; then nothing
   * is saved.
   */
  constructor(storage: vscode.Uri | undefined, logError: (error: unknown) => void) {
    this.#folder = storage === undefined ? null : vscode.Uri.joinPath(storage, 'conversations');
    this.#logError = logError;
  }

  /** The folder they are in; null if nothing is saved. */
  get folder(): vscode.Uri | null {
    return this.#folder;
  }

  /** Saves a conversation in its current state, without waiting. A failed write is logged. */
  keep(conversation: SavedConversation): void {
    void this.#inTurn(async (folder) => {
      await vscode.workspace.fs.createDirectory(folder);
      await chmod(folder.fsPath, 0o700);
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
  async #inTurn<T>(work: (folder: vscode.Uri) => Promise<T>, otherwise: T): Promise<T> {
    const folder = this.#folder;
    if (folder === null) return otherwise;
    const turn = this.#queue
      .then(() => work(folder))
      .catch((error: unknown) => {
        if (!(error instanceof vscode.FileSystemError)) throw error;
        this.#logError(error);
        return otherwise;
      });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function fileOf(folder: vscode.Uri, id: string): vscode.Uri {
  return vscode.Uri.joinPath(folder, `${id}.json`);
}

/** Never leaves half a file: the new file is written beside the old one and then replaces it. */
async function write(folder: vscode.Uri, conversation: SavedConversation): Promise<void> {
  const half = vscode.Uri.joinPath(folder, `${conversation.id}.half`);
  await vscode.workspace.fs.writeFile(half, new TextEncoder().encode(JSON.stringify(conversation)));
  await chmod(half.fsPath, 0o600);
  await vscode.workspace.fs.rename(half, fileOf(folder, conversation.id), { overwrite: true });
}

/** Null if there is no such file, or it is not a conversation. */
async function read(file: vscode.Uri): Promise<SavedConversation | null> {
  return vscode.workspace.fs.readFile(file).then(
    (bytes) => parseConversation(new TextDecoder().decode(bytes)),
    () => null,
  );
}

/** Empty if the folder does not exist yet. */
async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  const found = await vscode.workspace.fs.readDirectory(folder).then(
    (entries) => entries,
    () => [],
  );
  return found.map(([name]) => name).filter((name) => name.endsWith('.json'));
}

async function readAll(folder: vscode.Uri): Promise<readonly SavedConversation[]> {
  const conversations: SavedConversation[] = [];
  for (const name of await namesIn(folder)) {
    const conversation = await read(vscode.Uri.joinPath(folder, name));
    if (conversation !== null) conversations.push(conversation);
  }
  return conversations.sort((a, b) => b.changedMs - a.changedMs);
}

async function remove(file: vscode.Uri): Promise<void> {
  await vscode.workspace.fs
    .delete(file, { recursive: true, useTrash: false })
    .then(undefined, (error: unknown) => {
      if (!(error instanceof vscode.FileSystemError && error.code === 'FileNotFound')) throw error;
    });
}
