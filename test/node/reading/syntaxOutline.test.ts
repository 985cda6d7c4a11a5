import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Outline } from '../../../src/core/chunking/outline/outline.ts';
import { gluedCost } from '../../../src/core/chunking/outline/outline.ts';
import { syntaxLanguages } from '../../../src/core/chunking/syntax/syntaxLanguages.ts';
import { syntaxOutline } from '../../../src/core/chunking/syntax/syntaxOutline.ts';
import { loadWordPiece } from '../../../src/node/embedding/loadWordPiece.ts';
import { createSyntaxParser } from '../../../src/node/reading/treeSitterParser.ts';

const parser = createSyntaxParser();

async function outlineOf(language: string, lines: readonly string[]): Promise<Outline> {
  const syntax = syntaxLanguages[language]!;
  const root = await parser.parse(lines, syntax);
  assert.ok(root !== null, `no tree for ${language}`);
  return syntaxOutline(root, syntax, lines, loadWordPiece());
}

/** Each line with its symbol in front: `symbol | line`, one array entry per text. */
const samples: Readonly<Record<string, readonly string[]>> = {
  python: [
    ' | import os',
    'read | @cache',
    'read | def read(path):',
    'read |     """Reads."""',
    'read |     return path',
    'Store | @dataclass',
    'Store | class Store(Base):',
    'Store |     size = 1',
    'Store.get |     # Finds one.',
    'Store.get |     async def get(self):',
    'Store.get |         return 1',
    'Store.Row |     class Row:',
    'Store.Row.name |         def name(self):',
    'Store.Row.name |             pass',
    ' | main()',
  ],
  typescript: [
    'Reader | export default class Reader {',
    'Reader.open |   @logged()',
    'Reader.open |   async open(path: string): Promise<void> {',
    'Reader.open |   }',
    'Reader.close |   close = () => {',
    'Reader.close |   };',
    'Reader | }',
    'Shape | export interface Shape { area: number }',
    'add | /** Adds. */',
    'add | export const add = (a: number, b: number): number => a + b;',
    'inner | namespace inner {',
    'inner.deep |   export function deep() {}',
    'inner | }',
    'run | export function run<T>(value: T): T {',
    'run |   return value;',
    'run | }',
    'helper | exports.helper = function () {};',
    ' | const plain = 1;',
    "adding | describe('adding', () => {",
    "adding.gives a sum |   it('gives a sum', async () => {",
    'adding.gives a sum |   });',
    'adding |   list.forEach(() => {',
    'adding |   });',
    'adding | });',
  ],
  typescriptreact: [
    'Button | export function Button(): JSX.Element {',
    'Button |   return <b onClick={() => go()}>go</b>;',
    'Button | }',
  ],
  javascript: [
    'walk | function* walk() {',
    'walk | }',
    'List | class List extends Array {',
    'List.first |   get first() { return this[0]; }',
    'List | }',
    'save | module.exports.save = async () => {',
    'save | };',
  ],
  java: [
    ' | package a.b;',
    'Store | /** Keeps things. */',
    'Store | @Singleton',
    'Store | public class Store<T> {',
    'Store |   private int size;',
    'Store.get |   @Override',
    'Store.get |   public T get(int i) throws IOException {',
    'Store.get |   }',
    'Store.Store |   Store() {}',
    'Store.Kind |   enum Kind { A, B }',
    'Store | }',
  ],
  csharp: [
    'A.B.Store | namespace A.B { class Store {',
    'A.B.Store.Size |   public int Size { get; set; }',
    'A.B.Store.Get |   /// <summary>Gets.</summary>',
    'A.B.Store.Get |   [Pure] public T Get<T>(int i) => default;',
    'A.B.Store | } }',
  ],
  c: [
    'point | struct point { int x; };',
    'open_file | static int *open_file(const char *path) {',
    'open_file |   return 0;',
    'open_file | }',
    'pair | typedef struct { int a; int b; } pair;',
  ],
  cpp: [
    'store.Map | namespace store { template <class T> class Map : Base {',
    'store.Map | public:',
    'store.Map.find |   T* find(int key) const {',
    'store.Map.find |   }',
    'store.Map | }; }',
    'Map.erase | void Map::erase(int key) {',
    'Map.erase | }',
  ],
  go: [
    'Store | type Store struct {',
    'Store | \tsize int',
    'Store | }',
    'Store.Get | // Get finds.',
    'Store.Get | func (s *Store[T]) Get(i int) error {',
    'Store.Get | }',
    'main | func main() {}',
  ],
  rust: [
    'Store | #[derive(Debug)]',
    'Store | pub struct Store { size: u8 }',
    'Store | impl<T> Find for Store<T> {',
    'Store.get |     /// Gets.',
    'Store.get |     #[inline]',
    'Store.get |     fn get(&self) -> u8 { 1 }',
    'Store | }',
    'deep | mod deep {',
    'deep.inner |     fn inner() {}',
    'deep | }',
  ],
  ruby: [
    'A | module A',
    'A.Store |   # Keeps.',
    'A.Store |   class Store',
    'A.Store.get |     # Gets.',
    'A.Store.get |     def get(i)',
    'A.Store.get |     end',
    'A.Store.all |     def self.all; end',
    'A.Store |   end',
    'A | end',
  ],
  php: [
    ' | <?php',
    'Store | class Store extends Base {',
    'Store.get |   /** Gets. */',
    'Store.get |   public function get($i) {',
    'Store.get |   }',
    'Store | }',
    'helper | function helper() {}',
  ],
  shellscript: [
    ' | set -e',
    'build | # Builds.',
    'build | build() {',
    'build |   make',
    'build | }',
    ' | build',
  ],
  powershell: [
    'Get-Store | function Get-Store {',
    'Get-Store |   param($Path)',
    'Get-Store | }',
    'Store | class Store {',
    'Store.Get |   [int] Get() { return 1 }',
    'Store | }',
  ],
  css: [' | a { color: red }', ' | @media print {', ' |   b { color: blue }', ' | }'],
};

