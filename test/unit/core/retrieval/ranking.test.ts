import assert from 'node:assert/strict';
import type { FileRole } from '../../../../src/core/domain.ts';
import { diversify } from '../../../../src/core/retrieval/ranking/diversify.ts';
import { fuseScores } from '../../../../src/core/retrieval/ranking/fuseScores.ts';
import {
  gatherCandidates,
  searchDepth,
  surestFind,
} from '../../../../src/core/retrieval/ranking/gatherCandidates.ts';
import type { Candidate } from '../../../../src/core/retrieval/ranking/gatherCandidates.ts';
import { questionPhrases } from '../../../../src/core/retrieval/question/phrases.ts';
import { preferencesOf } from '../../../../src/core/retrieval/ranking/preferences.ts';
import { retrievalMethods } from '../../../../src/core/retrieval/ranking/retrievalWeights.ts';
import { rolePriors } from '../../../../src/core/retrieval/ranking/rolePriors.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';
import type { MemoryChunk } from '../../../support/indexes/memoryFolderIndex.ts';

const full = retrievalMethods.full;

/** Candidates with these scores by words. */
function candidates(
  chunks: readonly (MemoryChunk & { lexical: number; dense?: number })[],
): Candidate[] {
  const folder = new MemoryFolderIndex('/w', chunks);
  return folder.stored(chunks.map((_, index) => index + 1)).map((chunk, index) => ({
    folder,
    chunk,
    lexical: chunks[index]?.lexical ?? 0,
    dense: chunks[index]?.dense ?? 0,
  }));
}

const rank = (
  found: readonly Candidate[],
  question = '',
  trust = 1,
  prior: (candidate: Candidate) => number = () => 1,
) =>
  fuseScores(found, {
    trust,
    phrases: questionPhrases(question),
    weights: full,
    priorOf: prior,
  }).map(({ chunk }) => chunk.text);

describe('fuseScores', () => {
  it('ranks a chunk among good chunks of its file above an equal isolated one', () => {
    assert.equal(
      rank(
        candidates([
          { path: 'a.py', text: 'alone', lexical: 5 },
          { path: 'b.py', text: 'in company', lexical: 5 },
          { path: 'b.py', text: 'x', lexical: 0 },
          { path: 'b.py', text: 'company', lexical: 4 },
        ]),
      )[0],
      'in company',
    );
  });

  it('ranks a chunk with a good neighbour above one of the same file without', () => {
    assert.equal(
      rank(
        candidates([
          { path: 'a.py', text: 'far', lexical: 5 },
          { path: 'a.py', text: 'gap 1', lexical: 0 },
          { path: 'a.py', text: 'gap 2', lexical: 0 },
          { path: 'a.py', text: 'near', lexical: 5 },
          { path: 'a.py', text: 'neighbour', lexical: 4 },
        ]),
      )[0],
      'near',
    );
  });

  it('ranks words that are adjacent as in the question above the same words apart', () => {
    const found = candidates([
      { path: 'a.py', text: 'flow of the control', lexical: 5 },
      { path: 'b.py', text: 'the control flow', lexical: 5 },
    ]);
    assert.equal(rank(found, 'control flow')[0], 'the control flow');
  });

  it('ranks an exact match of quoted text first', () => {
    const found = candidates([
      { path: 'a.py', text: 'raise Error("No such file")', lexical: 3 },
      { path: 'b.py', text: 'no file such', lexical: 4 },
    ]);
    assert.equal(rank(found, 'Who says "No such file"?')[0], 'raise Error("No such file")');
  });

  it('weighs meaning less if it is trusted less', () => {
    const found = candidates([
      { path: 'a.py', text: 'words', lexical: 5 },
      { path: 'b.py', text: 'meaning', lexical: 3, dense: 1 },
    ]);
    assert.equal(rank(found, '', 1)[0], 'meaning');
    assert.equal(rank(found, '', 0.5)[0], 'words');
  });

  it('keeps every score between 0 and 1, with 1 for the best candidate', () => {
    const ranked = fuseScores(
      candidates([
        { path: 'a.py', text: 'a', lexical: 7 },
        { path: 'b.py', text: 'b', lexical: 2, dense: 0.3 },
      ]),
      { trust: 1, phrases: questionPhrases('a'), weights: full, priorOf: () => 0.5 },
    );
    assert.equal(ranked[0]?.scores.final, 1);
    for (const { scores } of ranked)
      for (const score of Object.values(scores)) assert.ok(score >= 0 && score <= 1);
  });

  it('reports what each sign contributed', () => {
    const found = candidates([
      { path: 'a.py', text: 'the control flow', lexical: 5, dense: 1 },
      { path: 'a.py', text: 'beside', lexical: 1 },
      { path: 'b.py', text: 'alone', lexical: 1 },
    ]);
    const [best, ...others] = fuseScores(found, {
      trust: 0.5,
      phrases: questionPhrases('control flow'),
      weights: full,
      priorOf: () => 1,
    });
    assert.deepEqual(
      [best?.scores.lexical, best?.scores.dense, best?.scores.phrases],
      [1, 0.5, 1 / 3],
    );
    assert.deepEqual(
      new Map(others.map(({ chunk, scores }) => [chunk.text, scores.neighbours])),
      new Map([
        ['beside', 1],
        ['alone', 0],
      ]),
    );
  });

  it('ranks nothing if nothing was found', () => {
    assert.deepEqual(rank([]), []);
  });
});

