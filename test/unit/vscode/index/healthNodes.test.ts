import assert from 'node:assert/strict';
import { Failure } from '../../../../src/core/errors.ts';
import { ago } from '../../../../src/vscode/text/ago.ts';
import { factNodes, folderNode } from '../../../../src/vscode/index/healthNodes.ts';
import { folderState } from '../folderState.ts';
import { wording } from '../../../../src/core/texts/wording.ts';

const limits = { maxFileSizeMB: 1.5, maxPdfSizeMB: 20 };
const folder = { root: '/work/flask', name: 'flask' };

function words(fields: Parameters<typeof folderState>[0], failure: Failure | null = null): string {
  return folderNode({ ...folder, state: folderState(fields), failure }, limits).description;
}

function facts(fields: Parameters<typeof folderState>[0]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    factNodes(folderState(fields), limits, 600_000).map(({ label, description }) => [
      label,
      description,
    ]),
  );
}

describe('the index health of a folder', () => {
  it('summarises the state of the index', () => {
    assert.equal(words({}), 'up to date');
    assert.equal(words({ exists: false, updatedAt: null }), 'not indexed yet');
    assert.equal(words({ updatedAt: null }), 'incomplete');
    assert.equal(words({ activity: 'paused' }), 'paused');
    assert.equal(
      words({ activity: 'embedding', chunks: 40, embeddedChunks: 10 }),
      'Indexing meaning 25 %',
    );
    assert.match(words({ writer: 'other' }), /Another window/);
    assert.match(
      words({}, new Failure('disk-full', wording('The disk is full.'))),
      /The disk is full\. Free some space/,
    );
  });

  it('names the server that embeds and its model, or why it does not', () => {
    const embeddingServer = { host: '127.0.0.1:8080', model: 'nomic-embed-text' };
    assert.equal(
      facts({ embeddingModel: '5ce859439971d223', embeddingServer })['Embedding model'],
      'nomic-embed-text at 127.0.0.1:8080',
    );
    const meaningProblem = { reason: 'key-refused', wording: wording('No key.') } as const;
    const away = { embeddingModel: null, embeddedChunks: 0, meaningProblem };
    assert.equal(facts(away)['Meaning search'], 'No key.');
    assert.equal(words(away), 'No key.');
  });

  it("names the team's index, or why the own one is searched instead", () => {
    const store = 'db.example.com:5432';
    const team = { store, repository: 'team/code', branch: 'main', commit: null, chunks: 1200 };
    assert.equal(
      facts({ team })['Team index'],
      '1,200 pieces of team/code, branch main, at db.example.com:5432',
    );
    assert.equal(
      facts({ team: { store: 'db.example.com', problem: wording('No route.') } })['Team index'],
      'No route. This folder’s own index answers.',
    );
    const lost = { store, problem: wording('No route.'), unsearchedFiles: 12 };
    assert.match(facts({ team: lost })['Team index'] ?? '', /^No route\. .*without 12 files/);
    assert.equal(facts({})['Team index'], undefined);
  });

  it('counts the pages without text in indexed documents, if there are any', () => {
    assert.equal(
      facts({ pagesWithoutText: 1200 })['Pages without text'],
      '1,200 in indexed documents (scanned?)',
    );
    assert.equal(facts({})['Pages without text'], undefined);
  });

  it('shows files, chunks, share searchable by meaning, size and age', () => {
    assert.deepEqual(
      facts({
        files: 1200,
        chunks: 40,
        embeddedChunks: 10,
        embeddingModel: '5ce859439971d223',
        bytesOnDisk: 8.1e6,
        vectorBytes: 2e6,
        updatedAt: 480_000,
      }),
      {
        Files: '1,200',
        Pieces: '40',
        'Meaning search': '25 % of the chunks',
        'Embedding model': 'sha256 5ce859439971',
        'On disk': '8.1 MB, including 2.0 MB of vectors',
        'Last update': '2 minutes ago',
      },
    );
  });

  it('says that search by meaning has no model', () => {
    assert.match(
      facts({ embeddingModel: null, embeddedChunks: 0 })['Meaning search'] ?? '',
      /model is missing/,
    );
  });

  it('says that meaning search compares every vector where hnswlib does not load', () => {
    assert.equal(
      facts({
        chunks: 40,
        embeddedChunks: 40,
        embeddingModel: '5ce859439971d223',
        comparesAll: true,
      })['Meaning search'],
      '100 % of the chunks; hnswlib does not load here, so every vector is compared',
    );
  });

  it('shows the speed while indexing', () => {
    const progress = {
      done: 1,
      total: 9,
      unit: 'chunks',
      perSecond: 82.4,
      secondsLeft: 12.2,
    } as const;
    assert.equal(
      facts({ activity: 'embedding', progress })['Speed'],
      '82 pieces a second, 13 s left',
    );
  });

  it('lists skipped files by reason, most frequent first', () => {
    const reasons = factNodes(folderState({ skipped: { secret: 1, binary: 7 } }), limits, 0).filter(
      ({ kind }) => kind === 'reason',
    );
    assert.deepEqual(
      reasons.map(({ label, description }) => `${label} ${description}`),
      ['7 skipped not text', '1 skipped keys and other secrets'],
    );
  });

  it('is empty for a folder without an index', () => {
    assert.deepEqual(factNodes(folderState({ exists: false }), limits, 0), []);
  });
});

describe('the words for how long ago', () => {
  it('use the largest whole unit', () => {
    assert.deepEqual(
      [0, 59_999, 60_000, 7_200_000, 86_400_000].map((passed) => ago(0, passed)),
      ['just now', 'just now', '1 minute ago', '2 hours ago', 'yesterday'],
    );
  });

  it('say now if the clock was set back', () => {
    assert.equal(ago(1000, 0), 'just now');
  });
});
