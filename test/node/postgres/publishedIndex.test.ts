import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import type { FolderIndex } from '../../../src/core/ports/folderIndex.ts';
import type { ChunkFilter, ScoredId } from '../../../src/core/ports/searchIndexes.ts';
import { publishedFile } from '../../../src/core/indexing/publishedFile.ts';
import { preparation } from '../../../src/core/indexing/preparation.ts';
import { parseStoreAddress } from '../../../src/core/settings/storeAddress.ts';
import { indexLocation } from '../../../src/node/catalog/database/indexLocation.ts';
import { FolderStore } from '../../../src/node/catalog/folderStore.ts';
import { StoredFolder } from '../../../src/node/catalog/storedFolder.ts';
import { OverlaidFolder } from '../../../src/node/postgres/reading/overlaidFolder.ts';
import { PublishedFolder } from '../../../src/node/postgres/reading/publishedFolder.ts';
import { ExactVectorIndex } from '../../../src/node/vectors/exactVectorIndex.ts';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import {
  embed,
  indexWords,
  madeUpModel,
  publishWorkspace,
} from '../../support/indexes/testStore.ts';
import { clusteredVectors } from '../../support/indexes/vectors.ts';
import { PostgresServer, postgresForTests } from '../../support/servers/postgresServer.ts';

const all: ChunkFilter = { paths: [], languages: [] };
const publication = { repository: 'team/code', branch: 'main' };

/** Many small files in folders, so that a filter lets some of them pass. */
function manyFiles(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `part${index % 4}/file${index}.${index % 3 === 0 ? 'md' : 'py'}`,
      `word${index % 7} word${index % 11} only${index}\n`,
    ]),
  );
}

