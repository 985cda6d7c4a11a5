import assert from 'node:assert/strict';
import { ProgressMeter } from '../../../../src/core/indexing/progressMeter.ts';

describe('ProgressMeter', () => {
  it('reports no rate at first', () => {
    const meter = new ProgressMeter('files', 100, 0);
    meter.add(5, 100);
    assert.deepEqual(meter.read(100), {
      done: 5,
      total: 100,
      unit: 'files',
      perSecond: 0,
      secondsLeft: null,
    });
  });

  it('reports the rate and the time left', () => {
    const meter = new ProgressMeter('files', 100, 0);
    for (let second = 1; second <= 4; second++) meter.add(10, second * 1000);
    const { perSecond, secondsLeft } = meter.read(4000);
    assert.equal(perSecond, 10);
    assert.equal(secondsLeft, 6);
  });

  it('tells only the rate until the time left is known within a factor of two', () => {
    const meter = new ProgressMeter('chunks', 1000, 0);
    for (const second of [1, 2]) meter.add(5, second * 1000);
    assert.deepEqual([meter.read(2000).perSecond, meter.read(2000).secondsLeft], [5, null]);
    for (const second of [3, 4]) meter.add(60, second * 1000);
    assert.equal(meter.read(4000).secondsLeft, null, 'it has just become faster');
    for (let second = 5; second <= 12; second++) meter.add(60, second * 1000);
    const { secondsLeft } = meter.read(12_000);
    assert.ok(secondsLeft !== null && secondsLeft > 5 && secondsLeft < 10, String(secondsLeft));
    assert.equal(meter.read(40_000).secondsLeft, null, 'nothing has been done for a while');
  });

  it('bases the rate on recent progress', () => {
    const meter = new ProgressMeter('chunks', 10_000, 0);
    for (let second = 1; second <= 10; second++) meter.add(100, second * 1000);
    for (let second = 11; second <= 40; second++) meter.add(1, second * 1000);
    const { perSecond } = meter.read(40_000);
    assert.ok(perSecond > 0.9 && perSecond < 1.2, String(perSecond));
  });

  it('never reports more done than there is', () => {
    const meter = new ProgressMeter('chunks', 3, 0);
    meter.add(5, 1000);
    assert.deepEqual(
      [meter.read(1000).done, meter.read(1000).total, meter.read(1000).secondsLeft],
      [5, 5, 0],
    );
  });
});
