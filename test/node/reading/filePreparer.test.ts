import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { PreparedFile } from '../../../src/core/indexing/fileRecords.ts';
import { createFileChunker } from '../../../src/node/reading/createFileChunker.ts';
import { WorkerFilePreparer } from '../../../src/node/reading/filePreparer.ts';
import { prepareFile } from '../../../src/node/reading/prepareFile.ts';
import { PreparerPool } from '../../../src/node/reading/preparerPool.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';

const limits = { maxFileBytes: 1000, maxPdfBytes: 1000 };
const crashing = new URL('../../support/children/crashingPreparer.ts', import.meta.url);

describe('preparing a file', () => {
  const prepare = (workspace: TestWorkspace, path: string, knownHash = ''): Promise<PreparedFile> =>
    prepareFile(
      { root: workspace.root, path, knownHash, maxBytes: 10_000 },
      createFileChunker(limits),
    );

  it('says that it is gone if it vanished after it was listed', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    assert.deepEqual(await prepare(workspace, 'gone.txt'), { outcome: 'gone' });
    assert.deepEqual(await prepare(workspace, 'a.txt/now a folder'), { outcome: 'gone' });
  });

  it('skips one that cannot be read or has grown beyond the limit', async () => {
    await using workspace = await new TestWorkspace().write({
      'folder/a.txt': 'words\n',
      'grown.txt': 'x'.repeat(10_001),
    });
    assert.deepEqual(await prepare(workspace, 'folder'), {
      outcome: 'skipped',
      hash: '',
      reason: 'unreadable',
    });
    assert.deepEqual(await prepare(workspace, 'grown.txt'), {
      outcome: 'skipped',
      hash: '',
      reason: 'too-large',
    });
  });

  it('does not cut a file again if its content is known', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    const first = await prepare(workspace, 'a.txt');
    assert.ok(first.outcome === 'chunked');
    assert.deepEqual(await prepare(workspace, 'a.txt', first.hash), { outcome: 'unchanged' });
  });
});

describe('a preparing thread', () => {
  for (const path of ['deadly', 'thrown']) {
    it(`that crashes (${path}) loses only that file, and says so`, async () => {
      const log: string[] = [];
      const preparer = new WorkerFilePreparer(crashing, limits, (line) => {
        log.push(line);
      });
      const prepared = await Promise.all(
        ['a', path, 'b', path, 'c'].map((own) => preparer.prepare('/root', own, '')),
      );
      const skipped = (hash: string, reason: 'binary' | 'parse-failed'): PreparedFile => ({
        outcome: 'skipped',
        hash,
        reason,
      });
      assert.deepEqual(prepared, [
        skipped('a', 'binary'),
        skipped('', 'parse-failed'),
        skipped('b', 'binary'),
        skipped('', 'parse-failed'),
        skipped('c', 'binary'),
      ]);
      assert.equal(
        log.filter((line) => line.startsWith(`${path} crashed`)).length,
        2,
        log.join('\n'),
      );
      assert.equal(preparer.pending, 0);
    });
  }

  it('prepares real files, and says when one is gone', async () => {
    await using workspace = await new TestWorkspace().write(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.txt`, `words ${i}\n`])),
    );
    const pool = new PreparerPool(
      new URL('../../../src/process/prepareWorker.ts', import.meta.url),
      limits,
      () => undefined,
    );
    const prepared = await Promise.all(
      Array.from({ length: 20 }, (_, i) => pool.prepare(workspace.root, `${i}.txt`, '')),
    );
    assert.deepEqual(
      prepared.map((one) => (one.outcome === 'chunked' ? one.chunks[0]?.text : one.outcome)),
      Array.from({ length: 20 }, (_, i) => `words ${i}`),
    );
    assert.deepEqual(await pool.prepare(workspace.root, join('no', 'such'), ''), {
      outcome: 'gone',
    });
  });
});
