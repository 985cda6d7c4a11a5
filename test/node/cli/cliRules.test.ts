import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { WriterLock } from '../../../src/node/catalog/database/writerLock.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { outcome, runCli, startCli } from '../../support/runCli.ts';
import type { CliResult } from '../../support/runCli.ts';

const files = {
  'notes.txt': 'The aardvark sleeps.\n',
  'large.txt': 'The badger digs a long tunnel.\n'.repeat(1000),
  '.gitignore': 'build/\n',
  'build/out.txt': 'x',
  id_rsa: 'x',
};
const smallLimit = ['--set', 'index.maxFileSizeMB=0.01'];

describe('ask-workspace and the rules of an index', () => {
  let workspace: TestWorkspace;

  function run(...args: readonly string[]): Promise<CliResult> {
    return runCli(args, workspace.base);
  }

  beforeEach(async () => {
    workspace = await new TestWorkspace().write(files);
    await mkdir(workspace.base);
  });

  afterEach(() => workspace[Symbol.asyncDispose]());

  it('lists each skipped file with its reason', async () => {
    const expected = [
      { path: 'build/', reason: 'ignored' },
      { path: 'id_rsa', reason: 'secret' },
      { path: 'large.txt', reason: 'too-large' },
    ];
    const json = await run('index', workspace.root, ...smallLimit, '--json');
    assert.deepEqual((JSON.parse(json.stdout) as { leftOut: unknown }).leftOut, expected);
    const { stdout } = await run('index', workspace.root, ...smallLimit, '--verbose');
    assert.match(stdout, /^ {2}build\/: ignored\n {2}id_rsa: secret\n {2}large\.txt: too large$/m);
  });

  it('keeps the rules the index was built with, says so, and replaces them when told', async () => {
    await run('index', workspace.root, ...smallLimit);
    const kept = await run('search', workspace.root, 'badger');
    assert.equal(kept.code, 1);
    assert.match(kept.stderr, /built with other exclude patterns or size limits.*--replace-rules/);
    const replaced = await run('search', workspace.root, 'badger', '--replace-rules');
    assert.equal(replaced.code, 0);
    assert.doesNotMatch(replaced.stderr, /--replace-rules/);
    const again = await run('search', workspace.root, 'badger');
    assert.equal(again.code, 0);
    assert.doesNotMatch(again.stderr, /--replace-rules/);
  });

  it('waits while another process builds the index for the first time', async () => {
    const base = join(workspace.base, 'shared');
    const directory = await indexLocation(base, workspace.root);
    const lock = WriterLock.tryAcquire(directory);
    assert.ok(lock !== undefined);
    const child = startCli(['search', workspace.root, 'aardvark', '--index', base], workspace.base);
    child.stderr.on('data', (data: Buffer) => {
      if (data.toString().includes('indexing this folder for the first time')) lock.release();
    });
    const { code, stdout } = await outcome(child);
    assert.equal(code, 0);
    assert.match(stdout, /notes\.txt/);
  });
});
