import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { installExtension, startEditor } from '../support/editor.ts';
import type { Editor, EditorOptions } from '../support/editor.ts';
import { vsixPath } from '../../packaging/packVsix.ts';
import { ownTarget } from '../../packaging/targets.ts';
import { fixtureWorkspace, repositoryRoot, resultsFolder } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { ChatView } from './pages/chatView.ts';
import { Workbench } from './pages/workbench.ts';

/** A window of a real VS Code with the packed extension and a folder open. */
export interface EditorWindow {
  readonly workbench: Workbench;
  readonly chat: ChatView;
  /** Absolute path of the open folder. */
  readonly folder: string;
  readonly editor: Editor;
  /** Addresses outside this machine that the page requested. */
  readonly outsideRequests: readonly string[];
  /** Saves a picture of the window as test-results/NAME.png. */
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * A step that takes longer has failed. The limit is generous, because the machine does other things
 * too.
 */
const stepLimitMs = 60_000;

let installed: Promise<string> | undefined;

/** The folder with the packed extension, installed once for all windows. */
export function installedExtensions(): Promise<string> {
  installed ??= (async () => {
    const { path } = throwAwayFolder('extensions');
    await installExtension(vsixPath(ownTarget()), path);
    return path;
  })();
  return installed;
}

export interface WindowOptions extends Omit<EditorOptions, 'extensions'> {
  /** The folder to open. Default: a fresh copy of the fixture workspace. */
  readonly folder?: string;
  /** Path of the .vsix of another extension that the window has. */
  readonly also?: string;
}

/** Opens a window. Its models and indexes are private and are deleted with it. */
export async function openWindow({
  folder: given,
  also,
  ...options
}: WindowOptions = {}): Promise<EditorWindow> {
  const scratch = throwAwayFolder('workspace');
  const folder = given ?? join(scratch.path, 'courier');
  if (given === undefined) await cp(fixtureWorkspace, folder, { recursive: true });
  let extensions = await installedExtensions();
  if (also !== undefined) {
    await cp(extensions, join(scratch.path, 'extensions'), { recursive: true });
    extensions = join(scratch.path, 'extensions');
    await installExtension(also, extensions);
  }
  const editor = await startEditor({ ...options, extensions });
  return show({ folder, editor, language: options.language }, () =>
    editor.stop().then(() => scratch[Symbol.asyncDispose]()),
  );
}

/**
 * Opens the same folder in a second browser with its own extension host. It can be closed alone,
 * and closes with the first window's editor.
 */
export function openBeside({ folder, editor }: EditorWindow): Promise<EditorWindow> {
  return show({ folder, editor, language: undefined }, () => Promise.resolve());
}

async function show(
  {
    folder,
    editor,
    language,
  }: Pick<EditorWindow, 'folder' | 'editor'> & { readonly language: string | undefined },
  closeRest: () => Promise<void>,
): Promise<EditorWindow> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(stepLimitMs);
  const outsideRequests = watchRequests(page);
  await page.goto(`${editor.url}/?folder=${encodeURI(folder)}`);
  const workbench = new Workbench(page);
  await workbench.ready();
  return {
    workbench,
    chat: new ChatView(page, language === undefined ? {} : bundleOf(language)),
    folder,
    editor,
    outsideRequests,
    screenshot: async (name) => {
      await page.screenshot({ path: join(resultsFolder, `${name}.png`) });
    },
    close: async () => {
      await browser.close();
      await closeRest();
    },
  };
}

/** The texts of the chat in a language, by their English text. */
function bundleOf(language: string): Readonly<Record<string, string>> {
  const file = join(repositoryRoot, 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

function watchRequests(page: Page): readonly string[] {
  const outside: string[] = [];
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // Files of an extension have a made-up host; the workbench's service worker answers for it.
    const isOurs = hostname === '127.0.0.1' || hostname.endsWith('.vscode-resource.vscode-cdn.net');
    if (protocol.startsWith('http') && !isOurs) outside.push(request.url());
  });
  return outside;
}

/** For `afterEach`: saves a picture of the window if a test has failed. */
export async function photographFailure(
  test: Mocha.Test | undefined,
  window: EditorWindow | undefined,
): Promise<void> {
  if (test?.state === 'failed')
    await window?.screenshot(`failed-${test.fullTitle().replace(/\W+/g, '-')}`);
}
