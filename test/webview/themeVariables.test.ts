import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../support/paths.ts';

describe('the styles of the chat page', () => {
  const read = (pattern: string) =>
    globSync(pattern, { cwd: repositoryRoot })
      .map((file) => readFileSync(join(repositoryRoot, file), 'utf8'))
      .join('\n');

  it('use only variables that VS Code gives a webview', () => {
    const known = new Set(read('test/webview/themes/*.json').match(/--vscode-[\w-]+/g));
    const used = new Set(read('webview/styles/*.css').match(/--vscode-[\w-]+/g));
    // Add a new variable to themes/*.json with the values that a webview shows in its developer
    // tools.
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
  });

  it('contain no hard-coded colour', () => {
    const css = read('webview/styles/*.css').replaceAll(
      /@media \(forced-colors: active\) \{[^@]*/g,
      '',
    );
    assert.deepEqual(
      css.match(
        new RegExp(
          String.raw`#[0-9a-f]{3,8}\b(?=[^{]*;)|\b(?:rgba?|hsla?)\(|` +
            String.raw`:\s*(?:white|black|red|green|blue|gray|grey)\b`,
          'gi',
        ),
      ) ?? [],
      [],
    );
  });
});
