import assert from 'node:assert/strict';
import type { TestedParts } from '../../src/extension.ts';
import { childPids } from './childPids.ts';
import { ask, startedExtension, until, workspaceRoot } from './extension.ts';

describe('A crash of the index process', () => {
  let parts: TestedParts;
  before(async function () {
    if (process.platform !== 'linux') this.skip();
    parts = await startedExtension();
    await ask(parts, 'In which order are adapters tried?');
  });

  it('ends the pending answer with a reason and a working Retry', async () => {
    const [pid] = childPids('indexProcess');
    assert.ok(pid);
    process.kill(pid, 'SIGSTOP');
    const asked = ask(parts, 'In which order are adapters tried?');
    await until(parts.store, ({ entries }) => entries.at(-1)?.phase === 'searching');
    process.kill(pid, 'SIGKILL');
    const entry = await asked;
    assert.equal(entry.phase, 'failed');
    assert.ok(entry.notice?.actions.some(({ id }) => id === 'retry'));
    await parts.conversation.askAgain(entry.id);
    assert.equal(parts.store.state.entries.at(-1)?.phase, 'done');
  });

  it('lets an update continue in a new process', async () => {
    const [pid] = childPids('indexProcess');
    assert.ok(pid);
    process.kill(pid, 'SIGSTOP');
    const updated = parts.index.update(workspaceRoot().fsPath);
    process.kill(pid, 'SIGKILL');
    await updated;
    assert.deepEqual(
      parts.index.reports.map(({ failure, state }) => [failure, state.exists, state.activity]),
      [[null, true, 'idle']],
    );
    assert.notEqual(childPids('indexProcess')[0], pid);
  });
});
