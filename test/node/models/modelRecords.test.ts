import assert from 'node:assert/strict';
import { copyFile, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { makeScriptedModel } from '../../support/models/tinyModel.ts';

import { ModelsFolder, sha256 } from '../../support/models/modelsFolder.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

describe('LocalModelFiles keeps', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  let path: string;

  beforeEach(() => {
    path = join(at.models.folder, 'mine.gguf');
    makeScriptedModel(path, 'Yes.');
  });

  it('the checksum and the last use of a model that was found and used', async () => {
    const before = (await at.models.list())[0];
    assert.deepEqual([before?.sha256, before?.origin, before?.lastUsedMs], [null, 'found', null]);
    await at.models.noteUse(path, null, never);
    const after = (await at.models.list())[0];
    assert.equal(after?.sha256, sha256(await readFile(path)));
    assert(after.lastUsedMs !== null && after.lastUsedMs <= Date.now());
  });

  it('how fast a chat model was, until it is measured again or its file changes', async () => {
    const facts = async () => (await at.models.list())[0]?.chatFacts;
    assert.equal((await facts())?.speed, null);
    assert.ok(((await facts())?.memoryBytes ?? 0) > 0);
    const speed = { read: 40, written: 5 };
    await at.models.noteUse(path, speed, never);
    await at.models.noteUse(path, null, never);
    assert.deepEqual((await facts())?.speed, speed);
    assert.equal((await facts())?.firstWord.isMeasured, true);
    makeScriptedModel(path, 'No, not at all.');
    assert.equal((await facts())?.speed, null);
  });

  it('the checksum of a file at its last use, and whether it still matches', async () => {
    const used = await stat(path);
    const state = { bytes: used.size, modifiedMs: used.mtimeMs };
    assert.deepEqual(await at.models.identify(path, state), { sha256: null, isThere: true });
    const checksum = sha256(await readFile(path));
    await at.models.noteUse(path, null, never);
    assert.deepEqual(await at.models.identify(path, state), { sha256: checksum, isThere: true });
    makeScriptedModel(path, 'No, not at all.');
    assert.deepEqual(await at.models.identify(path, state), { sha256: checksum, isThere: false });
    await at.models.noteUse(path, null, never);
    assert.deepEqual(await at.models.identify(path, state), { sha256: null, isThere: false });
  });

  it('no model that differs from its checksum, even if size and date match', async () => {
    const date = new Date('2024-01-01');
    await utimes(path, date, date);
    await at.models.verify(path, quiet, never);
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    await utimes(path, date, date);
    await assert.rejects(at.models.verify(path, quiet, never), reason('checksum-mismatch'));
  });

  it("no file with a catalog name that differs from the catalog's checksum", async () => {
    const named = join(at.models.folder, 'llama-2-7b-chat.Q4_K_M.gguf');
    await copyFile(path, named);
    await assert.rejects(at.models.verify(named, quiet, never), reason('checksum-mismatch'));
  });

  it('no record of a file that was replaced', async () => {
    await at.models.verify(path, quiet, never);
    makeScriptedModel(path, 'No, not at all.');
    assert.equal((await at.models.list())[0]?.sha256, null);
  });

  it('every file but the models of its folder on deletion', async () => {
    await at.models.delete(path);
    assert.deepEqual(await at.models.list(), []);
    await writeFile(join(at.elsewhere, 'precious.txt'), '');
    await assert.rejects(
      at.models.delete(join(at.elsewhere, 'precious.txt')),
      reason('model-missing'),
    );
    assert.equal((await stat(join(at.elsewhere, 'precious.txt'))).size, 0);
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
