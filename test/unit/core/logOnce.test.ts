import assert from 'node:assert/strict';
import { logOnce } from '../../../src/core/logOnce.ts';

describe('a log of errors that may repeat with every file', () => {
  it('has each line once', () => {
    const lines: string[] = [];
    const log = logOnce((line) => lines.push(line));
    for (const line of ['git: not found', 'no grammar', 'git: not found', 'no grammar']) log(line);
    assert.deepEqual(lines, ['git: not found', 'no grammar']);
  });

  it('forgets earlier lines after a thousand others', () => {
    let lines = 0;
    const log = logOnce(() => lines++);
    for (let line = 0; line < 1001; line++) log(String(line));
    log('0');
    assert.equal(lines, 1002);
  });
});
