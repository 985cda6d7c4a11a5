import assert from 'node:assert/strict';
import { dirname } from 'node:path/posix';
import { repositoryFiles } from './repositoryFiles.ts';

/** More than one can take in at a glance: such a folder needs subfolders. */
const maxFiles = 25;

describe('the source tree', () => {
  it(`has no folder with more than ${maxFiles} source files`, () => {
    const sources = repositoryFiles().filter((path) =>
      /^(?:src|webview)\/.*\.(?:ts|css)$/.test(path),
    );
    const byFolder = Map.groupBy(sources, dirname);
    assert.ok(byFolder.size > 20);
    assert.deepEqual(
      [...byFolder]
        .filter(([, files]) => files.length > maxFiles)
        .map(([folder, files]) => `${folder}: ${files.length}`),
      [],
    );
  });
});
