import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { sendJson } from '../support/servers/completionServer.ts';
import { EmbeddingServer } from '../support/servers/embeddingServer.ts';
import { ask, askUntil, startedExtension, until } from './extension.ts';

const question = 'In which order are adapters tried?';

describe('A server that embeds', () => {
  let parts: TestedParts;
  let server: EmbeddingServer;
  const configuration = vscode.workspace.getConfiguration('askWorkspace.index');
  const set = (url: string | undefined): Thenable<void> =>
    configuration.update('embeddingServer', url, vscode.ConfigurationTarget.Global);

  before(async () => {
    parts = await startedExtension();
    server = await EmbeddingServer.start();
    await ask(parts, question);
  });

  after(async () => {
    await set(undefined);
    await until(parts.store, ({ embeddingModel }) => embeddingModel.status === 'absent');
    await server[Symbol.asyncDispose]();
  });

  /** Types `key` where the command asks for one. */
  async function setKey(key: string): Promise<void> {
    const original = Object.getOwnPropertyDescriptor(vscode.window, 'showInputBox');
    const value = (): Promise<string> => Promise.resolve(key);
    Object.defineProperty(vscode.window, 'showInputBox', { configurable: true, value });
    try {
      await vscode.commands.executeCommand('askWorkspace.setServerKey');
    } finally {
      if (original !== undefined) Object.defineProperty(vscode.window, 'showInputBox', original);
    }
  }

  it('gets nothing until the setting names it', async () => {
    assert.equal(configuration.get('embeddingServer'), '');
    assert.equal((await ask(parts, question)).meaningServer, undefined);
    assert.deepEqual(server.requests, []);
  });

  it('embeds what is indexed and each question once it is named; the page says so', async () => {
    await set(server.url);
    const name = `The model at ${server.host}`;
    await until(parts.store, ({ embeddingModel }) => embeddingModel.name === name);
    const entry = await askUntil(parts, question, (one) => one.meaningSearch === 'ready');
    assert.deepEqual(entry.meaningServer, { host: server.host });
    assert.ok(server.texts.includes(question));
    assert.ok(server.requests.every(({ headers }) => headers.authorization === undefined));
  });

  it('that requires a key says so in the page, and gets it from its command', async () => {
    const { respond } = server;
    server.respond = (response, asked) => {
      if (asked.headers.authorization === 'Bearer open sesame') respond(response, asked);
      else sendJson(response, 401, { error: { message: 'No key' } });
    };
    await configuration.update('embeddingServerModel', 'b', vscode.ConfigurationTarget.Global);
    await until(parts.store, ({ index }) => /401.*No key/.test(index.message ?? ''));
    assert.ok(parts.store.state.index.actions.some(({ id }) => id === 'set-server-key'));
    assert.match((await ask(parts, question)).meaningServer?.problem ?? '', /401/);
    await setKey('open sesame');
    await until(parts.store, ({ index }) => index.phase === 'ready');
    assert.deepEqual((await ask(parts, question)).meaningServer, { host: server.host });
    await setKey('');
    await configuration.update(
      'embeddingServerModel',
      undefined,
      vscode.ConfigurationTarget.Global,
    );
    server.respond = respond;
  });
});
