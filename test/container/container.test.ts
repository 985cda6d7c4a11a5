import assert from 'node:assert/strict';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { ChatView } from '../e2e/pages/chatView.ts';
import { Workbench } from '../e2e/pages/workbench.ts';
import { launchChromium } from '../support/chromium.ts';
import { fixtureWorkspace, repositoryRoot } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../support/throwAwayFolder.ts';
import { provideBaseImage } from './baseImage.ts';
import { startDockerEngine } from './dockerEngine.ts';
import type { DockerEngine } from './dockerEngine.ts';

const image = 'ask-workspace:test';
const port = 18_501;
const password = 'a password of this test';
const healthyMs = 180_000;

describe('The container', () => {
  let engine: DockerEngine;
  let folder: ThrowAwayFolder;
  const containers: string[] = [];

  before(async function () {
    try {
      engine = await startDockerEngine();
    } catch (error) {
      console.log(`skipped: ${String(error)}`);
      this.skip();
    }
    await provideBaseImage(engine);
    const file = join(repositoryRoot, 'media/container/Dockerfile');
    await engine.docker('build', '--network=host', '-t', image, '-f', file, repositoryRoot);
    folder = throwAwayFolder('container');
    await cp(fixtureWorkspace, join(folder.path, 'courier'), { recursive: true });
    await mkdir(join(folder.path, 'models'));
  });
  after(async () => {
    for (const id of containers) await engine.docker('rm', '--force', '--volumes', id);
    await engine.stop();
    await folder[Symbol.asyncDispose]();
  });

  /**
   * Starts it as compose.yaml does.
   * @returns its id.
   */
  async function start(...options: readonly string[]): Promise<string> {
    const volumes = ['-v', `${join(folder.path, 'courier')}:/workspace`];
    const models = ['-v', `${join(folder.path, 'models')}:/models:ro`];
    const locked = ['--read-only', '--tmpfs', '/tmp', '--cap-drop=ALL'];
    const address = ['-p', `127.0.0.1:${port}:8501`];
    const args = [...locked, ...volumes, ...models, ...address, ...options, image];
    const id = (await engine.docker('run', '--detach', ...args)).trim();
    containers.push(id);
    return id;
  }

  async function healthy(id: string): Promise<void> {
    const deadline = Date.now() + healthyMs;
    const status = () => engine.docker('inspect', '-f', '{{.State.Health.Status}}', id);
    while ((await status()).trim() !== 'healthy') {
      assert.ok(Date.now() < deadline, await engine.docker('logs', id));
      await delay(1000);
    }
  }

  it('without a password, listens only inside and says why', async () => {
    const id = await start();
    await healthy(id);
    assert.match(await engine.docker('logs', id), /no PASSWORD.*inside this container only/);
    await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`));
    await engine.docker('rm', '--force', '--volumes', id);
    containers.pop();
  });

  it('ends instead of becoming healthy if the extension cannot index and search', async () => {
    const id = await start('--tmpfs', '/opt/extensions');
    assert.notEqual((await engine.docker('wait', id)).trim(), '0');
    assert.match(await engine.docker('logs', id), /Cannot find module .*cli\.js/);
  });

  describe('with a password', () => {
    let id: string;
    let browser: Browser;
    before(async () => {
      id = await start('-e', `PASSWORD=${password}`);
      await healthy(id);
      browser = await launchChromium();
    });
    after(() => browser.close());

    it('runs as an unprivileged user that cannot change the image', async () => {
      assert.equal((await engine.docker('exec', id, 'id', '-u')).trim(), '1000');
      await assert.rejects(engine.docker('exec', id, 'touch', '/opt/ask-workspace/start.sh'));
    });

    it('shows nothing before the password is given', async () => {
      const { status, headers } = await fetch(`http://127.0.0.1:${port}/?folder=/workspace`, {
        redirect: 'manual',
      });
      assert.equal(status, 302);
      assert.match(headers.get('location') ?? '', /login/);
    });

    it('opens VS Code; a question finds sources, and a source opens', async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(120_000);
      await page.goto(`http://127.0.0.1:${port}/?folder=/workspace`);
      await page.locator('input[type=password]').fill(password);
      await page.keyboard.press('Enter');
      const workbench = new Workbench(page);
      const chat = new ChatView(page);
      await workbench.ready();
      await workbench.openActivity('Ask Workspace');
      await chat.button('Manage workspace trust').click();
      await page.getByRole('button', { name: 'Trust', exact: true }).click();
      await page.getByRole('button', { name: /^Close Modal Editor/ }).click();
      await chat.ask('In which order are the connection adapters sorted?');
      await chat.ended();
      assert.match((await chat.sourcePaths())[0] ?? '', /courier\/sessions\.py/);
      await chat.sources.first().click();
      await workbench.showsFile('sessions.py');
    });

    it('exits with code 0 within ten seconds of SIGTERM', async () => {
      const started = Date.now();
      await engine.docker('stop', '--time', '20', id);
      assert.ok(Date.now() - started < 10_000);
      const state = await engine.docker('inspect', '-f', '{{.State.ExitCode}}', id);
      assert.equal(state.trim(), '0');
    });
  });
});
