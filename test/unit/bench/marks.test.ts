import assert from 'node:assert/strict';
import { markLine, marksIn, marksTable } from '../../bench/marks.ts';

const size = { what: 'package for linux-x64', value: '93.1 MB', goal: 'at most 120 MB' };
const loop = { what: 'host at work (3.1 s)', value: '28 ms (7 ms | p99)', goal: 'at most 50 ms' };

describe('performance marks', () => {
  it('are read from what a bench prints, among other lines', () => {
    const output = ['starting: (goal unknown)', markLine(size), '', markLine(loop), 'done'].join(
      '\n',
    );
    assert.deepEqual(marksIn(output), [size, loop]);
  });

  it('make a table in which each is beside its goal', () => {
    assert.equal(
      marksTable([size, loop]),
      '| what | measured | goal |\n' +
        '| --- | --- | --- |\n' +
        '| package for linux-x64 | 93.1 MB | at most 120 MB |\n' +
        '| host at work (3.1 s) | 28 ms (7 ms \\| p99) | at most 50 ms |\n',
    );
  });
});
