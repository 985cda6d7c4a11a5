import assert from 'node:assert/strict';
import { loadedWith } from '../support/loadedWith.ts';

/** The loaded files of these packages. */
async function ofPackages(entry: string, packages: RegExp): Promise<readonly string[]> {
  const loaded = await loadedWith(entry);
  assert.ok(loaded.includes(entry));
  return loaded.filter((file) => packages.test(file));
}

// V8 keeps the text of all that is loaded, in each thread.
describe('the index process', () => {
  it('loads no library that only a detector needs', async () => {
    assert.deepEqual(await ofPackages('src/process/indexProcess.ts', /@(xenova|huggingface)/), []);
  });

  it('prepares files without the libraries that only a PDF needs', async () => {
    assert.deepEqual(await ofPackages('src/process/prepareWorker.ts', /unpdf|pdfjs/), []);
  });
});
