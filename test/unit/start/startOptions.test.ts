import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseStartOptions } from '../../start/startOptions.ts';

const here = import.meta.dirname;

describe('The folder and port of npm start', () => {
  it('are this repository and the default port if none are given', () => {
    assert.deepEqual(parseStartOptions([], here, tmpdir()), {
      folder: tmpdir(),
      port: undefined,
      models: undefined,
    });
  });

  it('resolve a relative folder against the current one', () => {
    const { folder, models } = parseStartOptions(['..', '--models', '.'], here, tmpdir());
    assert.deepEqual([folder, models], [dirname(here), here]);
  });

  it('include the given port', () => {
    assert.equal(parseStartOptions(['--port', '8501'], here, here).port, 8501);
  });

  for (const [what, args] of Object.entries({
    'a folder that is not there': ['nowhere'],
    'a file': [import.meta.filename],
    'two folders': ['.', '..'],
    'port 0': ['--port', '0'],
    'port 65536': ['--port', '65536'],
    'a port in words': ['--port', 'eight'],
    'models that are not there': ['--models', join(here, 'nowhere')],
    'an unknown option': ['--modles', '.'],
  })) {
    it(`cannot be ${what}`, () => {
      assert.throws(() => parseStartOptions(args, here, here));
    });
  }
});