describe('rolePriors', () => {
  const prior = (
    question: string,
    path: string,
    role: FileRole = 'source',
    surest: { path: string; role: FileRole } | null = null,
  ) => rolePriors(question, full, { surest, chunks: [] })({ path, role });

  it('ranks tests, prose and changelogs below sources', () => {
    const asked = 'Which function mounts adapters?';
    assert.ok(prior(asked, 'a.py') > prior(asked, 'tests/test_a.py', 'test'));
    assert.ok(prior(asked, 'tests/test_a.py', 'test') > prior(asked, 'docs/a.md', 'prose'));
    assert.ok(prior(asked, 'docs/a.md', 'prose') > prior(asked, 'HISTORY.md', 'prose'));
    assert.ok(prior(asked, 'a.py') > prior(asked, 'gen.py', 'generated'));
  });

  it('lowers prose and data less if the question is not about code', () => {
    for (const role of ['prose', 'data'] as const) {
      for (const code of [
        'Which function mounts adapters?',
        'Who uses mount_adapter?',
        'What does mountAdapter do?',
        '어댑터를 등록하는 함수는?',
      ]) {
        assert.ok(
          prior('On which day is duty handed over?', 'a', role) > prior(code, 'a', role),
          code,
        );
      }
    }
    assert.equal(
      prior('On which day is duty handed over?', 'HISTORY.md', 'prose'),
      prior('Which function mounts adapters?', 'HISTORY.md', 'prose'),
    );
  });

  it('weighs prose like sources in a folder of documentation', () => {
    const asked = 'Which function mounts adapters?';
    const chunks = (prose: number, sources: number) => [
      ...Array.from({ length: prose }, () => ({ path: 'docs/a.md', role: 'prose' as const })),
      ...Array.from({ length: sources }, () => ({ path: 'a.py', role: 'source' as const })),
    ];
    const among = (prose: number, sources: number) =>
      rolePriors(asked, full, { surest: null, chunks: chunks(prose, sources) });
    const page = { path: 'docs/a.md', role: 'prose' } as const;
    assert.equal(among(70, 30)(page), 1);
    assert.equal(among(69, 31)(page), full.roles.prose);
    assert.equal(among(7, 3)(page), full.roles.prose);
    assert.equal(among(70, 30)({ path: 'a.json', role: 'data' }), full.roles.data);
  });

  it('lowers prose less if words and meaning both find prose first', () => {
    const asked = 'Which function mounts adapters?';
    assert.ok(
      prior(asked, 'docs/a.md', 'prose', { path: 'docs/b.md', role: 'prose' }) >
        prior(asked, 'docs/a.md', 'prose'),
    );
    assert.equal(
      prior(asked, 'docs/a.md', 'prose', { path: 'b.py', role: 'source' }),
      prior(asked, 'docs/a.md', 'prose'),
    );
    assert.equal(
      prior(asked, 'docs/a.md', 'prose', { path: 'HISTORY.md', role: 'prose' }),
      prior(asked, 'docs/a.md', 'prose'),
    );
  });

  it('hardly lowers tests, prose and changelogs if the question names them', () => {
    assert.ok(prior('Which test covers adapters?', 'tests/test_a.py', 'test') > 0.9);
    assert.ok(prior('What does the documentation say of adapters?', 'docs/a.md', 'prose') > 0.8);
    assert.ok(prior('In which release came adapters?', 'CHANGES.rst', 'prose') > 0.8);
  });

  it('hardly lowers tests only if the question is about tests', () => {
    const test = (question: string) => prior(question, 'tests/a.py', 'test');
    for (const about of ['Is there a test for retries?', 'How is retrying tested?', 'test_retry'])
      assert.ok(test(about) > 0.9, about);
    const mentioned = test('Why does the runner start every test in a class twice?');
    assert.ok(mentioned < 0.8);
    assert.ok(mentioned > test('Which function retries?'));
    assert.ok(test('Which function retries?') > test('What happens after the third failure?'));
  });

  it('ranks files of the requested kind above sources, whatever their words', () => {
    for (const [question, path] of [
      ['Which compilers does CI use?', '.github/workflows/test.yml'],
      ['Which runtimes does it support?', 'src/App.csproj'],
      ['What do I have to install first?', 'CMakeLists.txt'],
      ['What must I install?', 'Cargo.toml'],
      ['Since which release are records read?', 'CHANGELOG.md'],
      ['How is it licensed?', 'LICENSE'],
      ['May I open a pull request?', '.github/CONTRIBUTING.md'],
    ] as const) {
      assert.ok(prior(question, path, 'data') > 1, question);
      assert.ok(prior(question, 'src/parse.ts') <= 1, question);
      assert.ok(prior('How are lines parsed?', path, 'data') < 1, path);
    }
    assert.ok(prior('Does installHook run in CI?', '.github/workflows/test.yml', 'data') < 1);
  });

  it('lowers benchmarks, samples, bundles, translations and code of the docs unless asked', () => {
    for (const path of [
      'bench/parse.ts',
      '_examples/parse.go',
      'third_party/parse/parse.c',
      'src/ParseBenchmark.cs',
      'examples/a.go',
      'dist/esm/parse.js',
      'docs/v3/scripts/parse.js',
      'locales/de.ts',
    ])
      assert.ok(prior('Which function parses?', path) < 1, path);
    for (const path of ['dist/parse.go', 'src/docs.ts', 'src/distance/parse.ts'])
      assert.equal(prior('Which function parses?', path), 1, path);
    assert.ok(prior('Which benchmark parses?', 'bench/parse.ts') > 0.8);
    assert.ok(prior('What builds the documentation?', 'docs/conf.py') > 0.9);
    assert.ok(prior('Which locale is used?', 'src/locales/de.ts') > 0.8);
  });

  it('takes tests within and beside a source file for tests', () => {
    const asked = 'Which function mounts adapters?';
    const of = (path: string, symbol: string) =>
      rolePriors(asked, full, { surest: null, chunks: [] })({ path, role: 'source', symbol });
    const test = prior(asked, 'tests/test_a.py', 'test');
    assert.equal(of('src/lib.rs', 'tests.mounts, tests.mounts_again'), test);
    assert.equal(of('src/adapter_unittest.cc', 'AdapterTest'), test);
    for (const [path, symbol] of [
      ['src/lib.rs', 'mount, tests.mounts'],
      ['src/lib.rs', 'testsuite'],
      ['src/lib.rs', ''],
      ['src/lib.py', 'tests.mounts'],
    ] as const)
      assert.equal(of(path, symbol), 1, `${path} ${symbol}`);
  });

  it('ranks an older major version below the newest one beside it', () => {
    const chunks = ['src/v3/a.ts', 'src/v4/a.ts', 'other/v1/b.ts'].map((path) => ({
      path,
      role: 'source' as const,
    }));
    const priorOf = (path: string, question = 'Which function parses?') =>
      rolePriors(question, full, { surest: null, chunks })({ path, role: 'source' });
    assert.ok(priorOf('src/v3/a.ts') < 1);
    assert.equal(priorOf('src/v4/a.ts'), 1);
    assert.equal(priorOf('other/v1/b.ts'), 1);
    assert.equal(priorOf('src/v3/a.ts', 'Which function of v3 parses?'), 1);
  });

  it('weighs every file equally in the methods that the bench compares', () => {
    for (const question of ['Which compilers does CI use?', 'What happens then?'])
      for (const path of ['.github/workflows/test.yml', 'src/v3/a.ts', 'bench/a.ts'])
        for (const role of ['source', 'test', 'data'] as const)
          assert.equal(
            rolePriors(question, retrievalMethods.hybrid, {
              surest: null,
              chunks: [{ path: 'src/v4/a.ts', role: 'source' }],
            })({ path, role }),
            1,
          );
  });

  it('does not take a source for a changelog because of its name', () => {
    assert.equal(prior('adapters', 'src/history.py'), 1);
  });
});

