import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import texts from '../../../package.nls.json' with { type: 'json' };
import { repositoryRoot } from '../../support/paths.ts';

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

describe('the listing in the galleries', () => {
  it('has what a gallery shows', () => {
    const { displayName, icon, license, categories, keywords, galleryBanner } = manifest;
    const { description } = texts;
    for (const text of [displayName, description, icon, license]) assert.ok(text.length > 0);
    assert.ok(description.length <= 145, 'longer ones are cut in search results');
    assert.ok(categories.length > 0);
    assert.ok(keywords.length >= 5 && keywords.length <= 30);
    assert.match(galleryBanner.color, /^#[0-9a-f]{6}$/);
  });

  it('has an icon of at least 128 pixels, as PNG', () => {
    const icon = readFileSync(join(repositoryRoot, manifest.icon));
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(20) >= 128);
  });

  it('has one version everywhere, which the changelog lists or leaves unreleased', () => {
    const [first = ''] = read('CHANGELOG.md').match(/(?<=^## \[)[^\]]+/gm) ?? [];
    assert.ok(['Unreleased', manifest.version].includes(first), first);
    for (const file of ['package-lock.json', 'media/container/feature/devcontainer-feature.json']) {
      const { version } = JSON.parse(read(file)) as { version: string };
      assert.equal(version, manifest.version, file);
    }
  });

  it('loads no remote picture in the README', () => {
    assert.deepEqual(read('README.md').match(/!\[[^\]]*\]\((?!media\/)[^)]*\)/g) ?? [], []);
  });
});
