import assert from 'node:assert/strict';
import type { Hit } from '../../../../src/core/domain.ts';
import type { Cancellation } from '../../../../src/core/ports/cancellation.ts';
import type { SearchRequest, SearchResult } from '../../../../src/core/ports/retriever.ts';
import { isFailure } from '../../../../src/core/errors.ts';
import { retrieve } from '../../../../src/core/retrieval/retrieve.ts';
import type { RetrievePorts } from '../../../../src/core/retrieval/retrieve.ts';
import { usedProcessorMs } from '../../../support/usedProcessorMs.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const clock = { nowMs: () => 0 };
const never: Cancellation = new AbortController().signal;

const sources = new MemoryFolderIndex('/w', [
  {
    path: 'src/session.py',
    startLine: 1,
    symbol: 'Session.close',
    text:
      'def close(self):\n    """Closes all adapters."""\n    for adapter in self.adapters:\n    ' +
      '    adapter.close()',
  },
  {
    path: 'src/session.py',
    startLine: 6,
    symbol: 'Session.mount',
    text:
      'def mount(self, prefix, adapter):\n    """Registers a connection adapter to a ' +
      'prefix."""\n    self.adapters[prefix] = adapter',
  },
  {
    path: 'src/proxy.py',
    startLine: 10,
    symbol: 'get_environ_proxies',
    text:
      'def get_environ_proxies(url, no_proxy=None):\n    return {} if should_bypass(url, ' +
      'no_proxy) else getproxies()',
  },
  {
    path: 'tests/test_session.py',
    role: 'test',
    symbol: 'test_mount',
    text:
      'def test_mount():\n    session.mount("http://", adapter)\n    assert ' +
      'session.adapters["http://"] is adapter',
  },
  {
    path: 'README.md',
    role: 'prose',
    language: 'markdown',
    symbol: 'Proxies',
    text: '# Proxies\nSet the environment variable to use a proxy for every session.',
  },
  { path: 'src/unrelated.py', text: 'colour = "blue"\nwidth = 12' },
]);

interface Searching extends Partial<SearchRequest> {
  readonly embedQuestion?: RetrievePorts['embedQuestion'];
  readonly cancellation?: Cancellation;
}

const search = (
  folders: readonly MemoryFolderIndex[],
  question: string,
  { embedQuestion = null, cancellation = never, ...asked }: Searching = {},
): Promise<SearchResult> =>
  retrieve(
    folders,
    {
      question,
      roots: folders.map(({ root }) => root),
      filter: { paths: [], languages: [] },
      topK: 10,
      history: [],
      ...asked,
    },
    { embedQuestion, clock },
    cancellation,
  );

const ask = async (question: string, asked: Searching = {}): Promise<readonly Hit[]> =>
  (await search([sources], question, asked)).hits;

const paths = (hits: readonly Hit[]) => [...new Set(hits.map((hit) => hit.path))];

