import type * as vscode from 'vscode';
import { serverKeyVariables } from '../../core/engine.ts';
import type { ServerUse } from '../../core/engine.ts';

const prefix = 'chatModel.serverKey:';

/**
 * Keys of servers, in the editor's secret storage. Each belongs to one origin, so that a
 * setting that names another server never sends the key there.
 */
export class ServerKeys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** The key that was set for the origin, else that of the environment; undefined for none. */
  async get(origin: string, use: ServerUse): Promise<string | undefined> {
    return (await this.#secrets.get(prefix + origin)) ?? process.env[serverKeyVariables[use]];
  }

  /** @param key empty to forget the one that is there. */
  async set(origin: string, key: string): Promise<void> {
    await (key === ''
      ? this.#secrets.delete(prefix + origin)
      : this.#secrets.store(prefix + origin, key));
  }

  async deleteAll(): Promise<void> {
    const names = (await this.#secrets.keys()).filter((name) => name.startsWith(prefix));
    await Promise.all(names.map((name) => this.#secrets.delete(name)));
  }
}
