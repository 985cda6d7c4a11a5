import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findDesktopCode } from '../../start/desktopCode.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

describe('The desktop VS Code', () => {
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  async function find(version: string | null, more: NodeJS.ProcessEnv = {}): Promise<unknown> {
    await using folder = throwAwayFolder('code');
    if (version !== null) {
      await writeFile(
        join(folder.path, 'code'),
        `#!/bin/sh\necho "${version}"; echo 0123abcd; echo x64\n`,
      );
      await chmod(join(folder.path, 'code'), 0o755);
    }
    return await findDesktopCode({ PATH: folder.path, DISPLAY: ':0', ...more });
  }

  for (const version of ['1.111.0', '1.139.1', '2.0.0']) {
    it(`is used when it is ${version} and there is a display`, async () => {
      assert.deepEqual(await find(version), { version });
    });
  }

  for (const version of ['1.110.9', '0.200.0', 'not a version']) {
    it(`is not used when its version is ${version}`, async () => {
      assert.deepEqual(await find(version), {
        reason: `\`code\` on the PATH is ${version}, older than 1.111`,
      });
    });
  }

  it('is used under Wayland', async () => {
    assert.deepEqual(await find('1.120.0', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }), {
      version: '1.120.0',
    });
  });

  it('is not used without a display', async () => {
    assert.deepEqual(await find('1.120.0', { DISPLAY: '' }), { reason: 'there is no display' });
  });

  it('is not used if it is not installed', async () => {
    assert.deepEqual(await find(null), { reason: 'there is no `code` on the PATH' });
  });

  it('is not used from the terminal of a remote window', async () => {
    assert.deepEqual(await find('1.120.0', { VSCODE_IPC_HOOK_CLI: '/tmp/socket' }), {
      reason: 'this is a terminal of a remote VS Code',
    });
  });
});
