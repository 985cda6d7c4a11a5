import assert from 'node:assert/strict';
import { parseTarget, platformOf, targets } from '../../../packaging/targets.ts';

describe('targets', () => {
  it('are five platforms, each with a system and a processor', () => {
    assert.deepEqual(
      targets.map((target) => Object.values(platformOf(target)).join('-')),
      [...targets],
    );
    assert.equal(targets.length, 5);
  });

  it('are listed when another one is requested', () => {
    assert.throws(() => parseTarget('solaris-sparc'), /linux-x64.*darwin-arm64.*win32-x64/);
  });
});
