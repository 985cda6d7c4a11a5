import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { realModel } from '../../support/models/realModels.ts';

describe('the index process without an embedding model', () => {
  it('indexes a folder and finds lines by their words', async () => {
    await using workspace = await new TestWorkspace().write({
      'src/parse.py': 'import os\n\n\ndef parseHttpHeader(line):\n    return line.split(":")\n',
      'README.md': '# Nothing here\n',
    });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    const report = await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(report.files, 2);
    const [hit] = await index.ask(workspace.root, 'parse_http_header');
    assert.equal(hit?.path, 'src/parse.py');
    assert.ok(hit.range.startLine <= 4 && hit.range.endLine >= 4);
  });

  it('says that its folder cannot be created', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    await using index = new TestIndex(join(workspace.root, 'a.txt', 'indexes'));
    await assert.rejects(
      index.open(workspace.root),
      (error) => isFailure(error, 'folder-read-only') && error.message.includes('a.txt'),
    );
  });

  it('does not let other users of the machine read what it stores', async function () {
    if (process.platform === 'win32') this.skip();
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    const base = join(workspace.base, 'new');
    await using index = new TestIndex(base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    const paths = await readdir(base, { recursive: true });
    assert.ok(paths.length > 2);
    const modes = [base, ...paths.map((path) => join(base, path))].map((path) => {
      const stats = statSync(path);
      return { path, isOpen: (stats.mode & 0o077) !== 0 };
    });
    assert.deepEqual(
      modes.filter(({ isOpen }) => isOpen),
      [],
    );
  });

  it('runs at a lower priority than the editor, and no higher than its parent', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    assert.equal(
      getPriority(index.pid),
      Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL),
    );
  });

  it('answers from an index that another process built', async () => {
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

  it('suggests indexed files, folders and symbols by part of their names', async () => {
    await using workspace = await new TestWorkspace().write({
      'src/sessions.py': 'class Session:\n    def mount(self):\n        return 1\n',
      'src/My session notes.md': 'Text.\n',
      'ignored/session.py': 'x = 1\n',
      '.askignore': 'ignored/\n',
    });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    assert.deepEqual(await index.client.suggestNames(workspace.root, 'sess', 9), []);
    await index.client.update({ root: workspace.root, paths: [] });
    const found = await index.client.suggestNames(workspace.root, 'sess', 9);
    assert.deepEqual(
      found.map(({ kind, name }) => [kind, name]),
      [
        ['symbol', 'Session'],
        ['file', 'src/sessions.py'],
        ['file', 'src/My session notes.md'],
        ['symbol', 'Session.mount'],
      ],
    );
    assert.deepEqual(await index.client.suggestNames(workspace.root, 'src', 1), [
      { kind: 'folder', name: 'src/', path: '' },
    ]);
  });

  it('says that a folder is not indexed if it is asked before any update', async () => {
    await using workspace = await new TestWorkspace().write({ 'a.txt': 'words\n' });
    await using index = new TestIndex(workspace.base);
    const state = await index.open(workspace.root);
    assert.equal(state.exists, false);
    await assert.rejects(index.ask(workspace.root, 'words'), (error) =>
      isFailure(error, 'index-empty'),
    );
    await assert.rejects(index.client.lexicalReady(workspace.root), (error) =>
      isFailure(error, 'index-empty'),
    );
  });

  it('finds a file by its new words only, once it is updated', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.txt': 'aardvark\n',
      'b.txt': 'badger\n',
    });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    await workspace.write({ 'a.txt': 'crocodile\n' });
    await index.client.update({ root: workspace.root, paths: ['a.txt'] });
    assert.equal((await index.ask(workspace.root, 'crocodile'))[0]?.path, 'a.txt');
    assert.deepEqual(await index.ask(workspace.root, 'aardvark'), []);
    assert.equal((await index.ask(workspace.root, 'badger'))[0]?.path, 'b.txt');
  });

  it('reads files in the encoding of the setting, and again when that changes', async () => {
    // KOI8-R or windows-1251: three letters are too few to decide.
    await using workspace = await new TestWorkspace().write({
      'a.txt': Buffer.from('tax \xcd\xc4\xd1\n', 'latin1'),
    });
    await using index = new TestIndex(workspace.base);
    for (const [encoding, text] of [
      ['windows1251', 'tax НДС'],
      ['koi8r', 'tax мдя'],
    ] as const) {
      await index.open(workspace.root, { encoding });
      await index.client.update({ root: workspace.root, paths: [] });
      const [hit] = await index.ask(workspace.root, 'tax');
      assert.deepEqual([hit?.text, hit?.encoding], [text, encoding]);
      const { indexed, reading } = await index.client.explain(workspace.root, 'a.txt');
      assert.deepEqual([indexed, reading], [true, { encoding, linesLeftOut: 0 }]);
    }
  });

  it('drops deleted files and skips ignored ones', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.txt': 'aardvark\n',
      'gone/b.txt': 'badger\n',
      '.gitignore': 'secret/\n',
      'secret/c.txt': 'crocodile\n',
    });
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
    await using workspace = await new TestWorkspace().write({
      'one/a.txt': 'giraffe\n',
      'two/b.txt': 'giraffe\n',
      'onefold.txt': 'giraffe\n',
    });
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    assert.deepEqual(
      (await index.ask(workspace.root, 'giraffe', ['one/'])).map(({ path }) => path),
      ['one/a.txt'],
    );
    assert.deepEqual(
      (await index.ask(workspace.root, 'giraffe', ['onefold.txt'])).map(({ path }) => path),
      ['onefold.txt'],
    );
  });
});

