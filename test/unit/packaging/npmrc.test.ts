import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/paths.ts';

describe("the repository's .npmrc", () => {
  it('names nothing that exists on one platform only', () => {
    const settings = readFileSync(join(repositoryRoot, '.npmrc'), 'utf8');
    assert.doesNotMatch(settings, /^(?:nodedir|python|script-shell)\b|linux|darwin|win32/im);
  });
});
