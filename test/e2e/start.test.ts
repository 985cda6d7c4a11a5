import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';
import { cacheFolder, fixtureWorkspace, repositoryRoot } from '../support/paths.ts';
import { familyOf, haveEnded } from '../support/processesOf.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { Workbench } from './pages/workbench.ts';

/** Starts `npm start` as a user does, but without a display, so that it serves VS Code. */
function start(
  args: readonly string[],
  home: string,
): {
  output: () => string;
  group: number;
  printed: (pattern: RegExp) => Promise<string>;
  ended: Promise<unknown[]>;
} {
  const env = {
    ...process.env,
    HOME: home,
    XDG_CACHE_HOME: dirname(cacheFolder),
    XDG_DATA_HOME: join(home, 'data'),
    TMPDIR: join(home, 'tmp'),
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  };
  const child = spawn('npm', ['start', '--', ...args], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  process.once('exit', () => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      /* It has exited. */
    }
  });
  let output = '';
  const printed = (pattern: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(output);
        if (found !== null) resolve(found[1] ?? found[0]);
      };
      child.stdout.on('data', look);
      child.once('close', () => {
        reject(new Error(`npm start ended:\n${output}`));
      });
      look();
    });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  return { output: () => output, group: child.pid ?? 0, printed, ended: once(child, 'close') };
}

describe('npm start', () => {
  const home = throwAwayFolder('home');
  const leftOver = (): readonly string[] =>
    readdirSync(join(home.path, 'tmp')).filter((name) => name.startsWith('ask-workspace-'));
  before(async () => {
    await mkdir(join(home.path, 'tmp'));
  });
  after(() => home[Symbol.asyncDispose]());

  it('serves VS Code with the folder open until Ctrl-C, which leaves nothing behind', async () => {
    const run = start([fixtureWorkspace], home.path);
    const url = await run.printed(/(http:\/\/127\.0\.0\.1:\d+\/\?folder=\S+)/);
    assert.match(run.output(), /Using code-server .*because there is no display/);
    const browser = await launchChromium();
    const page = await browser.newPage();
    page.setDefaultTimeout(60_000);
    await page.goto(url);
    await new Workbench(page).ready();
    await page.locator('.activitybar a.action-label[aria-label^="Ask Workspace"]').waitFor();
    await browser.close();
    const started = familyOf(run.group);
    assert.ok(started.some(({ command }) => command.includes('code-server')));
    // A terminal sends it to npm and everything that npm runs.
    process.kill(-run.group, 'SIGINT');
    await run.ended;
    await haveEnded(started, 1000);
    assert.deepEqual(leftOver(), []);
  });

  it('leaves nothing behind when it is stopped while packaging', async () => {
    const run = start([fixtureWorkspace], home.path);
    await run.printed(/This extension consists of/);
    const started = familyOf(run.group);
    process.kill(-run.group, 'SIGTERM');
    await run.ended;
    await haveEnded(started, 1000);
    assert.deepEqual(leftOver(), []);
  });

  it('leaves no VS Code files in the home folder', () => {
    assert.equal(existsSync(join(home.path, 'data', 'code-server')), false);
  });

  it('says that a folder does not exist', async () => {
    const run = start(['no-such-folder'], home.path);
    await run.ended;
    assert.match(run.output(), /npm start: .*no-such-folder is not a folder\nUsage: npm start/);
  });
});
