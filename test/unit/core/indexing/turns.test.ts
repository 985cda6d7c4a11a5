import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isFailure } from '../../../../src/core/errors.ts';
import { Turns } from '../../../../src/core/indexing/turns.ts';

const never = new AbortController().signal;
const breathe = (): Promise<void> => nextTurn();

async function breatheOften(): Promise<void> {
  for (let i = 0; i < 10; i++) await nextTurn();
}

describe('Turns', () => {
  it('runs one task at a time', async () => {
    const turns = new Turns(breathe);
    let running = 0;
    const task = async (): Promise<void> => {
      running++;
      assert.equal(running, 1);
      await nextTurn();
      running--;
    };
    await Promise.all([
      turns.run('bulk', never, task),
      turns.run('edit', never, task),
      turns.run('bulk', never, task),
    ]);
  });

  it('runs edits before the bulk', async () => {
    const turns = new Turns(breathe);
    const order: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const all = [
      turns.run('bulk', never, () => first.promise),
      turns.run('bulk', never, () => {
        order.push('bulk');
      }),
      turns.run('edit', never, () => {
        order.push('edit');
      }),
    ];
    await breatheOften();
    first.resolve(undefined);
    await Promise.all(all);
    assert.deepEqual(order, ['edit', 'bulk']);
  });

  it('starts nothing while a question is being answered', async () => {
    const turns = new Turns(breathe);
    const answer = Promise.withResolvers<string>();
    const question = turns.question(() => answer.promise);
    let ran = false;
    const task = turns.run('edit', never, () => {
      ran = true;
    });
    await breatheOften();
    assert.equal(ran, false);
    answer.resolve('yes');
    assert.equal(await question, 'yes');
    await task;
    assert.equal(ran, true);
  });

  it('holds back the bulk while paused, but not edits', async () => {
    const turns = new Turns(breathe);
    turns.paused = true;
    let bulk = false;
    const task = turns.run('bulk', never, () => {
      bulk = true;
    });
    await turns.run('edit', never, () => undefined);
    await breatheOften();
    assert.equal(bulk, false);
    turns.paused = false;
    await task;
    assert.equal(bulk, true);
  });

  it('removes a cancelled task from the queue, and runs the others', async () => {
    const turns = new Turns(breathe);
    turns.paused = true;
    const controller = new AbortController();
    const cancelled = turns.run('bulk', controller.signal, () => assert.fail('was cancelled'));
    const other = turns.run('bulk', never, () => 'done');
    await breatheOften();
    controller.abort();
    await assert.rejects(cancelled, (error) => isFailure(error, 'cancelled'));
    await assert.rejects(
      turns.run('edit', controller.signal, () => assert.fail('was cancelled')),
      (error) => isFailure(error, 'cancelled'),
    );
    turns.paused = false;
    assert.equal(await other, 'done');
  });

  it('runs the next task after one that failed', async () => {
    const turns = new Turns(breathe);
    await assert.rejects(
      turns.run('edit', never, () => {
        throw new Error('no');
      }),
      /no/,
    );
    await assert.rejects(
      turns.question(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await turns.run('bulk', never, () => 1), 1);
  });
});
