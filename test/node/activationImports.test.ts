import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../support/paths.ts';

/** The files that are loaded with `src/extension.ts`: all it imports, but for `import()`. */
async function loadedAtActivation(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: ['src/extension.ts'],
    absWorkingDir: repositoryRoot,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'dist',
    platform: 'node',
    format: 'esm',
    splitting: true,
    external: ['vscode'],
  });
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && path in metafile.inputs) load(path);
  };
  load('src/extension.ts');
  return [...loaded];
}

describe('activation', () => {
  it('loads no code that only a question, page, command, server or download needs', async () => {
    const loaded = await loadedAtActivation();
    assert.ok(loaded.includes('src/engine.ts'));
    const needless = [
      'node_modules/vscode-jsonrpc/',
      'src/core/answering/answerService.ts',
      'src/core/answering/checking/words/',
      'src/vscode/assistants/chatParticipant.ts',
      'src/vscode/chat/serveChat.ts',
      'src/vscode/commands/chatCommands.ts',
      'src/vscode/commands/generalCommands.ts',
      'src/vscode/commands/index/',
      'src/vscode/commands/models/',
      'src/node/server/',
      'src/node/models/transfer/downloadFile.ts',
      'src/node/models/transfer/importModel.ts',
    ];
    assert.deepEqual(
      loaded.filter((file) => needless.some((start) => file.startsWith(start))),
      [],
    );
  });

  it('reads two files of the build, and of package.json only what settings may be', async () => {
    const read = (name: string): Promise<string> =>
      readFile(join(repositoryRoot, 'dist', name), 'utf8');
    const imports = (text: string): readonly string[] => text.match(/(?<=from "\.).+(?=")/g) ?? [];
    const start = await read('extension/start.js');
    assert.deepEqual(imports(await read('extension.js')), ['/extension/start.js']);
    assert.deepEqual(imports(start), []);
    assert.ok(start.includes('"askWorkspace.index.enabled"'));
    assert.ok(!start.includes('%setting.index.enabled%'));
    assert.ok(!start.includes('activationEvents'));
  });
});
