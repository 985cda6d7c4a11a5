import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { answering } from './answering.ts';
import { childPids } from './childPids.ts';
import { ask, startedExtension, until } from './extension.ts';
import { internetSockets } from './internetSockets.ts';
import { testModelsFolder } from './testModelsFolder.ts';

const question = 'In which order are adapters tried?';

describe('Answers of a real model', () => {
  let parts: TestedParts;
  const configuration = vscode.workspace.getConfiguration('askWorkspace');
  before(async function () {
    parts = await startedExtension();
    const folder = testModelsFolder(this);
    await configuration.update('models.folder', folder, vscode.ConfigurationTarget.Global);
    await configuration.update('decoding.maxTokens', 40, vscode.ConfigurationTarget.Global);
    await until(parts.store, ({ chatModel }) => chatModel.status === 'present');
  });
  after(async () => {
    await configuration.update('models.folder', undefined, vscode.ConfigurationTarget.Global);
    await configuration.update('decoding.maxTokens', undefined, vscode.ConfigurationTarget.Global);
    await until(parts.store, ({ chatModel }) => chatModel.status === 'absent');
  });

  it('read the sources, then write, and end with the details of how', async () => {
    const phases = new Set<string>();
    const unsubscribe = parts.store.subscribe(() => {
      phases.add(parts.store.state.entries.at(-1)?.phase ?? '');
    });
    const entry = await ask(parts, question);
    unsubscribe();
    assert.deepEqual([entry.phase, entry.notice], ['done', null]);
    for (const phase of ['searching', 'reading', 'writing', 'done'])
      assert.ok(phases.has(phase), `never ${phase}`);
    assert.ok((entry.text ?? '').trim().length > 0);
    assert.match(entry.details?.modelName ?? '', /SmolLM2/i);
    assert.ok((entry.details?.promptSources.length ?? 0) > 0);
  });

  it('are computed by processes that have no socket of the Internet open', function () {
    if (process.platform !== 'linux') this.skip();
    const own = [...childPids('indexProcess'), ...childPids('modelProcess')];
    assert.ok(own.length >= 2);
    assert.deepEqual(own.flatMap(internetSockets), []);
    const server = createServer().listen(0, '127.0.0.1');
    assert.equal(internetSockets(process.pid).length > 0, true, 'one that is open is seen');
    server.close();
  });

  it('show the exact prompt', () => {
    const entry = parts.store.state.entries.at(-1);
    assert.match(
      parts.conversation.answer(entry?.id ?? '')?.generation?.prompt ?? '',
      /In which order are adapters tried\?/,
    );
  });

  it('show the prompt that would be sent before the question is asked', async () => {
    const before = parts.store.state.entries.length;
    await vscode.commands.executeCommand(
      'askWorkspace.previewPrompt',
      'And how many attempts are there?',
    );
    assert.match(
      vscode.window.activeTextEditor?.document.getText() ?? '',
      /In which order are adapters tried\?[\s\S]*above: And how many attempts are there\?/,
    );
    assert.equal(parts.store.state.entries.length, before);
  });

  it('have a receipt and are the same when replayed', async () => {
    const id = parts.store.state.entries.at(-1)?.id;
    await vscode.commands.executeCommand('askWorkspace.showReceipt', id);
    assert.match(
      vscode.window.activeTextEditor?.document.getText() ?? '',
      new RegExp(
        String.raw`model: SmolLM2[^]*index: generation \d+ of [^]*` +
          String.raw`prompt: [^]*read in [^]*\[1\] [\w/]+\.\w+:\d+`,
        'i',
      ),
    );
    const messages = await answering('showInformationMessage', undefined, () =>
      vscode.commands.executeCommand('askWorkspace.replayAnswer', id),
    );
    assert.deepEqual(messages, ['The same answer again, byte for byte.']);
  });

  it('are continued where they were cut, and are the same when replayed', async () => {
    await configuration.update('decoding.maxTokens', 8, vscode.ConfigurationTarget.Global);
    const cut = await ask(parts, question);
    await configuration.update('decoding.maxTokens', 40, vscode.ConfigurationTarget.Global);
    assert.deepEqual([cut.details?.stop, cut.details?.canContinue], ['max-tokens', true]);
    await parts.conversation.continueAnswer(cut.id);
    const whole = parts.store.state.entries.at(-1);
    assert.ok(whole);
    assert.deepEqual([whole.id, whole.phase, whole.notice], [cut.id, 'done', null]);
    assert.ok(whole.text?.startsWith((cut.text ?? '').trim()));
    assert.ok((whole.details?.outputTokens ?? 0) > 8);
    const messages = await answering('showInformationMessage', undefined, () =>
      vscode.commands.executeCommand('askWorkspace.replayAnswer', cut.id),
    );
    assert.deepEqual(messages, ['The same answer again, byte for byte.']);
  });

  it('use fewer sources if the user chooses so, and still list the same ones', async () => {
    const entry = parts.store.state.entries.at(-1);
    await parts.conversation.askAgain(entry?.id ?? '', 1);
    const again = parts.store.state.entries.at(-1);
    assert.deepEqual(again?.details?.promptSources, [1]);
    assert.equal(again.sources.length, entry?.sources.length);
  });

  it('start sooner when the sources were read while the question was typed', async () => {
    // While meaning search is still being prepared, the same question may find other sources.
    await until(parts.store, ({ index }) => index.phase === 'ready');
    await configuration.update('answer.readAhead', true, vscode.ConfigurationTarget.Global);
    parts.conversation.clear();
    await parts.readAhead.draft('How many attempts has a retry policy');
    const entry = await ask(parts, 'How many attempts has a retry policy?');
    await configuration.update('answer.readAhead', undefined, vscode.ConfigurationTarget.Global);
    const { promptTokens = 0, reusedTokens = 0 } = entry.details ?? {};
    assert.ok(
      reusedTokens > promptTokens / 2,
      `only ${reusedTokens} of ${promptTokens} tokens had been read`,
    );
  });

  it('stop at once, and the next answer is complete', async () => {
    const asked = parts.conversation.ask(question);
    await until(parts.store, ({ entries }) => entries.at(-1)?.phase === 'reading');
    parts.conversation.stop();
    assert.equal(parts.store.state.entries.at(-1)?.phase, 'stopped');
    await asked;
    assert.equal((await ask(parts, question)).phase, 'done');
  });

  it('end with a reason and a working Retry when the model process is killed', async function () {
    if (process.platform !== 'linux') this.skip();
    const asked = ask(parts, question);
    await until(
      parts.store,
      ({ entries }) => entries.at(-1)?.phase === 'reading' || entries.at(-1)?.phase === 'writing',
    );
    for (const pid of childPids('modelProcess')) process.kill(pid, 'SIGKILL');
    const entry = await asked;
    assert.equal(entry.phase, 'failed');
    assert.ok(entry.sources.length > 0, 'the sources stay');
    assert.ok(entry.notice?.actions.some(({ id }) => id === 'retry'));
    await parts.conversation.askAgain(entry.id);
    assert.equal(parts.store.state.entries.at(-1)?.phase, 'done');
  });
});
