import assert from 'node:assert/strict';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { isFailure } from '../../../src/core/errors.ts';
import { FolderFiles } from '../../../src/node/listing/folderFiles.ts';
import { FolderRules } from '../../../src/node/listing/folderRules.ts';
import { gitFiles } from '../../../src/node/listing/gitFiles.ts';
import { WantedPaths } from '../../../src/node/listing/wantedPaths.ts';
import { walkFiles } from '../../../src/node/listing/walkFiles.ts';
import type { ListOptions } from '../../../src/node/listing/walkFiles.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { git, leftOut, paths } from '../../support/indexes/listings.ts';
import { repositoryRoot } from '../../support/paths.ts';

const never = new AbortController().signal;
const limits = { maxFileBytes: 1000, maxPdfBytes: 5000 };

function filesOf(root: string, excludeGlobs: readonly string[] = []): FolderFiles {
  return new FolderFiles({ root, excludeGlobs, limits: () => limits });
}

function options(root: string, paths: readonly string[] = []): ListOptions {
  return {
    root,
    rules: new FolderRules(root, ['**/node_modules']),
    isTooLarge: () => false,
    wanted: new WantedPaths(paths),
    cancellation: never,
  };
}

describe('files of a folder', () => {
  it('are skipped by nested .gitignore, .askignore and excludes, with reasons', async () => {
    await using workspace = await new TestWorkspace().write({
      '.gitignore': '*.log\nbuild/\n!keep.log\n',
      'a.log': 'x',
      'keep.log': 'x',
      'build/out.js': 'x',
      'src/.gitignore': 'gen*\n!generous.ts\n',
      'src/gen.ts': 'x',
      'src/generous.ts': 'x',
      'logs/.gitignore': '!b.log\n',
      'logs/a.log': 'x',
      'logs/b.log': 'x',
      '.askignore': 'private/\n',
      'private/diary.md': 'x',
      'node_modules/lib/index.js': 'x',
      'src/node_modules/lib/index.js': 'x',
      'big.txt': 'x'.repeat(1001),
      'big.pdf': 'x'.repeat(1001),
      'huge.pdf': 'x'.repeat(5001),
      'huge.ipynb': 'x'.repeat(5001),
      'plots.ipynb': 'x'.repeat(1001),
      '.git-not': 'x',
      Makefile: 'x',
    });
    const listing = await filesOf(workspace.root, ['**/node_modules']).list([], never);
    assert.deepEqual(paths(listing), [
      '.askignore',
      '.git-not',
      '.gitignore',
      'Makefile',
      'big.pdf',
      'keep.log',
      'logs/.gitignore',
      'logs/b.log',
      'plots.ipynb',
      'src/.gitignore',
      'src/generous.ts',
    ]);
    assert.deepEqual(leftOut(listing), {
      'a.log': 'ignored',
      'build/': 'ignored',
      'logs/a.log': 'ignored',
      'src/gen.ts': 'ignored',
      'private/': 'ignored',
      'node_modules/': 'excluded',
      'src/node_modules/': 'excluded',
      'big.txt': 'too-large',
      'huge.pdf': 'too-large',
      'huge.ipynb': 'too-large',
    });
  });

  it('are listed for the requested paths alone, by the same rules', async () => {
    await using workspace = await new TestWorkspace().write({
      '.gitignore': '*.log\n',
      'a/b/c.ts': 'x',
      'a/b/d.log': 'x',
      'a/e.ts': 'x',
      'ab/f.ts': 'x',
      'g.ts': 'x',
    });
    const files = filesOf(workspace.root);
    assert.deepEqual(paths(await files.list(['a/b/', 'g.ts'], never)), ['a/b/c.ts', 'g.ts']);
    assert.deepEqual(paths(await files.list(['a'], never)), ['a/b/c.ts', 'a/e.ts']);
    assert.deepEqual(paths(await files.list(['a/b/d.log', 'gone.ts'], never)), []);
    git(workspace.root, 'init');
    assert.deepEqual(paths(await files.list(['a/b/', 'g.ts'], never)), ['a/b/c.ts', 'g.ts']);
    assert.deepEqual(paths(await files.list(['a/b/d.log', 'gone.ts'], never)), []);
  });

  it('are listed despite link loops, and not through links out of the folder', async () => {
    await using workspace = await new TestWorkspace().write({
      'a/b.txt': 'x',
      '../outside.txt': 'x',
    });
    await symlink('..', join(workspace.root, 'a/loop'));
    await symlink('b.txt', join(workspace.root, 'a/inside.txt'));
    await symlink('../../outside.txt', join(workspace.root, 'a/outside.txt'));
    await symlink('nowhere', join(workspace.root, 'a/dangling'));
    const expected = { paths: ['a/b.txt'], leftOut: { 'a/outside.txt': 'outside-link' } };
    const walked = await filesOf(workspace.root).list([], never);
    assert.deepEqual({ paths: paths(walked), leftOut: leftOut(walked) }, expected);
    git(workspace.root, 'init');
    const byGit = await filesOf(workspace.root).list([], never);
    assert.deepEqual({ paths: paths(byGit), leftOut: leftOut(byGit) }, expected);
  });

  it('are found under odd names and in deep folders', async () => {
    const odd = [
      'with space.txt',
      'quote"\'.txt',
      'line\nbreak.txt',
      'émoji 🎉.txt',
      '-dash',
      '*star?[x].txt',
      `${'deep/'.repeat(50)}end.txt`,
    ];
    await using workspace = await new TestWorkspace().write(
      Object.fromEntries(odd.map((name) => [name, 'x'])),
    );
    assert.deepEqual(paths(await filesOf(workspace.root).list([], never)), [...odd].sort());
    git(workspace.root, 'init');
    assert.deepEqual(paths(await filesOf(workspace.root).list([], never)), [...odd].sort());
    for (const name of odd)
      assert.deepEqual(paths(await filesOf(workspace.root).list([name], never)), [name]);
  });

  it('include a count of folders that cannot be read', async function () {
    if (process.getuid?.() === 0 || process.platform === 'win32') {
      console.warn('SKIPPED: this user may read everything.');
      this.skip();
    }
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'x', 'locked/b.txt': 'x' });
    await chmod(join(workspace.root, 'locked'), 0);
    const listing = await filesOf(workspace.root).list([], never);
    await chmod(join(workspace.root, 'locked'), 0o700);
    assert.deepEqual([paths(listing), leftOut(listing)], [['a.txt'], { 'locked/': 'unreadable' }]);
  });

  it('are reported as gone with their folder', async () => {
    await assert.rejects(filesOf('/no such folder').list([], never), (error) =>
      isFailure(error, 'folder-missing'),
    );
  });

  it('include tracked files that are ignored, and inner repositories by their rules', async () => {
    await using workspace = await new TestWorkspace().write({
      '../library/lib.ts': 'x',
      '../library/.gitignore': '*.tmp\n',
      'tracked.log': 'x',
      'a.ts': 'x',
      'nested/own.ts': 'x',
      'nested/own.tmp': 'x',
      'nested/.gitignore': '*.tmp\n',
    });
    const library = join(workspace.root, '../library');
    for (const root of [library, workspace.root, join(workspace.root, 'nested')]) git(root, 'init');
    git(library, 'add', '.');
    git(library, 'commit', '-m', 'a');
    git(workspace.root, 'add', 'tracked.log');
    git(workspace.root, 'submodule', 'add', library, 'vendor/library');
    await workspace.write({
      '.gitignore': '*.log\n',
      'untracked.log': 'x',
      'vendor/library/new.ts': 'x',
      'vendor/library/new.tmp': 'x',
    });
    const files = filesOf(workspace.root);
    const listing = await files.list([], never);
    assert.deepEqual(paths(listing), [
      '.gitignore',
      '.gitmodules',
      'a.ts',
      'nested/.gitignore',
      'nested/own.ts',
      'tracked.log',
      'vendor/library/.gitignore',
      'vendor/library/lib.ts',
      'vendor/library/new.ts',
    ]);
    assert.deepEqual(leftOut(listing), {
      'untracked.log': 'ignored',
      'nested/own.tmp': 'ignored',
      'vendor/library/new.tmp': 'ignored',
    });
    assert.deepEqual(
      paths(await files.list(['vendor/library/new.ts', 'vendor/library/new.tmp'], never)),
      ['vendor/library/new.ts'],
    );
  });

  it('are explained by the rule that excludes them, and its line', async () => {
    await using workspace = await new TestWorkspace().write({
      '.gitignore': '# all logs\n*.log\n',
      'a.log': 'x',
      'src/.gitignore': 'gen/\n',
      'src/gen/deep/x.ts': 'x',
      'sub/.askignore': '\n\nsecret*\n',
      'sub/secret.md': 'x',
      'node_modules/a/b.js': 'x',
      'big.txt': 'x'.repeat(2000),
      'fine.ts': 'x',
    });
    const files = filesOf(workspace.root, ['**/node_modules']);
    for (const inGit of [false, true]) {
      if (inGit) git(workspace.root, 'init');
      assert.deepEqual(await files.verdict('a.log'), {
        reason: 'ignored',
        rule: '*.log',
        location: '.gitignore:2',
      });
      assert.deepEqual(await files.verdict('src/gen/deep/x.ts'), {
        reason: 'ignored',
        rule: 'gen/',
        location: 'src/.gitignore:1',
      });
      assert.deepEqual(await files.verdict('sub/secret.md'), {
        reason: 'ignored',
        rule: 'secret*',
        location: 'sub/.askignore:3',
      });
      assert.deepEqual(await files.verdict('node_modules/a/b.js'), {
        reason: 'excluded',
        rule: '**/node_modules',
        location: '',
      });
      assert.equal((await files.verdict('big.txt'))?.reason, 'too-large');
      assert.equal(await files.verdict('fine.ts'), null);
    }
  });
});