describe('syntaxOutline', () => {
  for (const [language, sample] of Object.entries(samples)) {
    it(`gives each line of ${language} its symbol path, even decorators and comments`, async () => {
      const lines = sample.map((line) => line.slice(line.indexOf(' | ') + 3));
      const { scope, scopes } = await outlineOf(language, lines);
      assert.deepEqual(
        lines.map((line, row) => `${scopes[scope[row]!]?.symbol ?? ''} | ${line}`),
        sample,
      );
    });
  }

  it('has a sample of every language with a grammar', () => {
    assert.deepEqual(
      Object.keys(syntaxLanguages).filter((language) => !(language in samples)),
      ['javascriptreact'],
    );
  });

  it('keeps decorators and comments with what follows, and a signature together', async () => {
    const lines = [
      'x = 1',
      '# About f.',
      '@one',
      '@two(',
      '  1,',
      ')',
      'def f(',
      '  a,',
      '):',
      '  return a',
    ];
    const { borderCost } = await outlineOf('python', lines);
    assert.deepEqual(
      [2, 3, 6].map((row) => borderCost[row]),
      [gluedCost, gluedCost, gluedCost],
    );
    assert.ok(borderCost[1]! < 0.2, 'the comment begins something new');
    assert.ok(
      [4, 5, 7, 8].every((row) => borderCost[row]! > 1),
      'a border inside brackets is dear',
    );
  });

  it('prefers to cut between outer statements, and never before a closing bracket', async () => {
    const lines = [
      'function f() {',
      '  const a = 1;',
      '  if (a) {',
      '    b();',
      '    c();',
      '  }',
      '  return a;',
      '}',
    ];
    const { borderCost } = await outlineOf('javascript', lines);
    assert.ok(borderCost[6]! < borderCost[4]!);
    assert.deepEqual([borderCost[5], borderCost[7]], [gluedCost, gluedCost]);
  });

  it('makes each method, whole function and run of loose statements a unit', async () => {
    const lines = [
      'class A:',
      '  x = 1',
      '  def f(self):',
      '    def g():',
      '      pass',
      '    return g',
      '  def h(self):',
      '    pass',
      'y = 2',
      'z = 3',
    ];
    const { unit, unitParents } = await outlineOf('python', lines);
    const outermost = Array.from(unit, (id) => {
      let top = id;
      while ((unitParents[top] ?? -1) >= 0) top = unitParents[top]!;
      return top;
    });
    assert.equal(new Set(outermost.slice(2, 6)).size, 1);
    assert.equal(new Set([outermost[0], outermost[2], outermost[6], outermost[8]]).size, 4);
    assert.equal(outermost[8], outermost[9], 'loose statements are one run');
  });

  it('numbers rows by the lines it is given, whatever line ends they contain', async () => {
    const { scope, scopes } = await outlineOf('python', ['a = "\u2028 \f"', 'def f(): pass']);
    assert.deepEqual(
      Array.from(scope, (index) => scopes[index]?.symbol),
      [undefined, 'f'],
    );
  });

  it('outlines code that has syntax errors', async () => {
    const { scope, scopes } = await outlineOf('python', [
      'def f(:',
      '  return ]',
      '',
      'def g():',
      '  pass',
    ]);
    assert.equal(scopes[scope[4]!]?.symbol, 'g');
  });
});

describe('createSyntaxParser', () => {
  it('gives up on a text that takes more steps than the limit, and parses the next', async () => {
    const impatient = createSyntaxParser(1);
    const python = syntaxLanguages['python']!;
    const large = Array.from(
      { length: 60_000 },
      (_, i) => `value_${i} = compute(${i}, [1, 2, {"a": ${i}}])`,
    );
    assert.equal(await impatient.parse(large, python), null);
    assert.equal((await impatient.parse(['x = 1'], python))?.children.length, 1);
  });

  it('does not give up because the machine is busy', async () => {
    let elsewhereMs = 0;
    const clock = mock.method(performance, 'now', () => (elsewhereMs += 2000));
    try {
      const lines = Array.from({ length: 500 }, (_, i) => `value_${i} = compute(${i}, [1, 2])`);
      const tree = await parser.parse(lines, syntaxLanguages['python']!);
      assert.equal(tree?.children.length, 500);
    } finally {
      clock.mock.restore();
    }
  });

  it('lets others work while it parses', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns++;
    }, 0);
    const lines = Array.from(
      { length: 30_000 },
      (_, i) => `value_${i} = compute(${i}, [1, 2, {"a": ${i}}])`,
    );
    await parser.parse(lines, syntaxLanguages['python']!);
    clearInterval(timer);
    assert.ok(turns >= 5, `${turns} turns`);
  });

  it('returns null for a missing grammar', async () => {
    assert.equal(
      await parser.parse(['x'], { grammar: 'tree-sitter-nothing', definitions: {} }),
      null,
    );
    assert.notEqual(await parser.parse(['x = 1'], syntaxLanguages['python']!), null);
  });

  it('survives the deepest nesting that fits in a file', async () => {
    const lines = [
      `x = ${'['.repeat(5000)}${']'.repeat(5000)}`,
      ...Array.from({ length: 3000 }, () => '['),
      ...Array.from({ length: 3000 }, () => ']'),
    ];
    const outline = await outlineOf('javascript', lines);
    assert.equal(outline.borderCost.length, lines.length);
  });
});
