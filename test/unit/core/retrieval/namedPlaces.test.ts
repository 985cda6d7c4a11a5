import assert from 'node:assert/strict';
import { namedPlaces } from '../../../../src/core/retrieval/question/namedPlaces.ts';
import { retrieve } from '../../../../src/core/retrieval/retrieve.ts';
import { usedProcessorMs } from '../../../support/usedProcessorMs.ts';
import { MemoryFolderIndex } from '../../../support/indexes/memoryFolderIndex.ts';

const places = (question: string): readonly string[] =>
  namedPlaces(question).map(({ path, line }) => `${path}:${line}`);

describe('namedPlaces', () => {
  for (const [name, trace, ...expected] of [
    [
      'Python, whose innermost call is last',
      'Traceback (most recent call last):\n  File "/app/src/main.py", line 3, in <module>\n   ' +
        ' run()\n  File "/app/src/my jobs/run.py", line 42, in run\nValueError: no',
      '/app/src/my jobs/run.py:42',
      '/app/src/main.py:3',
    ],
    [
      'Node',
      'TypeError: x\n    at mount (/app/src/session.ts:12:5)\n    at /app/src/index.js:3:1\n  ' +
        '  at async file:///app/src/a.mjs:7:2\n    at f (C:\\my app\\b.js:9:1)',
      '/app/src/session.ts:12',
      '/app/src/index.js:3',
      '/app/src/a.mjs:7',
      'C:/my app/b.js:9',
    ],
    ['Firefox', 'mount@http://localhost:3000/src/session.js?v=2:12:5', 'src/session.js:12'],
    [
      'Java',
      'at com.shop.Cart$Item.add(Cart.java:42)\nat java.base/java.lang.Thread.run(Thread.java:833)',
      'com/shop/Cart.java:42',
      'java/lang/Thread.java:833',
    ],
    [
      'Go',
      'panic: x\n\ngoroutine 1 [running]:\nmain.run(0x1)\n\t/app/cmd/main.go:42 +0x1d',
      '/app/cmd/main.go:42',
    ],
    [
      'Rust',
      "thread 'main' panicked at src/main.rs:4:5:\n   1: app::run\n             at " +
        './src/run.rs:9:3\n  --> src/lib.rs:2:1',
      'src/main.rs:4',
      'src/run.rs:9',
      'src/lib.rs:2',
    ],
    [
      'C#',
      '   at Shop.Cart.Add(Item item) in C:\\My Shop\\src\\Cart.cs:line 42\n   at Shop.Run() ' +
        'in /src/Run.cs:line 7',
      'C:/My Shop/src/Cart.cs:42',
      '/src/Run.cs:7',
    ],
    ['a compiler', 'src/cart.ts(42,7): error TS2304', 'src/cart.ts:42'],
    ['words', 'What is wrong in src/app.py:12?', 'src/app.py:12'],
  ] as const) {
    it(`reads a trace of ${name}`, () => {
      assert.deepEqual(places(trace), expected);
    });
  }

  it('reads no place from times, addresses or versions', () => {
    assert.deepEqual(
      places('At 12:30:45 on localhost:3000 and 10.0.0.1:80, version 1.2.3:4, a::b, x.y'),
      [],
    );
  });

  it('reads a long text within five seconds of processor time', () => {
    const startMs = usedProcessorMs();
    for (const piece of ['a', 'a.', 'a/', 'in ', '(', 'at a.', 'File "', ':1', 'a.b:1 '])
      namedPlaces(piece.repeat(20_000 / piece.length));
    assert.ok(usedProcessorMs() - startMs < 5000);
  });
});

describe('retrieve with places that the question names', () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');
  const index = new MemoryFolderIndex('/home/me/shop', [
    { path: 'src/cart.py', startLine: 1, text: lines(20) },
    { path: 'src/cart.py', startLine: 21, text: lines(60) },
    { path: 'src/run.py', startLine: 1, text: 'def run():\n    cart()' },
    { path: 'java/com/shop/Cart.java', startLine: 30, text: lines(30), language: 'java' },
    { path: 'decoder.py', startLine: 350, text: lines(20) },
  ]);
  const find = async (question: string) =>
    retrieve(
      [index],
      { question, roots: [index.root], filter: { paths: [], languages: [] }, topK: 4, history: [] },
      { embedQuestion: null, clock: { nowMs: () => 0 } },
      new AbortController().signal,
    );

  for (const [question, path, line] of [
    ['File "/home/me/shop/src/cart.py", line 42, in add', 'src/cart.py', 42],
    ['File "/build/7/shop/src/cart.py", line 5, in add', 'src/cart.py', 5],
    ['at com.shop.Cart.add(Cart.java:42)', 'java/com/shop/Cart.java', 42],
    ['Why does cart.py:42 fail?', 'src/cart.py', 42],
  ] as const) {
    it(`finds ${JSON.stringify(question)} first`, async () => {
      const { hits, nothingRelevant } = await find(question);
      const [first] = hits;
      assert.equal(first?.path, path);
      assert.ok(first.range.startLine <= line && line <= first.range.endLine);
      assert.deepEqual(first.bestLines, [line]);
      assert.equal(first.text.split('\n').length, first.range.endLine - first.range.startLine + 1);
      assert.equal(nothingRelevant, false);
      assert.ok(hits.length <= 4);
    });
  }

  it("does not mistake a library's file for one of the same name", async () => {
    const { hits } = await find('File "/usr/lib/python3.11/json/decoder.py", line 355, in decode');
    assert.notDeepEqual(hits[0]?.bestLines, [355]);
  });
});