describe('one state of a published index', () => {
  const server = postgresForTests();
  const clock = { ms: 0, nowMs: () => clock.ms };
  let store: string;
  let workspace: TestWorkspace;
  before(async () => {
    workspace = await new TestWorkspace().write(manyFiles(240));
    await indexWords(workspace);
    await embed(workspace);
  });
  after(() => workspace[Symbol.asyncDispose]());
  beforeEach(async () => {
    store = await server().createDatabase();
    await publishWorkspace(workspace, store);
  });

  /** A server of its own, which the test may end. */
  async function started(): Promise<PostgresServer> {
    const own = await PostgresServer.start();
    return typeof own === 'string' ? assert.fail(own) : own;
  }

  const openPublished = (
    address = store,
    repository = publication.repository,
  ): Promise<PublishedFolder> =>
    PublishedFolder.open(
      { address: parseStoreAddress(address), password: undefined },
      { ...publication, repository },
      preparation,
      clock,
    );

  /** The index of a reader whose folder has exactly what is published. */
  async function nothingOfItsOwn(directory: string, own: FolderStore): Promise<FolderStore> {
    const overlay = new FolderStore(directory, () => undefined);
    const writer = overlay.write()!;
    for (const file of await own.write()!.knownFiles([]))
      await writer.store({ ...file, identity: '' }, publishedFile(file.hash), preparation);
    return overlay;
  }

  /** The workspace's own index, every vector compared, beside the published one. */
  async function both(work: (own: FolderIndex, team: FolderIndex) => Promise<void>): Promise<void> {
    const { base, root } = workspace;
    const ownStore = new FolderStore(await indexLocation(base, root), () => undefined);
    const overlay = await nothingOfItsOwn(await indexLocation(base, root, 'overlay'), ownStore);
    const published = await openPublished();
    const { catalog, snapshots } = ownStore.reading!;
    const vectors = new ExactVectorIndex('cosine');
    const ids = await catalog.embeddingIds(madeUpModel);
    for (const [id, vector] of await catalog.vectors(ids)) vectors.add(id, vector);
    const own = new StoredFolder({
      root,
      snapshots,
      dense: () => ({ vectors, size: ids.length, modelSha256: madeUpModel, metric: 'cosine' }),
      embeddedChunks: () => ids.length,
      team: null,
      relevanceThreshold: () => Promise.resolve(0.25),
    });
    const team = new OverlaidFolder({
      root,
      published,
      snapshots: overlay.reading!.snapshots,
      dense: () => null,
      embeddedChunks: () => 0,
      modelSha256: () => madeUpModel,
      onAsked: () => undefined,
    });
    try {
      await own.read((ownIndex) => team.read((teamIndex) => work(ownIndex, teamIndex)));
    } finally {
      ownStore.close();
      overlay.close();
      await published.close();
    }
  }

  const filters: readonly ChunkFilter[] = [
    all,
    { paths: ['part1/'], languages: [] },
    { paths: [], languages: ['markdown'] },
    { paths: ['part2/', 'part3/file3.md'], languages: ['python', 'markdown'] },
    { paths: ['nowhere/'], languages: [] },
  ];

  /** What was found, by path: every file of these has one chunk. */
  async function found(index: FolderIndex, ids: readonly ScoredId[]): Promise<Map<string, number>> {
    const chunks = await index.chunks(ids.map(({ id }) => id));
    assert.equal(chunks.length, ids.length);
    return new Map(chunks.map(({ path }, place) => [path, ids[place]!.score]));
  }

  /** The same scores; and where all were asked for, of the same files. */
  function assertSame(
    team: ReadonlyMap<string, number>,
    own: ReadonlyMap<string, number>,
    { limit, within }: { limit: number; within: number },
  ): void {
    assert.equal(team.size, own.size);
    const [teamScores, ownScores] = [[...team.values()], [...own.values()]];
    for (const [place, score] of teamScores.entries())
      assert(Math.abs(score - ownScores[place]!) <= within);
    assert.deepEqual(
      teamScores,
      [...teamScores].sort((a, b) => b - a),
    );
    if (limit <= own.size) return; // equal scores at the end may be cut differently
    for (const [path, score] of own) assert(Math.abs(score - team.get(path)!) <= within, path);
  }

  it('has the counts of the own index', () =>
    both(async (own, team) => {
      assert.equal(team.chunkCount, own.chunkCount);
      assert.equal(team.embeddedChunkCount, own.embeddedChunkCount);
      assert.equal(team.relevanceThreshold, 0.25);
      const terms = ['word1', 'only7', 'part2', 'nowhere'];
      assert.deepEqual(await team.documentFrequencies(terms), await own.documentFrequencies(terms));
      assert.deepEqual([...(await team.vocabulary())].sort(), [...(await own.vocabulary())].sort());
      for (const name of ['file7.py', 'part1/', 'file3.md', 'none'])
        assert.deepEqual(await team.pathsNamed(name), await own.pathsNamed(name), name);
    }));

  it('finds by words what the own index finds, with the same scores and filters', () =>
    both(async (own, team) => {
      for (const filter of filters)
        for (const terms of [['word1'], ['word3', 'word3', 'part', 'only40'], ['none'], []])
          for (const limit of [1, 20, 500])
            assertSame(
              await found(team, await team.searchLexical(terms, limit, filter)),
              await found(own, await own.searchLexical(terms, limit, filter)),
              { limit, within: 1e-9 },
            );
    }));

  it('finds by meaning what the own index finds, but for the precision of halves', () =>
    both(async (own, team) => {
      for (const filter of filters)
        for (const [seed, limit] of [1, 20, 500].entries()) {
          const question = clusteredVectors(1, 24, 1000 + seed)[0]!;
          assertSame(
            await found(team, await team.searchDense(question, limit, filter)),
            await found(own, await own.searchDense(question, limit, filter)),
            { limit, within: 0.001 },
          );
        }
    }));

  it('does not see what is published during a search', async () => {
    const published = await openPublished();
    await using other = await new TestWorkspace().write({
      'other.py': 'def walrus():\n    pass\n',
    });
    await indexWords(other);
    await published.read(async (index) => {
      await publishWorkspace(other, store);
      const found = await index.documentFrequencies(['walrus', 'word1']);
      assert.equal(found[0], 0);
      assert(found[1]! > 0);
    });
    assert.equal(published.state?.chunks, 240);
    await published.read((index) => {
      assert.equal(index.state.chunks, 1);
      return Promise.resolve();
    });
    await published.close();
  });

  it('is refused where another version publishes it while it is open', async () => {
    const published = await openPublished();
    await server().query(store, "UPDATE ask_workspace.branches SET preparation = '0.0'");
    await assert.rejects(
      published.read(() => Promise.resolve()),
      (error) => isFailure(error, 'store-unusable') && /another version/.test(error.message),
    );
    await published.close();
  });

  it('says that the store is away when it goes away during a search, and comes back', async () => {
    const published = await openPublished();
    await assert.rejects(
      published.read(async (index) => {
        await server().stop();
        return index.documentFrequencies(['word1']);
      }),
      (error) => isFailure(error, 'store-unreachable') && error.message.includes('127.0.0.1'),
    );
    await assert.rejects(
      published.read(() => Promise.resolve()),
      (error) => isFailure(error, 'store-unreachable'),
    );
    await server().restart();
    await published.read(() => Promise.resolve());
    await published.close();
  });

  it('is not asked for ten seconds once finding out that it is away took long', async () => {
    const published = await openPublished();
    const read = () => published.read((index) => Promise.resolve(index.state.chunks));
    const isAway = (error: unknown): boolean => isFailure(error, 'store-unreachable');
    const lose = (tookMs: number) =>
      assert.rejects(
        published.read(async (index) => {
          await server().stop();
          clock.ms += tookMs;
          return index.documentFrequencies(['word1']);
        }),
        isAway,
      );
    await lose(3000);
    await server().restart();
    clock.ms += 9999;
    await assert.rejects(read, isAway);
    clock.ms += 1;
    assert.equal(await read(), 240);
    await lose(2999);
    await server().restart();
    assert.equal(await read(), 240);
    await published.close();
  });

  it('is read again from a replica where the primary dies in a search', async () => {
    await using primary = await started();
    const address = await primary.createDatabase();
    await publishWorkspace(workspace, address);
    await using replica = await primary.replica();
    const published = await openPublished(
      address.replace(/@[^/]+/, `@127.0.0.1:${primary.port},127.0.0.1:${replica.port}`),
    );
    let reads = 0;
    const [count] = await published.read(async (index) => {
      if (++reads === 1) await primary.stop();
      return index.documentFrequencies(['word1']);
    });
    assert.equal(reads, 2);
    assert(count! > 0);
    assert.equal(published.problem, undefined);
    await assert.rejects(
      publishWorkspace(workspace, address.replace(/@[^/]+/, `@127.0.0.1:${replica.port}`)),
      (error) => isFailure(error, 'store-unusable') && /is a replica/.test(error.message),
    );
    await published.close();
  });

  it('is refused to another repository, with the nearest names and the setting', async () => {
    const refused = (words: RegExp): Promise<void> =>
      assert.rejects(
        openPublished(store, 'TEAM/code'),
        (error) => isFailure(error, 'store-unusable') && words.test(error.message),
      );
    await refused(/TEAM\/code is not .* has team\/code\. .*askWorkspace\.index\.storeRepository/);
    await server().query(
      store,
      `WITH others AS (INSERT INTO ask_workspace.repositories (name)
         SELECT 'a/' || i FROM generate_series(1, 9) AS i RETURNING id)
       INSERT INTO ask_workspace.branches (repository, name, published)
       SELECT id, 'main', now() FROM others`,
    );
    await refused(/has team\/code, (?:a\/\d, ){4}…\. /);
  });

  it('is refused by another version, a newer schema, or where nothing is published', async () => {
    const open = async (sql: string): Promise<void> => {
      await server().query(store, sql);
      await (await openPublished()).close();
    };
    const unusable = (words: RegExp) => (error: unknown) =>
      isFailure(error, 'store-unusable') && words.test(error.message);
    await assert.rejects(
      open("UPDATE ask_workspace.branches SET preparation = '0.0'"),
      unusable(/another version/),
    );
    await assert.rejects(
      open('UPDATE ask_workspace.version SET number = 99'),
      unusable(/Update Ask Workspace/),
    );
    await assert.rejects(
      open('DROP SCHEMA ask_workspace CASCADE'),
      unusable(/Nothing is published/),
    );
  });
});
