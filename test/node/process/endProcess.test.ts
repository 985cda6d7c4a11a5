import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/paths.ts';

describe('a process that ends itself', () => {
  it('does not wait for a thread that is computing', async () => {
    const child = fork(join(repositoryRoot, 'test/support/children/endingChild.ts'));
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    assert.equal(signal, 'SIGKILL');
  });
});
