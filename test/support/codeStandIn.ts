#!/usr/bin/env node
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launchChromium } from './chromium.ts';
import { startEditor } from './editor.ts';
import { resultsFolder } from './paths.ts';

/**
 * Replaces the desktop `code` executable in @vscode/test-electron if there is no desktop. It takes
 * the same arguments, but the workbench is code-server's in a headless Chromium. The extension host
 * is the real one. Exits with the code of the tests.
 */

const limitMs = 8 * 60_000;
const argv = process.argv.slice(2);
const opened = argv.find((argument) => !argument.startsWith('-'));

/** Lines of the workbench's own start, which are of no use in a test's log. */
const noise = new RegExp(
  String.raw`^(Resolv(ing|ed) connection token|Creating a socket|\[reconnection-grace-time\]|` +
    String.raw`\[Service Worker\]|\[AgentHost|\[AccountPolicyGate\]|` +
    'Ignoring fetching additional|Updating additional builtin)',
);

function valuesOf(option: string): readonly string[] {
  const prefix = `--${option}=`;
  return argv
    .filter((argument) => argument.startsWith(prefix))
    .map((argument) => resolve(argument.slice(prefix.length)));
}

async function run(): Promise<number> {
  // Only a server that allows the smoke-test driver starts tests; others silently ignore the
  // payload.
  await using cleanUp = new AsyncDisposableStack();
  const extensions = valuesOf('extensions-dir')[0] ?? join(resultsFolder, 'no-extensions');
  mkdirSync(extensions, { recursive: true });
  const editor = await startEditor({
    extensions,
    serverArguments: ['--vscode-option', 'enable-smoke-test-driver'],
  });
  cleanUp.defer(() => editor.stop());
  const browser = await launchChromium();
  cleanUp.defer(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });

  const finished = Promise.withResolvers<number>();
  // Both must exist before the page loads: a short suite could end before a later `exposeFunction`.
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    finished.resolve(code);
  });
  await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
    if (!noise.test(String(args[0])))
      console[type === 'error' || type === 'warn' ? type : 'log'](...args);
  });
  page.on('crash', () => {
    finished.reject(new Error('the browser page crashed'));
  });
  process.once('SIGTERM', () => {
    finished.reject(new Error('stopped by SIGTERM'));
  });
  process.once('SIGINT', () => {
    finished.reject(new Error('stopped by SIGINT'));
  });
  const limit = setTimeout(() => {
    finished.reject(new Error(`the tests did not end within ${limitMs} ms`));
  }, limitMs);
  cleanUp.defer(() => {
    clearTimeout(limit);
  });

  await page.goto(address(editor.url));
  try {
    return await finished.promise;
  } catch (error) {
    await page
      .screenshot({ path: join(resultsFolder, 'integration-failed.png') })
      .catch(() => undefined);
    throw error;
  }
}

function address(url: string): string {
  const authority = new URL(url).host;
  const remote = (path: string): string => `vscode-remote://${authority}${path}`;
  const payload = [
    ...valuesOf('extensionDevelopmentPath').map((path) => [
      'extensionDevelopmentPath',
      remote(path),
    ]),
    ...valuesOf('extensionTestsPath').map((path) => ['extensionTestsPath', remote(path)]),
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams(
    opened === undefined
      ? { ew: 'true' }
      : { [opened.endsWith('.code-workspace') ? 'workspace' : 'folder']: resolve(opened) },
  );
  query.set('payload', JSON.stringify(payload));
  return `${url}/?${query.toString()}`;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
