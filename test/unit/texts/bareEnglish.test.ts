import assert from 'node:assert/strict';
import ts from 'typescript';
import { bareEnglish } from '../../support/bareEnglish.ts';
import { shownSources } from '../../support/textsInSource.ts';

function found(fileName: string, code: string): readonly string[] {
  return bareEnglish([ts.createSourceFile(fileName, code, ts.ScriptTarget.Latest, true)]);
}

describe('English in the code of the interface', () => {
  it('goes through the texts that are translated', () => {
    assert.deepEqual(bareEnglish(shownSources()), []);
  });

  it('is found between the tags of a template and in what a screen reader says', () => {
    const code = 'html`<p class="big" title="A tip">${n} files <b aria-label=${name}>now</b></p>`';
    assert.deepEqual(found('webview/views/a.ts', code), [
      'webview/views/a.ts:1: A tip',
      'webview/views/a.ts:1: files',
      'webview/views/a.ts:1: now',
    ]);
    assert.deepEqual(found('webview/views/a.ts', 'html`<p @click=${() => 1}>${text}</p>`'), []);
  });

  it('is found in what the editor is told to show', () => {
    for (const code of [
      "show('No file is open.');",
      'show(`${count} files were found`);',
      'say(`Version ${shown}: ${name}`);',
      'say(`${shown} of ${count}`);',
      "pick({ title: 'Models' });",
      "const label = open ? 'Hide the lines' : t('Show');",
    ])
      assert.equal(found('src/vscode/a.ts', code).length, 1, code);
  });

  it('is found in the values of a translated text, in any file', () => {
    const code = `import { wording } from '../core/texts/wording.ts';
wording('{file} is damaged: {why}', { file, why: isEmpty ? 'it is empty' : why });`;
    assert.deepEqual(found('src/node/a.ts', code), ['src/node/a.ts:2: it is empty']);
  });

  it('may be in logs, selectors, bugs and the name of the product', () => {
    for (const code of [
      "log.warn('The page sent something else.');",
      "node.closest('.chip, pre code');",
      "throw new TypeError('The page lost its end.');",
      "item.name = 'Ask Workspace';",
      "run('as recorded');",
    ])
      assert.deepEqual(found('src/vscode/a.ts', code), [], code);
  });
});
