import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { findCatalogModel, modelCatalog } from '../../../src/node/models/modelCatalog.ts';

import { ModelsFolder } from '../../support/models/modelsFolder.ts';

describe('LocalModelFiles offers', () => {
  let at: ModelsFolder;

  beforeEach(async () => {
    at = await ModelsFolder.make();
  });

  afterEach(() => at[Symbol.asyncDispose]());

  it('Llama-2-7B-Chat with its size and memory: 1.07 GB of it cache at 2,048 tokens', () => {
    const { name, bytes, memoryBytes, freeMemoryBytes } = at.models.offer('chat');
    assert.deepEqual([name, bytes], ['Llama-2-7B-Chat Q4_K_M', 4_081_004_224]);
    assert(memoryBytes > 4.081e9 + 1.07e9 && memoryBytes < 5.5e9, String(memoryBytes));
    assert(freeMemoryBytes > 0);
  });

  it('more memory for a larger context', () => {
    const before = at.models.offer('chat').memoryBytes;
    at.settings.chatModel.contextSize = 4096;
    assert(at.models.offer('chat').memoryBytes > before + 1e9);
  });

  it('a catalog with unique, well-formed files, ids and checksums', () => {
    assert.equal(new Set(modelCatalog.map(({ id }) => id)).size, modelCatalog.length);
    assert.equal(new Set(modelCatalog.map(({ sha256 }) => sha256)).size, modelCatalog.length);
    for (const { sha256, bytes, licence, languages } of modelCatalog) {
      assert.equal(languages[0], 'English');
      assert.match(sha256, /^[0-9a-f]{64}$/);
      assert(bytes > 1e7 && licence.url.startsWith('https://'));
    }
  });

  it('any file by its address, but not a path outside its repository', () => {
    const { repository, file, sha256 } = findCatalogModel('hf:owner/some.repo/sub/file-Q4.gguf');
    assert.deepEqual([repository, file, sha256], ['owner/some.repo', 'sub/file-Q4.gguf', null]);
    for (const id of [
      'nothing',
      'hf:owner/file.gguf',
      'hf:owner/repo/file.bin',
      'hf:owner/repo/../file.gguf',
      'hf:../repo/file.gguf',
      'hf:o/r/a b.gguf',
    ]) {
      assert.throws(() => findCatalogModel(id), reason('model-missing'), id);
    }
  });
});

function reason(expected: FailureReason): (error: unknown) => boolean {
  return (error) => isFailure(error, expected) || assert.fail(String(error));
}