describe('git and walking agree', () => {
  it('on this repository', async () => {
    const byGit = await gitFiles(options(repositoryRoot));
    assert.ok(byGit !== null && byGit.files.length > 50);
    assert.deepEqual(paths(await walkFiles(options(repositoryRoot))), paths(byGit));
  });

  it('whatever the ignore files say', async () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'c.log', 'd.txt', 'build');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const pattern = fc
      .tuple(
        fc.constantFrom('', '!'),
        fc.constantFrom('', '/', '**/'),
        fc.constantFrom('a', 'b', 'a*', '*.log', 'a/b', 'build', '[ab]', '?', 'a/**', '*'),
        fc.constantFrom('', '/'),
      )
      .map((parts) => parts.join(''));
    const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => `${lines.join('\n')}\n`);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { minLength: 3, maxLength: 12 }),
        rules,
        fc.tuple(fc.constantFrom('a', 'b', 'build'), rules),
        async (all, top, [folder, inner]) => {
          await using workspace = new TestWorkspace();
          await mkdir(workspace.root, { recursive: true });
          // A name is a file unless another path needs it as a folder.
          for (const file of [...all, `${folder}/a`, `${folder}/c.log`])
            await workspace.write({ [file]: 'x' }).catch(() => undefined);
          await workspace.write({ '.gitignore': top });
          await writeFile(join(workspace.root, folder, '.gitignore'), inner).catch(() => undefined);
          git(workspace.root, 'init');
          const byGit = await gitFiles(options(workspace.root));
          assert.deepEqual(paths(await walkFiles(options(workspace.root))), paths(byGit!));
        },
      ),
      { numRuns: 60 },
    );
  }).timeout(120_000);
});
