import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { chatHtml } from '../../src/vscode/chat/chatHtml.ts';
import { repositoryRoot } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

/**
 * The themes of VS Code 1.139 with variables in `themes/`: the ones the page uses, as a real
 * webview got them.
 */
export type Theme = 'darkModern' | 'lightModern' | 'highContrast' | 'highContrastLight';

export type PageLanguage = 'en' | 'ko';

export interface PageServer extends AsyncDisposable {
  /** Address of the chat page in a theme and a language. */
  readonly address: (theme: Theme, language: PageLanguage) => string;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.map': 'application/json',
};
const nonce = 'testNonce';

/** A theme as JSON, as `wearTheme` in vscodeStandIn.html takes it. */
export function readTheme(theme: string): string {
  return readFileSync(join(import.meta.dirname, 'themes', `${theme}.json`), 'utf8');
}

/** The texts of a language; none for English. */
export function readBundle(language: PageLanguage): Record<string, string> {
  if (language === 'en') return {};
  const path = join(repositoryRoot, 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
}

/**
 * Builds the chat page and serves it on loopback in the extension's own HTML with its content
 * security policy.
 */
export async function startPageServer(): Promise<PageServer> {
  const folder = throwAwayFolder('webview');
  await build({
    absWorkingDir: repositoryRoot,
    entryPoints: ['webview/main.ts'],
    outfile: join(folder.path, 'main.js'),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome130',
    minify: true,
    assetNames: '[name]',
    loader: { '.ttf': 'file' },
    logLevel: 'warning',
  });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === '/') {
      response.setHeader('Content-Type', 'text/html').end(
        html(`http://${request.headers.host}`, {
          theme: searchParams.get('theme') ?? '',
          language: searchParams.get('language') === 'ko' ? 'ko' : 'en',
        }),
      );
      return;
    }
    readFile(join(folder.path, pathname)).then(
      (content) => {
        response.setHeader('Content-Type', types[extname(pathname)] ?? 'text/plain').end(content);
      },
      () => {
        response.writeHead(404).end();
      },
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: (theme, language) => `http://127.0.0.1:${port}/?theme=${theme}&language=${language}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await folder[Symbol.asyncDispose]();
    },
  };
}

/**
 * The extension's page with what VS Code adds to it: the default styles, `acquireVsCodeApi`, and
 * the theme's variables.
 */
function html(
  origin: string,
  { theme, language }: { readonly theme: string; readonly language: PageLanguage },
): string {
  const page = chatHtml(
    { script: `${origin}/main.js`, style: `${origin}/main.css`, cspSource: origin },
    nonce,
    { language, bundle: readBundle(language) },
  );
  const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
  const styles = `<style nonce="${nonce}">${read('themes/defaultStyles.css')}</style>`;
  const script =
    `${read('vscodeStandIn.html')}<script ` +
    `nonce="${nonce}">wearTheme(${readTheme(theme)});</script>`;
  return page.replace('<head>', `<head>${styles}`).replace('<body>', `<body>${script}`);
}
