import assert from 'node:assert/strict';
import { StateReports } from '../../../src/process/folder/stateReports.ts';

/** Reports of a state whose two reads the test ends by hand. */
function open() {
  const reads = [Promise.withResolvers<number>(), Promise.withResolvers<number>()] as const;
  const reported: number[] = [];
  const clock = { nowMs: 0, reads: 0 };
  const reports = new StateReports<number>({
    read: () => reads[clock.reads++ % 2]!.promise,
    report: (state) => reported.push(state),
    nowMs: () => clock.nowMs,
  });
  return { reports, reads, reported, clock };
}

describe('reports of a state', () => {
  it('come one at a time, and the last shows what changed during the one before', async () => {
    const { reports, reads, reported, clock } = open();
    const all = [reports.now(), reports.now(), reports.now()];
    assert.equal(clock.reads, 1);
    reads[0].resolve(1);
    reads[1].resolve(2);
    await Promise.all(all);
    assert.deepEqual(reported, [1, 2]);
  });

  it('go on after a read that failed', async () => {
    const { reports, reads, reported } = open();
    const [first, second] = [reports.now(), reports.now()];
    reads[0].reject(new Error('unreadable'));
    reads[1].resolve(2);
    await assert.rejects(first, /unreadable/);
    await second;
    assert.deepEqual(reported, [2]);
  });

  it('are at least 0.3 s apart unless one is wanted now', async () => {
    const { reports, reads, reported, clock } = open();
    reads[0].resolve(1);
    reads[1].resolve(2);
    await reports.nowAndThen();
    clock.nowMs = 300;
    await reports.nowAndThen();
    assert.deepEqual(reported, [1]);
    clock.nowMs = 301;
    await reports.nowAndThen();
    assert.deepEqual(reported, [1, 2]);
    await reports.now();
    assert.equal(reported.length, 3);
  });

  it('end at once, and wait for the read that is running', async () => {
    const { reports, reads, reported, clock } = open();
    const first = reports.now();
    const order: string[] = [];
    void reads[0].promise.then(() => order.push('read'));
    const end = reports.end().then(() => order.push('ended'));
    reads[0].resolve(1);
    await Promise.all([first, end]);
    await reports.now();
    assert.deepEqual([order, reported, clock.reads], [['read', 'ended'], [], 1]);
  });
});