describe('preferencesOf', () => {
  const [first] = candidates([
    { path: 'a.py', text: 'x', symbol: 'Session.get, Session.post', lexical: 1 },
  ]);
  const request = {
    question: '',
    roots: [],
    filter: { paths: [], languages: [] },
    topK: 5,
    history: [{ question: '', answer: '', sources: [{ root: '/w', path: 'a.py' }] }],
  };

  it('prefers the sources of the previous turn only in a follow-up', () => {
    assert.ok(first !== undefined);
    assert.ok(preferencesOf(request, [], true)(first) > 1);
    assert.equal(preferencesOf(request, [], false)(first), 1);
  });

  it('holds a mark as not useful against that source alone, mildly, however often', () => {
    const [marked, sibling, other] = candidates([
      { path: 'a.py', text: 'x', symbol: 'Session.get, Session.post', lexical: 1 },
      { path: 'a.py', text: 'y', symbol: 'Session', startLine: 9, lexical: 1 },
      { path: 'b.py', text: 'z', symbol: 'Session.get', lexical: 1 },
    ]);
    assert.ok(marked !== undefined && sibling !== undefined && other !== undefined);
    const mark = { root: '/w', path: 'a.py', symbol: 'Session.get', startLine: 1, endLine: 1 };
    const once = preferencesOf({ ...request, notUseful: [mark] }, [], false);
    assert.ok(once(marked) < 1 && once(marked) >= 0.8);
    assert.deepEqual([once(sibling), once(other)], [1, 1]);
    const often = preferencesOf({ ...request, notUseful: Array(9).fill(mark) }, [], false);
    assert.equal(often(marked), once(marked));
    const elsewhere = { ...mark, root: '/other' };
    assert.equal(preferencesOf({ ...request, notUseful: [elsewhere] }, [], false)(marked), 1);
    const byLines = preferencesOf({ ...request, notUseful: [{ ...mark, symbol: '' }] }, [], false);
    assert.ok(byLines(marked) < 1);
    assert.equal(byLines(sibling), 1);
  });

  it('prefers the active file, and its selected lines most, if the setting says so', () => {
    const [above, below, other] = candidates([
      { path: 'a.py', text: 'x', lexical: 1 },
      { path: 'a.py', text: 'y', startLine: 9, lexical: 1 },
      { path: 'b.py', text: 'z', startLine: 9, lexical: 1 },
    ]);
    assert.ok(above !== undefined && below !== undefined && other !== undefined);
    const editor = {
      active: { root: '/w', path: 'a.py' },
      selection: { startLine: 8, endLine: 12, text: 'y' },
      open: [],
      preferActive: true,
    };
    const prefer = preferencesOf({ ...request, editor }, [], false);
    assert.ok(prefer(below) > prefer(above) && prefer(above) > prefer(other));
    const indifferent = preferencesOf(
      { ...request, editor: { ...editor, preferActive: false } },
      [],
      false,
    );
    assert.deepEqual([above, below, other].map(indifferent), [1, 1, 1]);
  });

  it('recognises a mentioned symbol by its full path, its last name or its container', () => {
    assert.ok(first !== undefined);
    for (const [name, named] of [
      ['Session.post', true],
      ['get', true],
      ['Session', true],
      ['Sess', false],
      ['et', false],
    ] as const) {
      assert.equal(preferencesOf(request, [name], false)(first) > 1, named, name);
    }
  });
});

