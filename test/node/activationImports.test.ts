import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadedWith } from '../support/loadedWith.ts';
import { repositoryRoot } from '../support/paths.ts';

describe('activation', () => {
  it('loads no code that only a question, page, command, server or download needs', async () => {
    const loaded = await loadedWith('src/extension.ts');
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
