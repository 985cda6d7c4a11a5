import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { childRuntime } from '../../../src/node/children/childRuntime.ts';
import { SupervisedChild } from '../../../src/node/children/supervisedChild.ts';
import { crashingChildMessages } from '../../support/children/crashingChildMessages.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const entry = `${import.meta.dirname}/../../support/children/crashingChild.ts`;

/** A stopped clock: only `pass` moves it. Waits before restarts then have their maximum length. */
class ManualClock {
  #nowMs = 0;
  nowMs(): number {
    return this.#nowMs;
  }
  pass(ms: number): void {
    this.#nowMs += ms;
  }
}

describe('SupervisedChild', () => {
  const lines: string[] = [];
  let onLine: (line: string) => void = () => undefined;
  const clock = new ManualClock();
  let child: SupervisedChild;

  function make(options: { args?: readonly string[]; nodePath?: string } = {}): SupervisedChild {
    return new SupervisedChild({
      name: wording('test process'),
      entry,
      args: options.args ?? [],
      runtime: () => childRuntime(options.nodePath ?? ''),
      shutdown: (connection) => crashingChildMessages.call(connection, 'goodbye', undefined),
      log: (line) => {
        lines.push(line);
        onLine(line);
      },
      clock,
    });
  }

  async function echo(): Promise<{ text: string; pid: number; args: readonly string[] }> {
    return crashingChildMessages.call(await child.connect(), 'echo', { text: 'hello' });
  }

  async function crash(how: 'exit' | 'abort' | 'kill'): Promise<unknown> {
    return crashingChildMessages
      .call(await child.connect(), 'end', { how })
      .catch((error: unknown) => error);
  }

  beforeEach(() => {
    lines.length = 0;
    child = make();
  });

  afterEach(() => child.stop());

  it('starts the child when it is first needed, once, with its arguments', async () => {
    child = make({ args: ['--index', '/some where'] });
    const [first, second] = await Promise.all([echo(), echo()]);
    assert.deepEqual(first.args, ['--index', '/some where']);
    assert.equal(first.pid, second.pid);
  });

  for (const [how, words] of [
    ['exit', 'code 7'],
    ['abort', 'SIGABRT'],
    ['kill', 'SIGKILL'],
  ] as const) {
    it(`fails pending calls with the cause when the child dies by ${how}`, async () => {
      await echo();
      const error = await crash(how);
      assert(isFailure(error, 'process-crashed'), String(error));
      assert.match(error.message, new RegExp(words));
    });
  }

  it('restarts after a crash and introduces the new connection', async () => {
    let starts = 0;
    child.onStart(() => {
      starts++;
      return Promise.resolve();
    });
    const { pid } = await echo();
    await crash('exit');
    assert.notEqual((await echo()).pid, pid);
    assert.equal(starts, 2);
  });

  it('fails calls on the connection to a dead child', async () => {
    const connection = await child.connect();
    await crash('exit');
    await assert.rejects(
      crashingChildMessages.call(connection, 'echo', { text: '' }),
      reason('process-crashed'),
    );
  });

  it('gives up after three crashes in five minutes and tries again later', async () => {
    for (let i = 0; i < 3; i++) {
      await crash('exit');
      clock.pass(60_000);
    }
    await assert.rejects(child.connect(), reason('process-gave-up'));
    clock.pass(3 * 60_000);
    assert.equal((await echo()).text, 'hello');
  });

  it('names the setting nodePath when a signal kills the child before it connects', async () => {
    child = make({ args: ['--abort-at-start'] });
    await assert.rejects(
      echo(),
      (error) =>
        isFailure(error, 'unsupported-platform') && error.message.includes('askWorkspace.nodePath'),
    );
  });

  it('names the setting nodePath when that program cannot be run', async () => {
    child = make({ nodePath: '/no/such/node' });
    await assert.rejects(
      echo(),
      (error) => isFailure(error, 'invalid-setting') && error.message.includes('/no/such/node'),
    );
  });

  it('runs the child with the Node in nodePath', async () => {
    child = make({ nodePath: process.execPath });
    assert.equal((await echo()).text, 'hello');
  });

  it('fails to connect when an introduction fails, and leaves no process behind', async () => {
    let pid = 0;
    child.onStart(async (connection) => {
      pid = (await crashingChildMessages.call(connection, 'echo', { text: '' })).pid;
      throw new Error('cannot introduce');
    });
    await assert.rejects(child.connect(), /cannot introduce/);
    assert.equal(isAlive(pid), false);
  });

  it('ends the child when stopped, and counts no crash', async () => {
    const { pid } = await echo();
    await child.stop();
    assert.equal(isAlive(pid), false);
    assert.deepEqual(lines, []);
  });

  it('kills a child that hangs when stopped, and cancels its pending call', async () => {
    const { pid } = await echo();
    const hanging = crashingChildMessages.call(await child.connect(), 'hang', undefined);
    await Promise.all([assert.rejects(hanging, reason('cancelled')), child.stop()]);
    assert.equal(isAlive(pid), false);
  });

  it('kills a child that hangs during its introduction when stopped', async () => {
    child.onStart((connection) => crashingChildMessages.call(connection, 'hang', undefined));
    const connecting = child.connect();
    await Promise.all([assert.rejects(connecting, reason('cancelled')), child.stop()]);
  });

  it('restarts on demand after a stop, once the old child is gone', async () => {
    const { pid } = await echo();
    const stopping = child.stop();
    const again = await echo();
    assert.equal(isAlive(pid), false);
    assert.notEqual(again.pid, pid);
    await stopping;
  });

  it('logs what the child writes', async () => {
    const written = new Promise<void>((resolve) => {
      onLine = (line) => {
        if (line === 'ending by exit') resolve();
      };
    });
    await crash('exit');
    await written;
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
