import assert from 'node:assert/strict';
import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Listing } from '../../../src/core/indexing/fileRecords.ts';
import { FolderFiles } from '../../../src/node/listing/folderFiles.ts';
import { FolderRules } from '../../../src/node/listing/folderRules.ts';
import { WantedPaths } from '../../../src/node/listing/wantedPaths.ts';
import { walkFiles } from '../../../src/node/listing/walkFiles.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { git, leftOut, paths } from '../../support/indexes/listings.ts';

const never = new AbortController().signal;

function filesOf(root: string, log: (line: string) => void = () => undefined): FolderFiles {
  const limits = { maxFileBytes: 1000, maxPdfBytes: 5000 };
  return new FolderFiles({ root, excludeGlobs: [], limits: () => limits, log });
}

/** Like a machine without git. */
function walked(root: string, paths: readonly string[] = []): Promise<Listing> {
  return walkFiles({
    root,
    rules: new FolderRules(root, []),
    isTooLarge: () => false,
    wanted: new WantedPaths(paths),
    cancellation: never,
  });
}

function commitAll(root: string): void {
  git(root, 'init');
  git(root, 'add', '--force', '.');
  git(root, 'commit', '-m', 'a');
}

describe('a folder that the repository around it ignores', () => {
  it('is indexed, both as a whole and file by file', async () => {
    await using outer = await new TestWorkspace().write({
      '.gitignore': 'build/\n*.md\n',
      'build/site/a.ts': 'x',
      'build/site/notes.md': 'x',
      'build/site/inner/.gitignore': '*.tmp\n',
      'build/site/inner/b.tmp': 'x',
    });
    git(outer.root, 'init');
    const root = join(outer.root, 'build/site');
    const files = filesOf(root);
    const expected = ['a.ts', 'inner/.gitignore', 'notes.md'];
    assert.deepEqual(paths(await files.list([], never)), expected);
    assert.deepEqual(paths(await walked(root)), expected);
    for (const path of expected) {
      assert.deepEqual(paths(await files.list([path], never)), [path]);
      assert.equal(await files.verdict(path), null);
    }
    assert.equal((await files.verdict('inner/b.tmp'))?.location, 'inner/.gitignore:1');
  });

  it('still follows the outer rules if they ignore only some of its files', async () => {
    await using outer = await new TestWorkspace().write({
      '.gitignore': 'packages/*\n!packages/web\n*.log\n',
      'packages/web/a.ts': 'x',
      'packages/web/a.log': 'x',
    });
    git(outer.root, 'init');
    const root = join(outer.root, 'packages/web');
    assert.deepEqual(paths(await filesOf(root).list([], never)), ['a.ts']);
    assert.deepEqual(paths(await walked(root)), ['a.ts']);
    assert.equal((await filesOf(root).verdict('a.log'))?.location, '../../.gitignore:3');
  });
});

