import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { globSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixtureWorkspace, repositoryRoot, resultsFolder } from './paths.ts';
import { exitOnSignals } from './processGroup.ts';
import { throwAwayFolder } from './throwAwayFolder.ts';

/**
 * Runs test/integration with mocha inside a real extension host. The host is the desktop VS Code in
 * `VSCODE_EXECUTABLE_PATH`, with `VSCODE_DESKTOP=download` one that test-electron downloads, else
 * code-server.
 * The extension is the built one in this repository. It opens a copy of the fixture workspace,
 * which tests may change, in a .code-workspace file, so that adding a folder restarts nothing. VS
 * Code's git is off, because tests create and remove repositories. Auto-save is off, although VS
 * Code turns it on in a browser.
 */

const outdir = join(resultsFolder, 'integration');
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: [
    'test/integration/suite.ts',
    ...globSync('test/integration/**/*.test.ts', { cwd: repositoryRoot }),
  ],
  absWorkingDir: repositoryRoot,
  outdir,
  outbase: join(repositoryRoot, 'test/integration'),
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
  logLevel: 'warning',
});

exitOnSignals();
await using scratch = throwAwayFolder('integration');
await cp(fixtureWorkspace, join(scratch.path, 'courier'), { recursive: true });
const workspaceFile = join(scratch.path, 'tests.code-workspace');
await writeFile(
  workspaceFile,
  JSON.stringify({
    folders: [{ path: 'courier' }],
    settings: { 'git.enabled': false, 'files.autoSave': 'off' },
  }),
);

const standIn = join(import.meta.dirname, 'codeStandIn.ts');
const executable =
  process.env['VSCODE_EXECUTABLE_PATH'] ??
  (process.env['VSCODE_DESKTOP'] === 'download' ? undefined : standIn);
process.exitCode = await runTests({
  ...(executable === undefined ? {} : { vscodeExecutablePath: executable }),
  extensionDevelopmentPath: repositoryRoot,
  extensionTestsPath: join(outdir, 'suite.cjs'),
  launchArgs: [workspaceFile],
}).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  return 1;
});
