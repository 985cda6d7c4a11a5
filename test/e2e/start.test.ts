import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launchChromium } from '../support/chromium.ts';
import { cacheFolder, fixtureWorkspace, repositoryRoot } from '../support/paths.ts';
import { haveEnded, processesWith } from '../support/processesOf.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { Workbench } from './pages/workbench.ts';

/** Starts `npm start` as a person does; without a display, so that it serves. */
function start(args: readonly string[], home: string): { output: () => string; group: number; printed: (pattern: RegExp) => Promise<string>; ended: Promise<unknown[]> } {
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: dirname(cacheFolder), XDG_DATA_HOME: join(home, 'data'), DISPLAY: '', WAYLAND_DISPLAY: '' };
  const child = spawn('npm', ['start', '--', ...args], { cwd: repositoryRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  process.once('exit', () => { try { process.kill(-(child.pid ?? 0), 'SIGKILL'); } catch { /* It has ended. */ } });
  let output = '';
  const printed = (pattern: RegExp): Promise<string> => new Promise((resolve, reject) => {
    const look = (): void => {
      const found = pattern.exec(output);
      if (found !== null) resolve(found[1] ?? found[0]);
    };
    child.stdout.on('data', look);
    child.once('close', () => { reject(new Error(`npm start ended:\n${output}`)); });
    look();
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => { output += data.toString(); });
  return { output: () => output, group: child.pid ?? 0, printed, ended: once(child, 'close') };
}

describe('npm start', () => {
  const home = throwAwayFolder('home');
  after(() => home[Symbol.asyncDispose]());

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`serves VS Code with the folder open, and leaves no process and no folder after ${signal}`, async () => {
      const before = readdirSync(tmpdir());
      const run = start([fixtureWorkspace], home.path);
      const url = await run.printed(/(http:\/\/127\.0\.0\.1:\d+\/\?folder=\S+)/);
      assert.match(run.output(), /Using code-server .*because there is no display/);
      const browser = await launchChromium();
      const page = await browser.newPage();
      await page.goto(url);
      await new Workbench(page).ready();
      await page.locator('.activitybar a.action-label[aria-label^="Ask Workspace"]').waitFor();
      await browser.close();
      const started = processesWith(new URL(url).port).filter(({ command }) => command.includes('code-server'));
      assert.ok(started.length > 0);
      // As Ctrl-C does: to npm and all that it runs in the terminal's group.
      process.kill(-run.group, signal);
      await run.ended;
      await haveEnded(started, 1000);
      assert.deepEqual(readdirSync(tmpdir()).filter((name) => name.startsWith('ask-workspace-') && !before.includes(name)), []);
    });
  }

  it('leaves nothing of VS Code in the home folder', () => {
    assert.equal(existsSync(join(home.path, 'data', 'code-server')), false);
  });

  it('says what is wrong with a folder that is not there', async () => {
    const run = start(['no-such-folder'], home.path);
    await run.ended;
    assert.match(run.output(), /npm start: .*no-such-folder is not a folder\nUsage: npm start/);
  });
});