describe('surestFind', () => {
  const find = (scores: readonly [lexical: number, dense: number][]) =>
    surestFind(
      candidates(
        scores.map(([lexical, dense], index) => ({
          path: `${index}.py`,
          text: `${index}`,
          lexical,
          dense,
        })),
      ),
      { lexical: 1, dense: 0.6 },
    )?.text ?? null;

  it('is the chunk that words and meaning together rank first', () => {
    assert.equal(
      find([
        [5, 0.2], // 1 + .12
        [4, 0.9], // .8 + .54
        [1, 1], // .2 + .6
      ]),
      '1',
    );
  });

  it('is null if one of them found nothing', () => {
    assert.equal(
      find([
        [0, 1],
        [0, 0.5],
      ]),
      null,
    );
    assert.equal(
      find([
        [5, 0],
        [1, 0],
      ]),
      null,
    );
    assert.equal(find([]), null);
  });
});

describe('gatherCandidates', () => {
  const folder = new MemoryFolderIndex(
    '/w',
    Array.from({ length: 300 }, (_, index) => ({ path: `${index}.py`, text: 'x' })),
  );
  const dense = async (scores: readonly number[]) => {
    const found = await gatherCandidates([
      { folder, lexical: [], dense: scores.map((score, index) => ({ id: index + 1, score })) },
    ]);
    return found.map((candidate) => candidate.dense);
  };

  it('scales similarities from the lowest of many to the best', async () => {
    const found = await dense(
      Array.from({ length: searchDepth }, (_, index) => 0.6 - index / 1000),
    );
    assert.equal(found[0], 1);
    assert.equal(found.at(-1), 0);
  });

  it('scales a few similarities relative to the best', async () => {
    assert.deepEqual(await dense([0.8, 0.4]), [1, 0.5]);
  });

  it('ranks distances, which are below 0, by their order', async () => {
    assert.deepEqual(await dense([-1, -2, -3]), [1, 0.5, 0]);
  });
});

