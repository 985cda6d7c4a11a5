import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { buildExtension } from '../../packaging/packVsix.ts';
import { packCli } from '../../packaging/packCli.ts';
import { fixtureWorkspace } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

const run = promisify(execFile);

describe('ask-workspace as an npm package', () => {
  let path: string;
  const home = throwAwayFolder('home');
  /** An npm that cannot download anything. */
  let env: NodeJS.ProcessEnv;
  before(async () => {
    await buildExtension();
    path = await packCli();
    env = {
      PATH: process.env['PATH'],
      HOME: home.path,
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
    };
  });
  after(() => home[Symbol.asyncDispose]());

  it('runs from its file alone, without downloading anything', async () => {
    const question = 'In which order are the connection adapters sorted?';
    await copyFile(path, join(home.path, basename(path)));
    const { stdout } = await run(
      'npx',
      [
        '--yes',
        `./${basename(path)}`,
        'search',
        fixtureWorkspace,
        question,
        '--index',
        join(home.path, 'index'),
      ],
      { env, cwd: home.path },
    );
    assert.match(stdout.split('\n')[0] ?? '', /courier\/sessions\.py/);
  });

  it("contains none of the editor's parts", async () => {
    const prefix = join(home.path, 'prefix');
    await run('npm', ['install', '--global', '--prefix', prefix, path], { env, cwd: home.path });
    const installed = join(prefix, 'lib/node_modules/ask-workspace');
    const files = await readdir(installed, { recursive: true });
    assert.ok(files.includes(join('dist', 'cli.js')));
    assert.deepEqual(
      files.filter((file) => /^dist.extension|webview|walkthrough|codicon/.test(file)),
      [],
    );
  });
});
