import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Hit } from '../../../src/core/domain.ts';
import type { SearchResult } from '../../../src/core/ports/retriever.ts';
import { isFailure } from '../../../src/core/errors.ts';
import { inEnglish } from '../../../src/core/texts/wording.ts';
import { TestIndex, TestWorkspace, testIndexSettings } from '../../support/indexes/indexProcess.ts';
import { repositoryRoot } from '../../support/paths.ts';
import { postgresForTests } from '../../support/servers/postgresServer.ts';

const away = 'postgres://ask@127.0.0.1:1/none';
const never = new AbortController().signal;

/** What a hit is, apart from where its folder is. */
function placeOf({ path, range, text, score }: Hit): unknown {
  return { path, range, text, score: score.toFixed(9) };
}

describe("a team's index", () => {
  const server = postgresForTests();
  let store: string;
  beforeEach(async () => {
    store = await server().createDatabase();
  });

  async function publish(
    workspace: TestWorkspace,
    as: { readonly repository?: string; readonly branch?: string } = {},
  ): Promise<void> {
    await using index = new TestIndex(workspace.base);
    await index.open(workspace.root);
    await index.client.update({ root: workspace.root, paths: [] });
    const params = { root: workspace.root, store, ...as, keepDays: 30 };
    await index.client.publishFolder(params, never);
  }

  /** Another checkout, with an empty cache folder, that follows the store. */
  async function reader(
    workspace: TestWorkspace,
    address = store,
    storeRepository = '',
  ): Promise<TestIndex> {
    const settings = { ...testIndexSettings, store: address };
    const index = new TestIndex(join(workspace.base, 'reader'), { settings });
    await index.open(workspace.root, { storeRepository });
    await index.client.update({ root: workspace.root, paths: [] });
    const { team } = index.states.at(-1) ?? {};
    if (address !== away) assert(team !== undefined && 'chunks' in team, JSON.stringify(team));
    return index;
  }

  it('ranks a real folder exactly as the own index of that folder', async () => {
    await using workspace = await new TestWorkspace().write({ 'README.md': '# Core\n' });
    for (const folder of ['retrieval/ranking', 'retrieval/question', 'chunking', 'indexing'])
      cpSync(join(repositoryRoot, 'src/core', folder), join(workspace.root, folder), {
        recursive: true,
      });
    await publish(workspace);
    await using own = new TestIndex(workspace.base);
    await own.open(workspace.root);
    await using team = await reader(workspace);
    assert.equal(team.states.at(-1)?.chunks, 0);
    for (const question of [
      'How is a file cut into chunks?',
      'mandatory settings and their limits',
      'rarity of a term in BM25',
      'Where is `splitIdentifier` called?',
      'embeddings that are missing are computed in which order',
      '@fileRole.ts test files',
      '@ranking/ what costs a repeated file',
      '질문을 어떻게 분석하나요?',
    ]) {
      const [expected, found] = [
        await own.ask(workspace.root, question),
        await team.ask(workspace.root, question),
      ];
      assert(expected.length > 0, question);
      assert.deepEqual(found.map(placeOf), expected.map(placeOf), question);
    }
  });

  it('finds an edit, and nothing of the text that was there', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus(tusk):\n    return tusk\n',
      'b.py': 'def penguin(fish):\n    return fish\n',
      'c.py': 'def ostrich(sand):\n    return sand\n',
    });
    await publish(workspace);
    await using team = await reader(workspace);
    assert.deepEqual(
      (await team.ask(workspace.root, 'walrus')).map(({ path }) => path),
      ['a.py'],
    );
    await workspace.write({ 'a.py': 'def narwhal(horn):\n    return horn\n', 'b.py': null });
    await team.client.update({ root: workspace.root, paths: ['a.py', 'b.py'] });
    const [hit] = await team.ask(workspace.root, 'narwhal');
    assert.equal(hit?.path, 'a.py');
    for (const gone of ['walrus', 'penguin'])
      assert.deepEqual(await team.ask(workspace.root, gone), [], gone);
    assert.deepEqual(
      (await team.ask(workspace.root, 'ostrich')).map(({ path }) => path),
      ['c.py'],
    );
    await workspace.write({ 'a.py': 'def walrus(tusk):\n    return tusk\n' });
    await team.client.update({ root: workspace.root, paths: ['a.py'] });
    assert.deepEqual(
      (await team.ask(workspace.root, 'walrus')).map(({ path }) => path),
      ['a.py'],
    );
    assert.deepEqual(await team.ask(workspace.root, 'narwhal'), []);
    assert.equal(team.states.at(-1)?.chunks, 0);
  });

  it('shows the own text of what the team has changed, until the folder has it too', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus(tusk):\n    return tusk\n',
      'b.py': 'def penguin(fish):\n    return fish\n',
    });
    await publish(workspace);
    await using team = await reader(workspace);
    await using other = await new TestWorkspace().write({
      'a.py': 'def narwhal(horn):\n    return horn\n',
      'b.py': 'def penguin(fish):\n    return fish\n',
    });
    await publish(other);
    assert.deepEqual(await team.ask(workspace.root, 'narwhal'), []);
    await team.client.update({ root: workspace.root, paths: [] });
    const pathsOf = async (question: string): Promise<string[]> =>
      (await team.ask(workspace.root, question)).map(({ path }) => path);
    assert.deepEqual(await pathsOf('walrus'), ['a.py']);
    assert.deepEqual(await pathsOf('penguin'), ['b.py']);
    assert.equal(team.states.at(-1)?.chunks, 1);
    await workspace.write({ 'a.py': 'def narwhal(horn):\n    return horn\n' });
    await team.client.update({ root: workspace.root, paths: ['a.py'] });
    assert.deepEqual(await pathsOf('narwhal'), ['a.py']);
    assert.equal(team.states.at(-1)?.chunks, 0);
  });

  it('never finds what only another branch has', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await publish(workspace);
    await using other = await new TestWorkspace().write({
      'b.py': 'def walrus():\n    return 2\n',
    });
    await publish(other, { branch: 'other' });
    await using team = await reader(workspace);
    assert.deepEqual(
      (await team.ask(workspace.root, 'walrus')).map(({ path }) => path),
      ['a.py'],
    );
    assert.deepEqual(await team.ask(workspace.root, 'walrus', ['b.py']), []);
  });

  it('is the repository that the folder names, where git has no remote that does', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await publish(workspace, { repository: 'team/code' });
    await using team = await reader(workspace, store, 'team/code');
    const { team: state } = team.states.at(-1) ?? {};
    assert(state !== undefined && 'repository' in state);
    assert.equal(state.repository, 'team/code');
    assert.equal(team.states.at(-1)?.chunks, 0);
    assert.equal((await team.ask(workspace.root, 'walrus')).length, 1);
  });

  it('can be read, but not written, with a role that may only read', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await publish(workspace);
    for (const statement of [
      'CREATE ROLE reader LOGIN',
      'GRANT USAGE ON SCHEMA ask_workspace TO reader',
      'GRANT SELECT ON ALL TABLES IN SCHEMA ask_workspace TO reader',
    ])
      await server().query(store, statement);
    const asReader = store.replace('ask@', 'reader@');
    await using team = await reader(workspace, asReader);
    assert.equal((await team.ask(workspace.root, 'walrus')).length, 1);
    await using own = new TestIndex(workspace.base);
    await own.open(workspace.root);
    const params = { root: workspace.root, store: asReader, keepDays: 30 };
    await assert.rejects(own.client.publishFolder(params, never), (error) =>
      isFailure(error, 'store-refused'),
    );
  });

  it('is replaced by the own index where the store is away, and the state says so', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await using team = await reader(workspace, away);
    assert.equal((await team.ask(workspace.root, 'walrus')).length, 1);
    const { team: state } = team.states.at(-1) ?? {};
    assert(state !== undefined && 'problem' in state);
  });

  it('is named in each search that asks it, or why it is not asked', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await publish(workspace);
    {
      await using team = await reader(workspace);
      const { teamServer } = await team.search(workspace.root, 'walrus');
      assert.deepEqual(teamServer, { host: new URL(store).host });
    }
    await using own = await reader(workspace, away);
    const { teamServer } = await own.search(workspace.root, 'walrus');
    assert.equal(teamServer?.host, new URL(away).host);
    assert.match(inEnglish(teamServer.problem ?? assert.fail()), /cannot be reached/);
  });

  /** Locks what a word search reads, so that the next one stops in its middle. */
  async function holdSearch(): Promise<void> {
    server()
      .query(store, 'BEGIN; LOCK TABLE ask_workspace.postings; SELECT pg_sleep(600)')
      .catch(() => undefined); // the server is killed meanwhile
    await server().until(
      store,
      `SELECT FROM pg_locks
       WHERE granted AND mode = 'AccessExclusiveLock'
         AND relation = 'ask_workspace.postings'::regclass`,
    );
  }

  const searchIsHeld = (): Promise<void> =>
    server().until(store, `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);

  it('is done without where the store dies in a search, until it is back', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus(tusk):\n    return tusk\n',
      'b.py': 'def walrus(fish):\n    return fish\n',
      'c.py': 'def walrus(sand):\n    return sand\n',
    });
    await publish(workspace);
    await workspace.write({ 'a.py': 'def walrus(horn):\n    return horn\n' });
    await using team = await reader(workspace);
    const pathsOf = ({ hits }: SearchResult): string[] => hits.map(({ path }) => path).sort();
    await holdSearch();
    const search = team.search(workspace.root, 'walrus');
    await searchIsHeld();
    await server().stop();
    const found = await search;
    assert.deepEqual(pathsOf(found), ['a.py']);
    assert.equal(found.teamServer?.host, new URL(store).host);
    assert.equal(found.teamServer.unsearchedFiles, 2);
    assert.match(inEnglish(found.teamServer.problem ?? assert.fail()), /cannot be reached/);
    await team.untilState(({ team: state }) => state !== undefined && 'problem' in state);

    await workspace.write({ 'd.py': 'def walrus(ice):\n    return ice\n', 'b.py': null });
    await team.client.update({ root: workspace.root, paths: ['d.py', 'b.py'] });
    const away = await team.search(workspace.root, 'walrus');
    assert.deepEqual(pathsOf(away), ['a.py', 'd.py']);
    assert.equal(away.teamServer?.unsearchedFiles, 1);

    await server().restart();
    const back = await team.search(workspace.root, 'walrus');
    assert.deepEqual(pathsOf(back), ['a.py', 'c.py', 'd.py']);
    assert.deepEqual(back.teamServer, { host: new URL(store).host });
    await team.untilState(({ team: state }) => state !== undefined && 'chunks' in state);
  });

  it('gives lines and symbols of unchanged files, and of edited ones from here', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'class Walrus:\n    def dive(self):\n        return 1\n',
      'b.py': 'class Penguin:\n    def swim(self):\n        return 2\n',
      'notes.md': '# 바다코끼리\n\n## Tusks\n\nLong.\n',
    });
    await publish(workspace);
    await using team = await reader(workspace);
    const { root } = workspace;
    const textOf = async (path: string): Promise<string> =>
      (await team.client.fileChunks(root, path)).map(({ text }) => text).join('\n');
    const named = async (typed: string): Promise<string[]> =>
      (await team.client.suggestNames(root, typed, 10))
        .filter(({ kind }) => kind === 'symbol')
        .map(({ name, path }) => `${name} ${path}`);
    assert.match(await textOf('a.py'), /class Walrus:\n {4}def dive/);
    assert.deepEqual(await named('Walr'), ['Walrus a.py', 'Walrus.dive a.py']);
    assert.deepEqual(await named('swim'), ['Penguin.swim b.py']);
    assert.equal((await team.client.explain(root, 'a.py')).indexed, true);

    await workspace.write({ 'a.py': 'class Narwhal:\n    def dive(self):\n        return 3\n' });
    await team.client.update({ root, paths: ['a.py'] });
    assert.match(await textOf('a.py'), /class Narwhal/);
    assert.deepEqual(await named('Walr'), []);
    assert.deepEqual(await named('Narw'), ['Narwhal a.py', 'Narwhal.dive a.py']);

    await server().stop();
    await assert.rejects(textOf('b.py'), (error) => isFailure(error, 'store-unreachable'));
    assert.match(await textOf('a.py'), /class Narwhal/);
    assert.deepEqual(await named('Narw'), ['Narwhal a.py', 'Narwhal.dive a.py']);
    await server().restart();
    assert.match(await textOf('b.py'), /class Penguin/);
  });

  it('is read from the next address where the first is away', async () => {
    await using workspace = await new TestWorkspace().write({
      'a.py': 'def walrus():\n    pass\n',
    });
    await publish(workspace);
    await using team = await reader(
      workspace,
      store.replace('127.0.0.1:', '127.0.0.1:1,127.0.0.1:'),
    );
    assert.equal((await team.ask(workspace.root, 'walrus')).length, 1);
    const { team: state } = team.states.at(-1) ?? {};
    assert(state !== undefined && 'chunks' in state);
    assert.equal(state.chunks, 1);
  });
});
