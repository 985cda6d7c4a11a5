import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../support/paths.ts';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { baseImage, provideBaseImage } from './baseImage.ts';
import { startDockerEngine } from './dockerEngine.ts';
import type { DockerEngine } from './dockerEngine.ts';

const run = promisify(execFile);

/** From npm: what VS Code itself builds dev containers with. */
const devContainers = '@devcontainers/cli@0.89.0';
const modelsVolume = 'ask-workspace-models';

describe('The dev container feature', () => {
  const folder = throwAwayFolder('dev-container');
  const workspace = join(folder.path, 'workspace');
  /** Undone in reverse, as far as it was begun. */
  const begun = new AsyncDisposableStack();
  let engine: DockerEngine;
  let id: string;

  before(async function () {
    begun.use(folder);
    try {
      engine = await startDockerEngine();
      begun.defer(() => engine.stop());
      await mustRun('npm', ['install', '--silent', '--prefix', folder.path, devContainers]);
    } catch (error) {
      console.log(`skipped: ${String(error)}`);
      this.skip();
    }
    await provideBaseImage(engine);
    const settings = join(workspace, '.devcontainer');
    await mkdir(settings, { recursive: true });
    const feature = join(repositoryRoot, 'media/container/feature');
    await cp(feature, join(settings, 'ask-workspace'), { recursive: true });
    await writeFile(
      join(settings, 'devcontainer.json'),
      JSON.stringify({
        image: baseImage,
        remoteUser: 'node',
        features: { './ask-workspace': {} },
      }),
    );
    id = await up();
    begun.defer(async () => {
      const image = (await engine.docker('inspect', '-f', '{{.Image}}', id)).trim();
      await engine.docker('rm', '--force', id);
      await engine.docker('rmi', '--force', image);
      await engine.docker('volume', 'rm', '--force', modelsVolume);
    });
  });
  after(() => begun.disposeAsync());

  it('has VS Code install the extension and look for models in the volume', async () => {
    const all = await devContainer('read-configuration', '--include-merged-configuration');
    const { customizations } = mergedConfiguration(all);
    assert.deepEqual(customizations, {
      vscode: [
        {
          extensions: ['ask-workspace.ask-workspace'],
          settings: { 'askWorkspace.models.folder': '/ask-workspace-models' },
        },
      ],
    });
  });

  it('keeps what its user puts there when the container is made again', async () => {
    await inside('sh', '-c', 'id -un > /ask-workspace-models/model.gguf');
    const first = id;
    id = await up('--remove-existing-container');
    assert.notEqual(id, first);
    assert.equal((await inside('cat', '/ask-workspace-models/model.gguf')).trim(), 'node');
  });

  /** @returns the id of the container. */
  async function up(...options: readonly string[]): Promise<string> {
    // BuildKit would fetch its frontend for the build file that the tool writes.
    const output: unknown = JSON.parse(await devContainer('up', '--buildkit', 'never', ...options));
    assert.ok(typeof output === 'object' && output !== null && 'containerId' in output);
    assert.ok(typeof output.containerId === 'string');
    return output.containerId;
  }

  function inside(...command: readonly string[]): Promise<string> {
    return devContainer('exec', ...command);
  }

  /** @returns what it prints; its log goes elsewhere. */
  async function devContainer(command: string, ...args: readonly string[]): Promise<string> {
    const program = join(folder.path, 'node_modules/@devcontainers/cli/devcontainer.js');
    const docker = ['--docker-path', engine.program];
    const place = ['--workspace-folder', workspace];
    const all = [program, command, ...docker, ...place, ...args];
    return (await run(process.execPath, all, { env: engine.environment })).stdout;
  }
});

function mergedConfiguration(json: string): { readonly customizations: unknown } {
  const all: unknown = JSON.parse(json);
  assert.ok(typeof all === 'object' && all !== null && 'mergedConfiguration' in all);
  const merged = all.mergedConfiguration;
  assert.ok(typeof merged === 'object' && merged !== null && 'customizations' in merged);
  return merged;
}
