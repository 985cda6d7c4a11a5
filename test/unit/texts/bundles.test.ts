import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/paths.ts';
import { shownSources, textsInSource } from '../../support/textsInSource.ts';

const folder = join(repositoryRoot, 'l10n');
const english = 'bundle.l10n.json';

function placeholders(text: string): readonly string[] {
  return (text.match(/\{\w+\}/g) ?? []).sort();
}

/** What a translation must keep: code in backticks, settings, links to commands. */
function kept(text: string): readonly string[] {
  return (text.match(/`[^`]+`|\baskWorkspace\.[\w.]+\w|\(command:[^)]+\)/g) ?? []).sort();
}

describe('the texts of the interface', () => {
  const { texts, faults } = textsInSource(shownSources());
  const files = readdirSync(folder);
  const bundles = files.map((file) => ({
    file,
    bundle: JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
  }));

  it('are literals, and translated only once the language is known', () => {
    assert.ok(texts.size > 100);
    assert.deepEqual(faults, []);
  });

  it('have a bundle in English and in Korean', () => {
    for (const file of [english, 'bundle.l10n.ko.json']) assert.ok(files.includes(file), file);
  });

  for (const { file, bundle } of bundles) {
    it(`are all in ${file}`, () => {
      assert.deepEqual(
        [...texts].filter(([text]) => (bundle[text] ?? '').trim() === ''),
        [],
      );
    });

    it(`leave nothing unused in ${file}`, () => {
      assert.deepEqual(
        Object.keys(bundle).filter((text) => !texts.has(text)),
        [],
      );
    });

    it(`have the same placeholders, code and settings in ${file}`, () => {
      for (const [text, translation] of Object.entries(bundle)) {
        assert.deepEqual(placeholders(translation), placeholders(text), text);
        assert.deepEqual(kept(translation), kept(text), text);
      }
    });
  }

  it('are the keys of the English bundle, word for word', () => {
    for (const [text, same] of Object.entries(
      bundles.find(({ file }) => file === english)?.bundle ?? {},
    ))
      assert.equal(same, text);
  });
});
