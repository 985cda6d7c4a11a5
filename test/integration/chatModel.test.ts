import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { ask, startedExtension, until } from './extension.ts';
import { testModelsFolder } from './testModelsFolder.ts';

const vendor = 'ask-workspace';
const capital = [vscode.LanguageModelChatMessage.User('What is the capital of France?')];

describe('The chat model of this machine in other chats', () => {
  let parts: TestedParts;
  const configuration = vscode.workspace.getConfiguration('askWorkspace');
  const set = (name: string, value: unknown): Thenable<void> =>
    configuration.update(name, value, vscode.ConfigurationTarget.Global);

  before(async function () {
    parts = await startedExtension();
    const folder = testModelsFolder(this);
    await set('models.folder', folder);
    await set('decoding.maxTokens', 40);
    await until(parts.store, ({ chatModel }) => chatModel.status === 'present');
  });
  after(async () => {
    for (const name of ['assistants.model', 'models.folder', 'decoding.maxTokens'])
      await set(name, undefined);
    await until(parts.store, ({ chatModel }) => chatModel.status === 'absent');
  });

  /** Resolves with the models of this extension as soon as there are `count`. */
  async function models(count: number): Promise<readonly vscode.LanguageModelChat[]> {
    const { promise, resolve } = Promise.withResolvers<readonly vscode.LanguageModelChat[]>();
    const look = (): void => {
      void vscode.lm.selectChatModels({ vendor }).then((found) => {
        if (found.length === count) resolve(found);
      });
    };
    const subscription = vscode.lm.onDidChangeChatModels(look);
    look();
    try {
      return await promise;
    } finally {
      subscription.dispose();
    }
  }

  async function offered(): Promise<vscode.LanguageModelChat> {
    await set('assistants.model', true);
    const [model] = await models(1);
    assert.ok(model);
    return model;
  }

  async function textOf(response: vscode.LanguageModelChatResponse): Promise<string> {
    let text = '';
    for await (const piece of response.text) text += piece;
    return text;
  }

  it('is not offered until a person turns it on', async () => {
    assert.equal(configuration.get('assistants.model'), false);
    assert.deepEqual(await vscode.lm.selectChatModels({ vendor }), []);
  });

  it('is offered with its name and limits, and not when it is off again', async () => {
    const model = await offered();
    assert.match(model.name, /SmolLM2/i);
    assert.equal(model.maxInputTokens, 2048 - 40);
    await set('assistants.model', undefined);
    await models(0);
  });

  it('answers what it is sent, in pieces, and counts tokens', async () => {
    const model = await offered();
    const response = await model.sendRequest(capital, { justification: 'a test' });
    const pieces: string[] = [];
    for await (const piece of response.text) pieces.push(piece);
    assert.match(pieces.join(''), /Paris/);
    assert.ok((await model.countTokens('one two three')) < 8);
    const long = await model.countTokens('three '.repeat(100));
    assert.ok(long >= 100 && long < 210, String(long));
  });

  it('says why it cannot answer a text that is too long', async () => {
    const model = await offered();
    const long = [vscode.LanguageModelChatMessage.User('word '.repeat(5000))];
    await assert.rejects(
      async () => textOf(await model.sendRequest(long)),
      /chatModel\.contextSize/,
    );
  });

  it('answers again after the other chat has stopped it', async () => {
    const model = await offered();
    const stop = new vscode.CancellationTokenSource();
    const response = await model.sendRequest(capital, {}, stop.token);
    const reading = textOf(response);
    stop.cancel();
    await reading.catch(() => undefined);
    const again = await textOf(await model.sendRequest(capital));
    assert.match(again, /Paris/);
  });

  it('answers our own question first if both ask at once', async () => {
    const model = await offered();
    const asked = ask(parts, 'In which order are adapters tried?');
    await until(parts.store, ({ entries }) => entries.at(-1)?.phase === 'reading');
    const other = model.sendRequest(capital).then(textOf);
    assert.deepEqual([(await asked).phase, (await asked).notice], ['done', null]);
    assert.match(await other, /Paris/);
  });
});