describe('retrieve', () => {
  it('finds an identifier however it is written', async () => {
    for (const question of [
      'get_environ_proxies',
      'getEnvironProxies',
      'Where are the environ proxies got?',
    ]) {
      assert.equal((await ask(question))[0]?.path, 'src/proxy.py', question);
    }
  });

  it('finds the start of a pasted megabyte within seconds of processor time', async () => {
    const words = Array.from({ length: 150_000 }, (_, i) => `w${(i * 7919).toString(36)}`).join(
      ' ',
    );
    const startMs = usedProcessorMs();
    for (const pasted of [words, 'a`b“'.repeat(250_000), '"'.repeat(1e6), 'the '.repeat(250_000)]) {
      const hits = await ask(`get_environ_proxies ${pasted}`, {
        history: [{ question: words, answer: '' }],
      });
      assert.ok(paths(hits).includes('src/proxy.py'));
    }
    assert.ok(usedProcessorMs() - startMs < 8000);
  });

  it('ranks sources above tests and prose', async () => {
    assert.equal((await ask('How is an adapter mounted?'))[0]?.path, 'src/session.py');
  });

  it('gives every hit exactly the lines of its range', async () => {
    for (const hit of await ask('adapter prefix session proxies')) {
      assert.equal(hit.text.split('\n').length, hit.range.endLine - hit.range.startLine + 1);
    }
  });

  it('joins chunks with only blank lines between them', async () => {
    const [first] = await ask('close mount adapter', {
      filter: { paths: ['src/'], languages: [] },
    });
    assert.ok(first !== undefined);
    assert.deepEqual(first.range, { kind: 'lines', startLine: 1, endLine: 8 });
    assert.equal(first.text.split('\n')[4], '');
  });

  it('reports the matching words and the best lines', async () => {
    const [first] = await ask('Where is the prefix of an adapter registered?');
    assert.ok(first !== undefined);
    assert.ok(first.breakdown.matchedWords.includes('prefix'));
    assert.ok(first.bestLines.includes(7));
  });

  it('finds nothing if no word matches and there is no embedder', async () => {
    assert.deepEqual(await ask('xylophone'), []);
  });

  it('finds by meaning a chunk that shares no word with the question', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: 'def authenticate(user): ...', vector: [1, 0] },
      { path: 'b.py', text: 'def paint(colour): ...', vector: [0, 1] },
    ]);
    const result = await search([index], 'How do I log in?', {
      embedQuestion: () => Promise.resolve(new Float32Array([0.9, 0.1])),
    });
    assert.equal(result.hits[0]?.path, 'a.py');
    assert.equal(result.meaningSearch, 'ready');
  });

  it('reports a partial search by meaning while embeddings are missing', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: 'a b', vector: [1] },
      { path: 'b.py', text: 'c d' },
    ]);
    const result = await search([index], 'c', {
      embedQuestion: () => Promise.resolve(new Float32Array([1])),
    });
    assert.equal(result.meaningSearch, 'partial');
  });

  it('names the generation of each index that was searched', async () => {
    const searched = new MemoryFolderIndex('/w', [{ path: 'a.py', text: 'adapter' }]);
    const other = new MemoryFolderIndex('/v', [{ path: 'b.py', text: 'adapter' }]);
    other.generation = 7;
    assert.deepEqual((await search([searched, other], 'adapter')).generations, {
      '/w': 1,
      '/v': 7,
    });
    assert.deepEqual((await search([searched, other], 'adapter @b.py')).generations, { '/v': 7 });
  });

  it('reports times that add up', async () => {
    let now = 0;
    const { timings } = await retrieve(
      [sources],
      {
        question: 'adapter',
        roots: ['/w'],
        filter: { paths: [], languages: [] },
        topK: 5,
        history: [],
      },
      { embedQuestion: null, clock: { nowMs: () => now++ } },
      never,
    );
    const { totalMs, ...parts } = timings;
    assert.equal(
      Object.values(parts).reduce((sum, ms) => sum + ms, 0),
      totalMs,
    );
    assert.ok(Object.values(parts).every((ms) => ms > 0));
  });

  it('fails as cancelled when cancelled while embedding', async () => {
    const controller = new AbortController();
    const embed = () => {
      controller.abort();
      return Promise.resolve(new Float32Array([1]));
    };
    await assert.rejects(
      ask('adapter', { embedQuestion: embed, cancellation: controller.signal }),
      (error) => isFailure(error, 'cancelled'),
    );
  });

  it('passes on a failure of the embedder', async () => {
    const embedQuestion = () => Promise.reject(new Error('broken'));
    await assert.rejects(ask('adapter', { embedQuestion }), /broken/);
  });

  it('searches all folders and ranks their sources together', async () => {
    const other = new MemoryFolderIndex('/v', [
      { path: 'x.py', text: 'prefix = adapter_prefix' },
      { path: 'y.py', text: 'nothing' },
      { path: 'z.py', text: 'else' },
    ]);
    const { hits } = await search([sources, other], 'adapter prefix');
    assert.deepEqual(new Set(hits.map((hit) => hit.root)), new Set(['/w', '/v']));
  });

  it('shows a nearly equal text only once', async () => {
    const text = Array.from(
      { length: 20 },
      (_, line) => `step_${line} = gather(adapter, ${line})`,
    ).join('\n');
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text },
      { path: 'b.py', text: `${text}\nlast = 1` },
      { path: 'c.py', text: 'def other(): ...' },
    ]);
    const { hits } = await search([index], 'gather adapter');
    assert.equal(paths(hits).length, 1);
  });

  it('shows each differing value of near copies after the source that they repeat', async () => {
    const settings = (timeout: number) =>
      [
        'server:',
        ...Array.from({ length: 18 }, (_, line) => `  option_${line}: value_${line}`),
        `  timeout_seconds: ${timeout}`,
        '  workers: 4',
      ].join('\n');
    const index = new MemoryFolderIndex('/w', [
      { path: 'dev.yaml', text: settings(5) },
      { path: 'staging.yaml', text: settings(15) },
      { path: 'production.yaml', text: settings(45) },
      { path: 'copy/staging.yaml', text: settings(15) },
      { path: 'other.py', text: 'def wait(): return 1' },
    ]);
    const { hits } = await search([index], 'in which environments is the timeout above ten?', {
      topK: 2,
    });
    const [first, ...others] = hits;
    assert.ok(first?.text.includes('timeout_seconds: ') === true);
    assert.deepEqual([...new Set(others.map(({ copyOf }) => copyOf))], [1]);
    for (const { text, range } of others)
      assert.deepEqual([/^ {2}timeout_seconds: \d+$/.test(text), range.startLine], [true, 20]);
    assert.deepEqual(
      new Set(hits.map(({ text }) => /timeout_seconds: (\d+)/.exec(text)?.[1])),
      new Set(['5', '15', '45']),
    );
  });

  for (const [environments, listed, unlisted] of [
    [30, 9, undefined],
    [50, 20, 9],
  ] as const) {
    it(`numbers, lists or counts each of ${environments} environments`, async () => {
      const settings = (timeout: number) =>
        [
          'server:',
          ...Array.from({ length: 18 }, (_, line) => `  option_${line}: value_${line}`),
          `  timeout_seconds: ${timeout}`,
        ].join('\n');
      const index = new MemoryFolderIndex(
        '/w',
        Array.from({ length: environments }, (_, number) => ({
          path: `environment${number}.yaml`,
          text: settings(number),
        })),
      );
      const { hits } = await search([index], 'in which environments is the timeout above ten?', {
        topK: 8,
      });
      const [first] = hits;
      assert.equal(hits.length, 21);
      assert.deepEqual([first?.copies?.length, first?.unlistedCopies], [listed, unlisted]);
      const places = [...hits, ...(first?.copies ?? [])].map(({ path }) => path);
      assert.equal(new Set(places).size, environments - (unlisted ?? 0));
      assert.match(first?.copies?.[0]?.lines[0]?.text ?? '', /^ {2}timeout_seconds: \d+$/);
    });
  }

  it('searches only a mentioned file', async () => {
    assert.deepEqual(paths(await ask('adapter in @test_session.py')), ['tests/test_session.py']);
  });

  it('searches only a mentioned folder', async () => {
    assert.deepEqual(paths(await ask('adapter @tests/')), ['tests/test_session.py']);
  });

  it('prefers the definition of a mentioned symbol', async () => {
    assert.equal(
      (await ask('How are adapters closed, @Session.mount?'))[0]?.symbol,
      'Session.mount',
    );
  });

  it('treats a mention that names nothing as plain words', async () => {
    assert.ok((await ask('adapter @nowhere.py')).length > 0);
  });

  it('searches only the open files for #open', async () => {
    const editor = {
      active: null,
      selection: null,
      open: [{ root: '/w', path: 'README.md' }],
      preferActive: false,
    };
    assert.deepEqual(paths(await ask('proxy #open', { editor })), ['README.md']);
  });

  it('puts the selected lines first for #selection and does not show them twice', async () => {
    const editor = {
      active: { root: '/w', path: 'src/proxy.py' },
      selection: {
        startLine: 10,
        endLine: 10,
        text: 'def get_environ_proxies(url, no_proxy=None):',
      },
      open: [],
      preferActive: false,
    };
    const hits = await ask('Who uses this? #selection', { editor });
    assert.deepEqual(hits[0]?.range, { kind: 'lines', startLine: 10, endLine: 10 });
    assert.equal(
      hits.filter(
        (hit) =>
          hit.path === 'src/proxy.py' && hit.range.startLine <= 10 && hit.range.endLine >= 10,
      ).length,
      1,
    );
  });

  it('prefers the active file only among equals', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'a.py', text: 'def load(path): ...' },
      { path: 'b.py', text: 'def load(name): ...' },
      { path: 'c.py', text: 'x = 1' },
      { path: 'd.py', text: 'y = 2' },
      { path: 'e.py', text: 'y = 3' },
    ]);
    const editor = {
      active: { root: '/w', path: 'b.py' },
      selection: null,
      open: [],
    };
    const first = async (question: string, preferActive: boolean) =>
      (await search([index], question, { editor: { ...editor, preferActive } })).hits[0]?.path;
    assert.equal(await first('load', true), 'b.py');
    assert.equal(await first('load', false), 'a.py');
    assert.equal(await first('load path', true), 'a.py');
  });

  it('answers a follow-up with the terms of the previous turn', async () => {
    const history = [
      { question: 'What does get_environ_proxies return?', answer: 'A dictionary.' },
    ];
    assert.equal((await ask('And where is it called?', { history }))[0]?.path, 'src/proxy.py');
    assert.deepEqual(await ask('And where is it called?'), []);
  });

  it('finds other sources for a question about something else, and none for nonsense', async () => {
    const history = [
      {
        question: 'How is an adapter mounted?',
        answer: 'By prefix.',
        sources: [{ root: '/w', path: 'src/session.py' }],
      },
    ];
    assert.deepEqual(paths(await ask('What is blue?', { history })), ['src/unrelated.py']);
    assert.deepEqual(await ask('flurble wobbit', { history }), []);
    assert.equal((await ask('why?', { history }))[0]?.path, 'src/session.py');
  });

  it('embeds a question the same way with and without its closing question mark', async () => {
    const embedded = new Set<string>();
    for (const question of ['How is it mounted?', 'How is it mounted', 'How is it mounted ？ ']) {
      await ask(question, {
        embedQuestion: (text) => {
          embedded.add(text);
          return Promise.resolve(null);
        },
      });
    }
    assert.deepEqual([...embedded], ['How is it mounted?']);
  });

  it('finds Korean, Japanese and Chinese questions in documents of those languages', async () => {
    const index = new MemoryFolderIndex('/w', [
      { path: 'ko.md', text: '색인은 작업 공간의 파일을 조각으로 나누어 저장한다.' },
      { path: 'ja.md', text: '検索エンジンは質問に近い行を順に並べる。' },
      { path: 'zh.md', text: '语言模型在本机的处理器上运行，不会上传任何文件。' },
    ]);
    for (const [question, path] of [
      ['색인은 어디에 저장되나요?', 'ko.md'],
      ['検索エンジンの仕組みは？', 'ja.md'],
      ['模型在哪里运行？', 'zh.md'],
    ] as const) {
      const { hits } = await search([index], question);
      assert.equal(hits[0]?.path, path, question);
    }
  });
});