describe('the index process with an embedding model', () => {
  const modelFolder = 'Xenova/all-MiniLM-L6-v2';
  const models = (context: Mocha.Context): string =>
    realModel(context, modelFolder).slice(0, -modelFolder.length);
  const fixture = {
    'pets.md': 'The puppy sleeps in its basket near the fireplace.\n',
    'money.md': 'Interest rates were raised by the central bank.\n',
    'code.py': 'def add(a, b):\n    return a + b\n',
  };

  it('finds a paraphrase that shares no word with the question', async function () {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models(this) });
    await index.open(workspace.root);
    const report = await index.client.update({ root: workspace.root, paths: [] });
    assert.equal(report.embeddingsComputed, 3);
    assert.equal(
      (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
      'pets.md',
    );
  });

  it('knows what is relevant as soon as an update ends, even in a small folder', async function () {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models(this) });
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    const nothingRelevant = async (question: string): Promise<boolean | undefined> =>
      (
        await index.client.search(
          {
            question,
            roots: [workspace.root],
            filter: { paths: [], languages: [] },
            topK: 5,
            history: [],
          },
          new AbortController().signal,
        )
      ).nothingRelevant;
    assert.equal(await nothingRelevant('asdf qwer'), true);
    assert.equal(await nothingRelevant('Which train goes to Brighton on Sunday?'), true);
    assert.equal(await nothingRelevant('where does a young dog rest?'), false);
  });

  it('computes no embedding for a rename, a copy, an undo or a restart', async function () {
    await using workspace = await new TestWorkspace().write(fixture);
    const modelsFolder = models(this);
    {
      await using index = new TestIndex(workspace.base, { modelsFolder });
      await index.open(workspace.root);
      const update = async (
        files: Record<string, string | null>,
        paths: readonly string[],
      ): Promise<number> => {
        await workspace.write(files);
        return (await index.client.update({ root: workspace.root, paths })).embeddingsComputed;
      };
      assert.equal(await update({}, []), 3);
      assert.equal(
        await update({ 'pets.md': null, 'animals/pets.md': fixture['pets.md'] }, [
          'pets.md',
          'animals/pets.md',
        ]),
        0,
      );
      assert.equal(await update({ 'copy.py': fixture['code.py'] }, []), 0);
      assert.equal(
        await update({ 'code.py': 'def sub(a, b):\n    return a - b\n' }, ['code.py']),
        1,
      );
      assert.equal(await update({ 'code.py': fixture['code.py'] }, ['code.py']), 0);
    }
    await using again = new TestIndex(workspace.base, { modelsFolder });
    await again.open(workspace.root);
    assert.equal(
      (await again.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
      0,
    );
  });

  it('computes no embedding for a branch switch and back, nor for a stash', async function () {
    await using workspace = await new TestWorkspace().write(fixture);
    await using index = new TestIndex(workspace.base, { modelsFolder: models(this) });
    await index.open(workspace.root);
    const git = (...args: readonly string[]): void => {
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: workspace.root,
        stdio: 'ignore',
      });
    };
    const computed = async (): Promise<number> =>
      (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed;
    git('init', '--initial-branch=main');
    git('add', '.');
    git('commit', '-m', 'all');
    assert.equal(await computed(), 3);
    git('checkout', '-b', 'other');
    await workspace.write({
      'pets.md': 'The kitten hides behind the curtain.\n',
      'new.md': 'A wholly new text.\n',
    });
    git('add', '.');
    git('commit', '-m', 'other');
    assert.equal(await computed(), 2);
    git('checkout', 'main');
    assert.equal(await computed(), 0);
    assert.equal(
      (await index.ask(workspace.root, 'where does a young dog rest?'))[0]?.path,
      'pets.md',
    );
    git('checkout', 'other');
    assert.equal(await computed(), 0);
    await workspace.write({ 'pets.md': 'The parrot repeats what it hears.\n' });
    assert.equal(await computed(), 1);
    git('stash');
    assert.equal(await computed(), 0);
    git('stash', 'pop');
    assert.equal(await computed(), 0);
    assert.equal((await index.ask(workspace.root, 'a bird that talks'))[0]?.path, 'pets.md');
  });

  it('embeds chunks indexed before the model arrived, without rereading a file', async function () {
    await using workspace = await new TestWorkspace().write(fixture);
    const modelsFolder = models(this);
    {
      await using index = new TestIndex(workspace.base);
      await index.open(workspace.root);
      assert.equal(
        (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
        0,
      );
      await index.configure({ settings: testIndexSettings, modelsFolder });
      assert.equal(
        (await index.client.update({ root: workspace.root, paths: [] })).embeddingsComputed,
        3,
      );
    }
    await using again = new TestIndex(workspace.base, { modelsFolder });
    await again.open(workspace.root);
    assert.equal((await again.ask(workspace.root, 'a young dog'))[0]?.path, 'pets.md');
  });

  it('searches by words if the model is damaged, and says why', async () => {
    await using workspace = await new TestWorkspace().write({
      ...fixture,
      'models/Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx': 'junk',
    });
    await using index = new TestIndex(workspace.base, {
      modelsFolder: join(workspace.root, 'models'),
    });
    await index.open(workspace.root);
    await assert.rejects(index.client.update({ root: workspace.root, paths: [] }), (error) =>
      isFailure(error, 'model-corrupt'),
    );
    assert.equal((await index.ask(workspace.root, 'puppy'))[0]?.path, 'pets.md');
  });

  it('compares a sentence with texts until one is near enough', async function () {
    await using workspace = await new TestWorkspace().write({});
    await using index = new TestIndex(workspace.base, { modelsFolder: models(this) });
    const sentence = 'A young dog rests.';
    const texts = [fixture['money.md'], fixture['pets.md']];
    const nearest = await index.client.nearness(sentence, texts, 0.9);
    assert.ok(nearest !== null && nearest > 0.4);
    const first = await index.client.nearness(sentence, texts, -1);
    assert.ok(first !== null && first < 0.2, 'the first text is near enough');
    await using without = new TestIndex(workspace.base);
    assert.equal(await without.client.nearness(sentence, ['anything'], 0.5), null);
  });
});
