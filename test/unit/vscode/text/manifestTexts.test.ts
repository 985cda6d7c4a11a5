import assert from 'node:assert/strict';
import manifest from '../../../../package.json' with { type: 'json' };
import english from '../../../../package.nls.json' with { type: 'json' };
import korean from '../../../../package.nls.ko.json' with { type: 'json' };

const languages: Readonly<Record<string, Readonly<Record<string, string>>>> = { english, korean };

/** The fields of the manifest that VS Code shows to a person. */
const shownFields = new Set([
  'title',
  'name',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'contents',
  'altText',
  'userDescription',
  'displayName',
  'fullName',
  'label',
]);
/** What no language translates: the product's name, the word after `@`, what models read. */
const sameEverywhere = new Set([
  'Ask Workspace',
  'ask-workspace',
  'ask',
  'sources',
  'ask_workspace_search',
]);
const forModels = new Set(['inputSchema']);

/** The texts of shown fields, at any depth. */
function shownTexts(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return shownFields.has(field) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((item) => shownTexts(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    forModels.has(name) ? [] : shownTexts(inner, name),
  );
}

const shown = shownTexts(manifest).filter((text) => !sameEverywhere.has(text));

/** What a translation must keep: code, links to commands, other settings. */
function kept(text: string): string[] {
  return (text.match(/`[^`]+`|\(command:[^)]+\)|\*\*/g) ?? []).sort();
}

describe('the texts of the manifest', () => {
  it('are named by keys, except for the product and what a person types', () => {
    assert.ok(shown.length > 100);
    assert.deepEqual(
      shown.filter((text) => !/^%[\w.-]+%$/.test(text)),
      [],
    );
  });

  for (const [language, texts] of Object.entries(languages)) {
    it(`are complete in ${language}, with none left over`, () => {
      assert.deepEqual(
        Object.keys(texts).sort(),
        [...new Set(shown.map((text) => text.slice(1, -1)))].sort(),
      );
      assert.deepEqual(
        Object.entries(texts).filter(([, text]) => text.trim() === ''),
        [],
      );
    });
  }

  it('have the same code, links and emphasis in every language', () => {
    for (const [key, text] of Object.entries(english))
      for (const [language, texts] of Object.entries(languages))
        assert.deepEqual(kept(texts[key] ?? ''), kept(text), `${key} in ${language}`);
  });
});
