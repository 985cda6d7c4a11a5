import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../support/paths.ts';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';

const manifest = join(repositoryRoot, 'media/container/kubernetes.yaml');
/** From PyPI; it has the schemas of Kubernetes in it. */
const validator = 'kubernetes-validate==1.37.0';
/** A Go module. */
const actionlint = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7';

describe('The Kubernetes manifests', () => {
  const scratch = throwAwayFolder('kubernetes');
  const validate = (file: string): Promise<unknown> =>
    mustRun('python3', ['-m', 'kubernetes_validate', '--strict', '--quiet', file], {
      env: { ...process.env, PYTHONPATH: join(scratch.path, 'python') },
    });

  before(async function () {
    const install = ['-m', 'pip', 'install', '--quiet', '--only-binary=:all:', '--retries=1'];
    const target = ['--target', join(scratch.path, 'python'), validator];
    await mustRun('python3', [...install, ...target]).catch((error: unknown) => {
      console.log(`skipped: ${String(error)}`);
      this.skip();
    });
  });
  after(() => scratch[Symbol.asyncDispose]());

  it('are valid, and one with a misspelt field is not', async () => {
    await validate(manifest);
    const wrong = join(scratch.path, 'wrong.yaml');
    const text = await readFile(manifest, 'utf8');
    await writeFile(wrong, text.replace('containerPort', 'containerPrt'));
    await assert.rejects(validate(wrong), /exit code 1/);
  });
});

describe('The workflows', () => {
  it('have no fault that actionlint knows, and one with a misspelt key does', async function () {
    await using scratch = throwAwayFolder('workflow');
    const lint = (...files: readonly string[]): Promise<unknown> =>
      mustRun('go', ['run', actionlint, '-shellcheck=', ...files], { cwd: repositoryRoot });
    await mustRun('go', ['run', actionlint, '-version']).catch((error: unknown) => {
      console.log(`skipped: ${String(error)}`);
      this.skip();
    });
    await lint('.github/workflows/ci.yml', '.github/workflows/release.yml');
    const wrong = join(scratch.path, 'wrong.yml');
    const text = await readFile(join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8');
    await writeFile(wrong, text.replace('runs-on:', 'run-on:'));
    await assert.rejects(lint(wrong), /exit code 1/);
  });
});
