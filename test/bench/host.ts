import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { repositoryRoot, resultsFolder, testModelsFolder } from '../support/paths.ts';
import { exitOnSignals } from '../support/processGroup.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

/**
 * `npm run bench:host`: how long the event loop of the real extension host is blocked while this
 * repository's sources are indexed and questions are asked, beside the same host doing nothing.
 * Build first. The editor is the one of the integration tests.
 */
const outfile = join(resultsFolder, 'bench', 'hostLoop.cjs');
await build({
  entryPoints: ['test/bench/hostLoop.ts'],
  absWorkingDir: repositoryRoot,
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  external: ['vscode'],
  logLevel: 'warning',
});
exitOnSignals();
await using scratch = throwAwayFolder('bench');
await cp(join(repositoryRoot, 'src'), join(scratch.path, 'src'), { recursive: true });
const models = testModelsFolder();
if (models === undefined) console.warn('SKIPPED: embeddings; there is no folder with test models.');
else {
  // Without a chat model, because indexing pauses while one answers.
  process.env['ASK_WORKSPACE_MODELS'] = join(scratch.path, 'models');
  await cp(join(models, 'Xenova'), join(scratch.path, 'models', 'Xenova'), { recursive: true });
}
process.exitCode = await runTests({
  vscodeExecutablePath:
    process.env['VSCODE_EXECUTABLE_PATH'] ?? join(import.meta.dirname, '../support/codeStandIn.ts'),
  extensionDevelopmentPath: await inactiveExtension(join(scratch.path, 'extension')),
  extensionTestsPath: outfile,
  launchArgs: [join(scratch.path, 'src')],
});

/** The extension as it ships, but activated by nothing: the bench does that, and measures it. */
async function inactiveExtension(folder: string): Promise<string> {
  await mkdir(folder);
  for (const name of ['dist', 'l10n', 'media', 'package.nls.json', 'package.nls.ko.json'])
    await symlink(join(repositoryRoot, name), join(folder, name));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ ...manifest, activationEvents: [] }),
  );
  return folder;
}
