import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import { isFailure } from '../../../src/core/errors.ts';
import { makeKit } from '../../../src/cli/kit/makeKit.ts';
import { verifyKit } from '../../../src/cli/kit/verifyKit.ts';
import { runCli } from '../../support/runCli.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

describe('a kit for machines without a network', () => {
  let folder: ThrowAwayFolder;
  const at = (name: string): string => join(folder.path, name);

  beforeEach(async () => {
    folder = throwAwayFolder('kit-test');
    await mkdir(at('models'));
    makeScriptedModel(at('models/tiny.gguf'), 'An answer.');
    await writeFile(at('ask-workspace-linux-x64.vsix'), 'as if it were a package');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const make = (models: readonly string[] = ['tiny.gguf']): Promise<readonly string[]> =>
    makeKit({
      archive: at('kit.tar'),
      vsix: at('ask-workspace-linux-x64.vsix'),
      models,
      modelsFolder: at('models'),
    });

  it('contains the package, the models, instructions and checksums', async () => {
    assert.deepEqual(await make(), [
      'SHA256SUMS',
      'INSTALL.md',
      'ask-workspace-linux-x64.vsix',
      'models/tiny.gguf',
    ]);
    assert.deepEqual(await verifyKit(at('kit.tar')), []);
  });

  it('contains all parts of a split model', async () => {
    makeScriptedModel(at('models/split'), 'An answer.', { inParts: true });
    assert.deepEqual((await make(['split-00001-of-00002.gguf'])).slice(3), [
      'models/split-00001-of-00002.gguf',
      'models/split-00002-of-00002.gguf',
    ]);
  });

  it('names a changed file, whichever byte was changed', async () => {
    await make();
    const bytes = await readFile(at('kit.tar'));
    const place = bytes.indexOf('as if it were a package');
    bytes.write('X', place);
    await writeFile(at('kit.tar'), bytes);
    assert.deepEqual(await verifyKit(at('kit.tar')), [
      'ask-workspace-linux-x64.vsix has changed or is damaged',
    ]);
  });

  it('names missing files and files that are not on the list', async () => {
    const sums = `${'a'.repeat(64)}  gone.gguf\n`;
    await writeFile(at('SHA256SUMS'), sums);
    await writeFile(at('extra.txt'), 'extra');
    await create({ cwd: folder.path, file: at('kit.tar') }, ['SHA256SUMS', 'extra.txt']);
    assert.deepEqual(await verifyKit(at('kit.tar')), [
      'gone.gguf is missing',
      'extra.txt is not on its list',
    ]);
  });

  it('is not made from a file that differs from the catalog', async () => {
    await writeFile(at('models/llama-2-7b-chat.Q4_K_M.gguf'), 'not it');
    await assert.rejects(make(['llama-2-7b-chat']), (error) =>
      isFailure(error, 'checksum-mismatch'),
    );
  });

  it('is not made without a requested model, or from outside the folder', async () => {
    for (const name of ['llama-2-7b-chat', '../ask-workspace-linux-x64.vsix'])
      await assert.rejects(make([name]), (error) => isFailure(error, 'model-missing'));
  });

  it('can be made and checked in a terminal', async () => {
    const vsix = at('ask-workspace-linux-x64.vsix');
    const parts = ['--vsix', vsix, '--models', 'tiny.gguf', '--from', at('models')];
    const made = await runCli(['kit', ...parts, at('kit.tar')], folder.path);
    assert.equal(made.code, 0, made.stderr);
    const checked = await runCli(['kit', 'verify', at('kit.tar')], folder.path);
    assert.deepEqual([checked.code, checked.stdout], [0, 'Every file matches its checksum.\n']);
    await writeFile(at('kit.tar'), 'not an archive');
    assert.equal((await runCli(['kit', 'verify', at('kit.tar')], folder.path)).code, 3);
  });
});
