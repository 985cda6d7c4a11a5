import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { ChatView } from '../e2e/pages/chatView.ts';
import { Workbench } from '../e2e/pages/workbench.ts';
import { launchChromium } from '../support/chromium.ts';
import { containersForTests } from './askContainers.ts';

const password = 'a password of this test';

describe('The container', () => {
  const containers = containersForTests();
  const docker = (...args: readonly string[]): Promise<string> => containers().docker(...args);

  it('ends instead of becoming healthy if the extension cannot index and search', async () => {
    const id = await containers().start('--tmpfs', '/opt/extensions');
    assert.notEqual((await docker('wait', id)).trim(), '0');
    assert.match(await docker('logs', id), /Cannot find module .*cli\.js/);
  });

  describe('with a password', () => {
    let id: string;
    let browser: Browser;
    before(async () => {
      id = await containers().start('-e', `PASSWORD=${password}`);
      await containers().healthy(id);
      browser = await launchChromium();
    });
    after(() => browser.close());

    it('runs as an unprivileged user that cannot change the image', async () => {
      assert.equal((await docker('exec', id, 'id', '-u')).trim(), '1000');
      await assert.rejects(docker('exec', id, 'touch', '/opt/ask-workspace/start.sh'));
    });

    it('opens VS Code; a question finds sources, and a source opens', async () => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(120_000);
      await page.goto(`${containers().address}/?folder=/workspace`);
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
      await docker('stop', '--time', '20', id);
      assert.ok(Date.now() - started < 10_000);
      const state = await docker('inspect', '-f', '{{.State.ExitCode}}', id);
      assert.equal(state.trim(), '0');
    });
  });
});
