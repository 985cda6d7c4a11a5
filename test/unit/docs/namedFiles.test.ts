import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../support/paths.ts';
import { repositoryFiles } from './repositoryFiles.ts';

const notes = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...globSync('docs/*.md', { cwd: repositoryRoot }),
];

/** Paths in the notes that are created at run time or are elsewhere. */
const elsewhere: ReadonlySet<string> = new Set([
  // Built and shipped.
  'dist/webview/main.js',
  // A settings file of VS Code's server.
  'Machine/settings.json',
]);

/** A path with a slash and an extension in backticks: `core/x.ts`, `src/core/x.ts`, `docs/x.md`. */
const namedPath = /`((?:[\w.-]+\/)+[\w.-]*\w\.(?:ts|mjs|json|md|css|svg|yml|html))`/g;
/** A file of this repository that a note links to. */
const linkedPath = /\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g;

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, path = '']) => path);
}

describe('the notes', () => {
  const files = repositoryFiles();

  for (const note of notes) {
    const text = readFileSync(join(repositoryRoot, note), 'utf8');

    it(`name only files that exist, and unambiguously: ${note}`, () => {
      const wrong = named(text, namedPath)
        .filter((path) => !elsewhere.has(path) && !files.includes(path))
        .map((path) => ({ path, matches: files.filter((file) => file.endsWith(`/${path}`)) }))
        .filter(({ matches }) => matches.length !== 1);
      assert.deepEqual(wrong, []);
    });

    it(`link only to files that exist: ${note}`, () => {
      const gone = named(text, linkedPath).filter(
        (path) => !files.includes(join(note, '..', path).replaceAll('\\', '/')),
      );
      assert.deepEqual(gone, []);
    });
  }

  it('are all in the index of notes', () => {
    const index = readFileSync(join(repositoryRoot, 'docs/README.md'), 'utf8');
    const listed = named(index, linkedPath).map((path) => join('docs', path));
    assert.deepEqual(
      globSync('docs/*.md', { cwd: repositoryRoot }).filter(
        (note) => !note.endsWith('README.md') && !listed.includes(note),
      ),
      [],
    );
  });
});
