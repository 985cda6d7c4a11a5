import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const wellKnown = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Only the page that a test opens may be requested. Unless told otherwise, a browser contacts its
 * maker's hosts.
 */
const quietArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts a headless Chromium that is installed on this machine (at `CHROMIUM`, else in the usual
 * places).
 */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? wellKnown.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      "no Chromium found: install Debian's chromium package, or name one in the environment " +
        'variable CHROMIUM',
    );
  // Chromium's sandbox does not work for root, and CI runs as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, headless: true, args: [...sandbox, ...quietArguments] });
}