describe('a linked worktree inside its repository', () => {
  it('is skipped with its reason, with and without git', async () => {
    await using workspace = await new TestWorkspace().write({ 'src/a.ts': 'x' });
    const { root } = workspace;
    commitAll(root);
    git(root, 'worktree', 'add', '-b', 'one', '.claude/worktrees/one');
    git(root, 'worktree', 'add', '-b', 'two', '.worktrees/two');
    const files = filesOf(root);
    for (const listing of [await files.list([], never), await walked(root)]) {
      assert.deepEqual(paths(listing), ['src/a.ts']);
      assert.deepEqual(leftOut(listing), {
        '.claude/worktrees/one/': 'worktree',
        '.worktrees/two/': 'worktree',
      });
    }
    assert.deepEqual(paths(await files.list(['.worktrees/two/src/a.ts'], never)), []);
    assert.equal((await files.verdict('.worktrees/two/src/a.ts'))?.reason, 'worktree');
    assert.deepEqual(paths(await filesOf(join(root, '.worktrees/two')).list([], never)), [
      'src/a.ts',
    ]);
  });

  it('is skipped even if the repository has moved since', async () => {
    await using workspace = await new TestWorkspace().write({ 'before/src/a.ts': 'x' });
    commitAll(join(workspace.root, 'before'));
    git(join(workspace.root, 'before'), 'worktree', 'add', '-b', 'one', 'trees/one');
    const root = join(workspace.root, 'after');
    await rename(join(workspace.root, 'before'), root);
    for (const listing of [await filesOf(root).list([], never), await walked(root)])
      assert.deepEqual(paths(listing), ['src/a.ts']);
  });

  it('is indexed beside a bare repository, since there is no other copy', async () => {
    await using workspace = await new TestWorkspace().write({ '../seed/a.ts': 'x' });
    const seed = join(workspace.root, '../seed');
    commitAll(seed);
    await mkdir(workspace.root, { recursive: true });
    git(workspace.root, 'clone', '--bare', seed, '.bare');
    await writeFile(join(workspace.root, '.git'), 'gitdir: ./.bare\n');
    git(workspace.root, 'worktree', 'add', '-b', 'one', 'one');
    git(workspace.root, 'worktree', 'add', '-b', 'two', 'one/trees/two');
    const listing = await filesOf(workspace.root).list([], never);
    const isOutside = (path: string): boolean => !path.startsWith('.bare/');
    assert.deepEqual(paths(listing).filter(isOutside), ['one/a.ts']);
    assert.deepEqual(
      Object.entries(leftOut(listing)).filter(([path]) => isOutside(path)),
      [['one/trees/two/', 'worktree']],
    );
  });
});

describe('why git skips a file', () => {
  it('differs for tracked files, other ignore files and re-included ones', async () => {
    await using workspace = await new TestWorkspace().write({
      '../everywhere': '*.swp\n',
      '.gitignore': '*.log\n!keep.log\n',
      'tracked.log': 'x',
    });
    const { root } = workspace;
    commitAll(root);
    git(root, 'config', 'core.excludesFile', join(root, '../everywhere'));
    await workspace.write({
      'a.log': 'x',
      'keep.log': 'x',
      'a.swp': 'x',
      'mine.txt': 'x',
      'sub/b.log': 'x',
    });
    await writeFile(join(root, '.git/info/exclude'), 'mine.*\n');
    const files = filesOf(root);
    assert.deepEqual(paths(await files.list([], never)), ['.gitignore', 'keep.log', 'tracked.log']);
    assert.equal(await files.verdict('tracked.log'), null);
    assert.equal(await files.verdict('keep.log'), null);
    const ignored = { reason: 'ignored', rule: '*.log', location: '.gitignore:1' };
    assert.deepEqual(await files.verdict('a.log'), ignored);
    assert.deepEqual(await files.verdict('a.swp'), {
      reason: 'ignored',
      rule: '*.swp',
      location: `${join(root, '../everywhere')}:1`,
    });
    assert.equal((await files.verdict('mine.txt'))?.location, '.git/info/exclude:1');
    assert.deepEqual(await filesOf(join(root, 'sub')).verdict('b.log'), {
      ...ignored,
      location: '../.gitignore:1',
    });
  });

  it('comes from the repository that the file is in', async () => {
    await using workspace = await new TestWorkspace().write({
      '.gitignore': '*.log\n',
      'nested/.gitignore': '\n*.tmp\n',
      'nested/a.log': 'x',
      'nested/a.tmp': 'x',
    });
    git(workspace.root, 'init');
    commitAll(join(workspace.root, 'nested'));
    await workspace.write({ 'nested/b.tmp': 'x' });
    const files = filesOf(workspace.root);
    assert.equal(await files.verdict('nested/a.log'), null);
    assert.equal(await files.verdict('nested/a.tmp'), null);
    assert.deepEqual(await files.verdict('nested/b.tmp'), {
      reason: 'ignored',
      rule: '*.tmp',
      location: 'nested/.gitignore:2',
    });
  });
});