describe('diversify', () => {
  const chosen = (
    chunks: readonly (MemoryChunk & { lexical: number })[],
    limit: number,
    asked: readonly string[] = [],
  ) =>
    diversify(
      fuseScores(candidates(chunks), {
        trust: 1,
        phrases: questionPhrases(''),
        weights: retrievalMethods.lexical,
        priorOf: () => 1,
      }),
      full.sameFile,
      limit,
      new Set(asked),
    );
  const order = (...call: Parameters<typeof chosen>) =>
    chosen(...call).map(({ chunk }) => chunk.text);
  /** How many near copies of the best candidate are sources, and how many are only listed. */
  const copies = (...call: Parameters<typeof chosen>) => {
    const found = chosen(...call);
    assert.equal(found.length, 1);
    return [found[0]?.variants.length, found[0]?.copies.length];
  };

  it('keeps the best file first and brings in others after it', () => {
    const chunks = [
      ...[100, 99, 98, 97, 96].map((lexical) => ({ path: 'a.py', text: `a${lexical}`, lexical })),
      { path: 'b.py', text: 'b80', lexical: 80 },
      { path: 'c.py', text: 'c50', lexical: 50 },
    ];
    assert.deepEqual(order(chunks, 6).slice(0, 5), ['a100', 'a99', 'a98', 'b80', 'c50']);
  });

  it('drops a text if nine in ten of its lines were shown', () => {
    const lines = Array.from({ length: 10 }, (_, line) => `line ${line}`);
    const chunks = [
      { path: 'a.py', text: lines.join('\n'), lexical: 3 },
      { path: 'b.py', text: ['other', ...lines.slice(1)].join('\n'), lexical: 2 },
      { path: 'c.py', text: ['other', 'more', ...lines.slice(2)].join('\n'), lexical: 1 },
    ];
    assert.equal(order(chunks, 5).length, 2);
  });

  /** Two texts of twelve lines that differ in one. */
  const nearCopies = (first: string, second: string) => {
    const same = Array.from({ length: 11 }, (_, line) => `same ${line}`);
    return [
      { path: 'a.yaml', text: [...same, first].join('\n'), lexical: 2 },
      { path: 'b.yaml', text: [...same, second].join('\n'), lexical: 1 },
    ];
  };

  for (const [what, first, second] of [
    ['number', 'timeout: 15', 'timeout: 45'],
    ['name', 'level = info', 'level = debug'],
    ['string', 'connect("db.staging")', 'connect("db.production")'],
    ['type of value', 'retries: 3', 'retries: null'],
    ['item of a list', '- staging-host', '- production-host'],
    ['element', '<port>80</port>', '<port>8080</port>'],
  ] as const)
    it(`keeps a near copy with another ${what}`, () => {
      assert.deepEqual(copies(nearCopies(first, second), 5), [1, 0]);
    });

  it('only lists the overloads of a function', () => {
    const overloads = nearCopies('write(byte value)', 'write(short value)').map((chunk) => ({
      ...chunk,
      path: 'a.cs',
      symbol: 'Writer.write',
    }));
    assert.deepEqual(copies(overloads, 5), [0, 1]);
  });

  it('keeps a near copy with a line of its own that the question asks about', () => {
    assert.deepEqual(copies(nearCopies('', 'debug: true'), 5, ['debug']), [1, 0]);
    assert.deepEqual(copies(nearCopies('', 'debug: true'), 5, ['port']), [0, 1]);
  });

  it('shows texts that differ only in spacing once', () => {
    assert.deepEqual(copies(nearCopies('port: 80', '  port:   80\n'), 5), [0, 1]);
  });

  it('drops candidates with less than a tenth of the best score', () => {
    assert.deepEqual(
      order(
        [100, 11, 9].map((lexical) => ({ path: `${lexical}.py`, text: `${lexical}`, lexical })),
        5,
      ),
      ['100', '11'],
    );
  });

  it('returns at most twice the number requested, since some are merged later', () => {
    assert.deepEqual(
      order(
        [5, 4, 3].map((lexical) => ({ path: `${lexical}.py`, text: `${lexical}`, lexical })),
        1,
      ),
      ['5', '4'],
    );
  });
});
