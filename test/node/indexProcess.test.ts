import assert from 'node:assert/strict';
import { isFailure } from '../../src/core/errors.ts';
import { TestIndex, TestWorkspace } from '../support/indexProcess.ts';

describe('index process, words', () => {
  it('indexes a folder and finds lines by their words', async () => {
    await using workspace = await new TestWorkspace().write({ 'src/parse.py': 'import os\n\n\ndef parseHttpHeader(line):\n    return line.split(":")\n', 'README.md': '# Nothing here\n' });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    const report = await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(report.files, 2);
    const [hit] = await index.ask(workspace.root, 'parse_http_header');
    assert.equal(hit?.path, 'src/parse.py');
    assert.ok(hit.range.startLine <= 4 && hit.range.endLine >= 4);
  });

  it('answers from what another process indexed before', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'the quick brown fox\n' });
    {
      await using first = new TestIndex(workspace.base);
      await first.open(workspace.root);
      await first.client.update({ root: workspace.root, paths: [] });
    }
    await using second = new TestIndex(workspace.base);
    const state = await second.open(workspace.root);
    assert.deepEqual([state.exists, state.files], [true, 1]);
    assert.equal((await second.ask(workspace.root, 'brown fox'))[0]?.text, 'the quick brown fox');
  });

  it('says that a folder is not indexed where it is asked before any update', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    await using index = new TestIndex(workspace.base);
    const state = await index.open(workspace.root);
    assert.equal(state.exists, false);
    await assert.rejects(index.ask(workspace.root, 'words'), (error) => isFailure(error, 'index-empty'));
    await assert.rejects(index.client.lexicalReady(workspace.root), (error) => isFailure(error, 'index-empty'));
  });

  it('finds a file\'s new words and no longer its old ones after an update of that file', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'aardvark\n', 'b.txt': 'badger\n' });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await workspace.write({ 'a.txt': 'crocodile\n' });
    await index.client.update({ root: workspace.root, paths: ['a.txt'] });
    assert.equal((await index.ask(workspace.root, 'crocodile'))[0]?.path, 'a.txt');
    assert.deepEqual(await index.ask(workspace.root, 'aardvark'), []);
    assert.equal((await index.ask(workspace.root, 'badger'))[0]?.path, 'b.txt');
  });

  it('forgets what was deleted and keeps out what is ignored', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'aardvark\n', 'gone/b.txt': 'badger\n', '.gitignore': 'secret/\n', 'secret/c.txt': 'crocodile\n' });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await workspace.write({ gone: null });
    await index.client.update({ root: workspace.root, paths: ['gone'] });
    assert.deepEqual(await index.ask(workspace.root, 'badger'), []);
    assert.deepEqual(await index.ask(workspace.root, 'crocodile'), []);
    assert.equal((await index.ask(workspace.root, 'aardvark')).length, 1);
  });

  it('searches only where the filter allows', async () => {
    await using workspace = await new TestWorkspace().write({ 'one/a.txt': 'giraffe\n', 'two/b.txt': 'giraffe\n', 'onefold.txt': 'giraffe\n' });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    assert.deepEqual((await index.ask(workspace.root, 'giraffe', ['one/'])).map(({ path }) => path), ['one/a.txt']);
    assert.deepEqual((await index.ask(workspace.root, 'giraffe', ['onefold.txt'])).map(({ path }) => path), ['onefold.txt']);
  });
});
