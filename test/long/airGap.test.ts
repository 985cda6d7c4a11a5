import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { TestWorkspace } from '../support/indexes/indexProcess.ts';
import { realModel } from '../support/models/realModels.ts';
import { repositoryRoot } from '../support/paths.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

const run = promisify(execFile);

/**
 * Runs a Node script in a network namespace that has no interface but a loopback one that is down.
 * @returns its output, and the calls by which it or a child of it opened a socket of the Internet
 * family, connected or not.
 */
async function runApart(
  args: readonly string[],
  { home, env = {} }: { home: string; env?: NodeJS.ProcessEnv },
): Promise<{ stdout: string; calls: string[] }> {
  const log = join(home, 'calls.txt');
  const watched = ['strace', '-f', '-qq', '-e', 'trace=socket,connect', '-e', 'signal=none'];
  const { stdout } = await run(
    'unshare',
    ['--map-root-user', '--net', ...watched, '-o', log, process.execPath, ...args],
    { env: { ...process.env, HOME: home, ...env }, maxBuffer: 1e8 },
  );
  const calls = (await readFile(log, 'utf8'))
    .split('\n')
    .filter((call) => call.includes('AF_INET'));
  return { stdout, calls };
}

describe('Without a network', function () {
  this.timeout(600_000);

  before(async function () {
    await run('unshare', ['--map-root-user', '--net', 'strace', '-V']).catch((error: unknown) => {
      console.warn(`SKIPPED: no watched network namespace can be made here: ${String(error)}`);
      this.skip();
    });
  });

  it('the watch sees a socket', async () => {
    await using home = throwAwayFolder('home');
    const script = "require('net').connect(9, '127.0.0.1').on('error', () => undefined)";
    const { calls } = await runApart(['-e', script], { home: home.path });
    assert.notDeepEqual(calls, []);
  });

  it('indexes, searches and answers with real models, and opens no socket', async function () {
    const models = dirname(realModel(this, 'SmolLM2-135M-Instruct.Q4_1.gguf'));
    realModel(this, 'Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx');
    await using workspace = await new TestWorkspace().write({
      'kiln.md': '# The kiln\n\nPorcelain is fired at cone ten, which takes eleven hours.\n',
      'glaze.py': 'def mix(ash, water):\n    """Mixes a glaze of ash."""\n    return ash / water\n',
    });
    await using home = throwAwayFolder('home');
    const ask = async (command: string, ...args: string[]): Promise<string> => {
      const { stdout, calls } = await runApart(
        [join(repositoryRoot, 'src/cli/main.ts'), command, workspace.root, ...args],
        { home: home.path, env: { ASK_WORKSPACE_MODELS: models } },
      );
      assert.deepEqual(calls, []);
      return stdout;
    };
    assert.match(await ask('index'), /2 files.*[1-9]\d* embeddings computed/s);
    assert.match(await ask('search', 'At which cone is porcelain fired?'), /^\[1\] kiln\.md/m);
    const answer = await ask('ask', 'At which cone is porcelain fired?');
    assert.match(answer, /^Sentences: /m);
  });
});