describe('letter case in ignore rules', () => {
  const written = {
    '.gitignore': 'Build/\n',
    '.askignore': 'Drafts/\n',
    'build/plan.md': 'x',
    'drafts/a.md': 'x',
  };

  it('follows the disk outside git', async function () {
    if (process.platform === 'win32' || process.platform === 'darwin') this.skip();
    await using workspace = await new TestWorkspace().write(written);
    assert.deepEqual(paths(await walked(workspace.root)), [
      '.askignore',
      '.gitignore',
      'build/plan.md',
      'drafts/a.md',
    ]);
  });

  for (const ignoreCase of ['true', 'false'])
    it(`follows core.ignorecase = ${ignoreCase}`, async () => {
      await using workspace = await new TestWorkspace().write(written);
      git(workspace.root, 'init');
      git(workspace.root, 'config', 'core.ignorecase', ignoreCase);
      const expected = ['.askignore', '.gitignore'];
      if (ignoreCase === 'false') expected.push('build/plan.md', 'drafts/a.md');
      assert.deepEqual(paths(await walked(workspace.root)), expected);
      assert.deepEqual(paths(await filesOf(workspace.root).list([], never)), expected);
    });
});

describe('repositories within a folder', () => {
  it('keep their own exclude files below a folder that is not a repository', async () => {
    await using workspace = await new TestWorkspace().write({
      'one/a.ts': 'x',
      'one/mine.txt': 'x',
      'two/mine.txt': 'x',
    });
    for (const name of ['one', 'two']) git(join(workspace.root, name), 'init');
    await writeFile(join(workspace.root, 'one/.git/info/exclude'), 'mine.*\n');
    const files = filesOf(workspace.root);
    const listing = await files.list([], never);
    assert.deepEqual(paths(listing), ['one/a.ts', 'two/mine.txt']);
    assert.deepEqual(leftOut(listing), { 'one/mine.txt': 'ignored' });
    assert.equal((await files.verdict('one/mine.txt'))?.location, 'one/.git/info/exclude:1');
  });

  it('are counted if git cannot read them', async () => {
    await using workspace = await new TestWorkspace().write({
      '../library/lib.ts': 'x',
      'a.ts': 'x',
      'broken/b.ts': 'x',
    });
    const { root } = workspace;
    commitAll(join(root, '../library'));
    git(root, 'init');
    git(root, 'submodule', 'add', join(root, '../library'), 'vendor/library');
    git(root, 'submodule', 'deinit', '--force', 'vendor/library');
    commitAll(join(root, 'broken'));
    await writeFile(join(root, 'broken/.git/config'), '[core');
    const log: string[] = [];
    const files = filesOf(root, (line) => {
      log.push(line);
    });
    const listing = await files.list([], never);
    assert.deepEqual(paths(listing), ['.gitmodules', 'a.ts']);
    assert.deepEqual(leftOut(listing), {
      'broken/': 'repository',
      'vendor/library/': 'repository',
    });
    assert.equal((await files.verdict('broken/b.ts'))?.reason, 'repository');
    await files.list([], never);
    assert.equal(log.length, 1);
    assert.match(log[0] ?? '', /^git cannot list .*broken/);
  });
});

describe('links within a folder', () => {
  it('are reported if their targets are skipped', async () => {
    await using workspace = await new TestWorkspace().write({
      '.gitignore': '*.log\nbuild/\n',
      'a.log': 'x',
      'b.ts': 'x',
      'build/c.ts': 'x',
      'src/d.ts': 'x',
    });
    const { root } = workspace;
    const links = { 'log.txt': 'a.log', 'b-link.ts': 'b.ts', out: 'build', 'src-link': 'src' };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(root, name));
    const expected = { 'a.log': 'ignored', 'build/': 'ignored', 'log.txt': 'link', out: 'link' };
    assert.deepEqual(leftOut(await walked(root)), expected);
    git(root, 'init');
    const files = filesOf(root);
    assert.deepEqual(leftOut(await files.list([], never)), expected);
    assert.deepEqual(await files.verdict('log.txt'), {
      reason: 'link',
      rule: 'a.log',
      location: '.gitignore:1',
    });
  });
});
