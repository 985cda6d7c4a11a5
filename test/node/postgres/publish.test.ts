import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import {
  embed,
  indexWords,
  madeUpModel,
  publishWorkspace,
} from '../../support/indexes/testStore.ts';
import { repositoryRoot } from '../../support/paths.ts';
import { postgresForTests } from '../../support/servers/postgresServer.ts';

const files = {
  'src/adapter.py': 'def send(request):\n    return connect(request)\n',
  'src/cookies.py': 'def extract_cookies(jar):\n    return jar\n',
  'README.md': '# Guide\n\nHow to send a request.\n',
};

describe('publishing an index to PostgreSQL', () => {
  const server = postgresForTests();
  let address: string;
  let workspace: TestWorkspace | undefined;
  before(async () => {
    workspace = await indexed();
  });
  after(() => workspace?.[Symbol.asyncDispose]());
  beforeEach(async () => {
    address = await server().createDatabase();
  });

  async function indexed(): Promise<TestWorkspace> {
    const own = await new TestWorkspace().write(files);
    await indexWords(own);
    await embed(own);
    return own;
  }

  const counted = async (sql: string): Promise<number> =>
    Number((await server().query(address, `SELECT (${sql}) AS n`))[0]?.['n']);
  const rows = (table: string): Promise<number> =>
    counted(`SELECT count(*) FROM ask_workspace.${table}`);
  const pathsOf = async (branch: string): Promise<string[]> =>
    (
      await server().query(
        address,
        `SELECT path FROM ask_workspace.branch_files
         JOIN ask_workspace.branches ON branches.id = branch
         JOIN ask_workspace.files ON files.id = file
         WHERE branches.name = '${branch}' ORDER BY path`,
      )
    ).map(({ path }) => String(path));
  const main = { repository: 'team/code', branch: 'main', commit: null };

  it('writes every chunk with its text, words and vector', async () => {
    const report = await publishWorkspace(workspace!, address);
    assert.equal(report.files, 3);
    assert.equal(report.newChunks, report.chunks);
    assert.equal(await rows('chunks'), report.chunks);
    assert.equal(await rows('contents'), report.chunks);
    assert.equal(await rows('vectors'), report.chunks);
    assert.equal(
      await counted(`SELECT chunks FROM ask_workspace.branch_terms WHERE term = 'request'`),
      2,
    );
  });

  it('writes nothing twice: not for another branch, nor the same one again', async () => {
    const first = await publishWorkspace(workspace!, address);
    const again = await publishWorkspace(workspace!, address);
    assert.deepEqual([again.newChunks, again.newVectors], [0, 0]);
    const branch = await publishWorkspace(workspace!, address, {
      publication: { ...main, branch: 'other' },
    });
    assert.deepEqual([branch.newChunks, branch.newVectors], [0, 0]);
    assert.equal(await rows('chunks'), first.chunks);
    assert.equal(branch.chunks, first.chunks);
  });

  it('takes the texts and vectors of another repository', async () => {
    const first = await publishWorkspace(workspace!, address);
    const fork = await publishWorkspace(workspace!, address, {
      publication: { ...main, repository: 'team/fork' },
    });
    assert.deepEqual([fork.newVectors, fork.copiedVectors], [0, first.chunks]);
    assert.equal(await rows('contents'), first.chunks);
  });

  it('has, after an edit, a deletion and an undo, the counts of a fresh one', async () => {
    await using own = await indexed();
    await publishWorkspace(own, address);
    await own.write({
      'src/adapter.py': 'def receive(answer):\n    return answer\n',
      'README.md': null,
      'src/more.py': 'def more():\n    pass\n',
    });
    await indexWords(own);
    await publishWorkspace(own, address);
    assert.deepEqual(await pathsOf('main'), ['src/adapter.py', 'src/cookies.py', 'src/more.py']);
    const terms = `SELECT string_agg(term || branch_terms.chunks, ' ' ORDER BY term)
      FROM ask_workspace.branch_terms JOIN ask_workspace.branches ON branches.id = branch
      WHERE name = `;
    await publishWorkspace(own, address, { publication: { ...main, branch: 'fresh' } });
    const textsOf = async (branch: string): Promise<unknown> =>
      (await server().query(address, `${terms}'${branch}'`))[0];
    assert.deepEqual(await textsOf('main'), await textsOf('fresh'));
    assert.equal(
      await counted('SELECT count(DISTINCT (chunks, words)) FROM ask_workspace.branches'),
      1,
    );
  });

  for (const table of ['postings', 'branch_files'])
    it(`leaves the former state where it loses its connection when writing ${table}`, async () => {
      await using own = await indexed();
      await publishWorkspace(own, address);
      await own.write({ 'src/more.py': 'def more():\n    pass\n' });
      await indexWords(own);
      await server().query(
        address,
        `CREATE FUNCTION ask_workspace.die() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`,
      );
      await server().query(
        address,
        `CREATE TRIGGER die AFTER INSERT ON ask_workspace.${table}
       EXECUTE FUNCTION ask_workspace.die()`,
      );
      await assert.rejects(publishWorkspace(own, address), (error) =>
        isFailure(error, 'store-unreachable'),
      );
      assert.deepEqual(await pathsOf('main'), ['README.md', 'src/adapter.py', 'src/cookies.py']);
      await server().query(address, `DROP TRIGGER die ON ask_workspace.${table}`);
      await publishWorkspace(own, address);
      assert((await pathsOf('main')).includes('src/more.py'));
    });

  it('lets two publishers of the same store both succeed', async () => {
    const reports = await Promise.all(
      ['main', 'other', 'third', 'main'].map((branch) =>
        publishWorkspace(workspace!, address, { publication: { ...main, branch } }),
      ),
    );
    assert.equal(
      reports.reduce((sum, { newChunks }) => sum + newChunks, 0),
      reports[0]?.chunks,
    );
    assert.deepEqual(await pathsOf('main'), await pathsOf('third'));
  });

  it('deletes what no branch uses once it is old enough, and nothing else', async () => {
    await using own = await indexed();
    await publishWorkspace(own, address);
    await publishWorkspace(own, address, {
      publication: { repository: 'team/fork', branch: 'main', commit: null },
    });
    await own.write({ 'src/adapter.py': null });
    await indexWords(own);
    await publishWorkspace(own, address);
    assert.equal(await counted(`SELECT count(*) FROM ask_workspace.files`), 6);
    await publishWorkspace(own, address, { keepDays: 0 });
    assert.equal(await counted(`SELECT count(*) FROM ask_workspace.files`), 5);
    assert.equal(
      await counted(
        `SELECT count(*) FROM ask_workspace.postings, unnest(chunks) AS chunk
         WHERE repository = 1 AND NOT EXISTS
           (SELECT FROM ask_workspace.chunks WHERE repository = 1 AND chunks.id = chunk)`,
      ),
      0,
    );
    assert.equal(await rows('vectors'), await rows('chunks'));
    // The fork still has the text.
    assert.equal(
      await counted(
        `SELECT count(*) FROM ask_workspace.contents
         WHERE body LIKE convert_to('%connect%', 'UTF8')`,
      ),
      1,
    );
    await publishWorkspace(own, address, {
      keepDays: 0,
      publication: { repository: 'team/fork', branch: 'main', commit: null },
    });
    assert.equal(
      await counted(
        `SELECT count(*) FROM ask_workspace.contents
         WHERE body LIKE convert_to('%connect%', 'UTF8')`,
      ),
      0,
    );
  });

  it('refuses a store of a newer version, and says what to do', async () => {
    await publishWorkspace(workspace!, address);
    await server().query(address, 'UPDATE ask_workspace.version SET number = 99');
    await assert.rejects(
      publishWorkspace(workspace!, address),
      (error) => isFailure(error, 'store-unusable') && /Update Ask Workspace/.test(error.message),
    );
  });

  it('works with the roles of the compose file and their passwords', async () => {
    const script = readFileSync(join(repositoryRoot, 'media/team/roles.sh'), 'utf8');
    const [, sql = ''] = /<<'SQL'\n([\s\S]*)\nSQL/.exec(script) ?? [];
    await server().query(address, sql.replace(/:'(\w+)'/g, "'$1'"));
    await server().query(address, 'CREATE ROLE with_password');
    await server().query(address, 'GRANT with_password TO publisher, reader');
    const publishAs = (user: string, password?: string) =>
      publishWorkspace(workspace!, address.replace('ask@', `${user}@`), {}, password);
    for (const wrong of [undefined, 'guessed'])
      await assert.rejects(
        publishAs('publisher', wrong),
        (error) =>
          isFailure(error, 'store-refused') && /ASK_WORKSPACE_STORE_PASSWORD/.test(error.message),
      );
    await publishAs('publisher', 'publisher');
    const asReader = address.replace('ask@', 'reader:reader@');
    const [row] = await server().query(asReader, 'SELECT count(*) FROM ask_workspace.vectors');
    assert.equal(Number(row?.['count']), 3);
    await assert.rejects(
      publishAs('reader', 'reader'),
      (error) => isFailure(error, 'store-refused') && /permission denied/.test(error.message),
    );
  });

  it('publishes words alone without a model', async () => {
    await publishWorkspace(workspace!, address, { modelSha256: null });
    assert.equal(await rows('vectors'), 0);
    await publishWorkspace(workspace!, address, { modelSha256: madeUpModel });
    assert.equal(await rows('vectors'), await rows('chunks'));
  });

  it('stops when it is cancelled, and leaves the store as it was', async () => {
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(publishWorkspace(workspace!, address, { signal: stop.signal }), (error) =>
      isFailure(error, 'cancelled'),
    );
    assert.equal(
      await counted(`SELECT count(*) FROM pg_tables WHERE schemaname = 'ask_workspace'`),
      0,
    );
  });
});
