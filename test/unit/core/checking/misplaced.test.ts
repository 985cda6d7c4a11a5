import assert from 'node:assert/strict';
import { definitionsIn } from '../../../../src/core/chunking/definitions.ts';
import { HeldLines } from '../../../../src/core/answering/checking/heldLines.ts';
import { judgeSentence } from '../../../../src/core/answering/checking/judgeSentence.ts';
import { sentenceSigns } from '../../../../src/core/answering/checking/signs.ts';

/** What the lines have, but not where the sentence puts it. */
function misplaced(sentence: string, lines: string): readonly string[] {
  return sentenceSigns(sentence, new HeldLines({ lines, paths: '', question: '' }))
    .doubted.filter(({ sign }) => sign === 'misplaced')
    .map(({ start, end }) => sentence.slice(start, end));
}

const store = `class Store:
    def load(self, key):
        if key not in self.rows:
            raise KeyError(key)
        return self.rows[key]

    def close(self):
        self.flush()

    def flush(self):
        if self.dirty:
            raise BlockingIOError(LIMIT)

LIMIT = 16
`;

describe('facts and words that are elsewhere in the lines', () => {
  it('doubts what another function than the subject does', () => {
    assert.deepEqual(misplaced('`close` raises a `KeyError`.', store), ['`KeyError`']);
    assert.deepEqual(misplaced('`load` raises a `KeyError`.', store), []);
  });

  it('accepts what a function does through another one and its constants', () => {
    assert.deepEqual(misplaced('`close` raises a `BlockingIOError` with 16.', store), []);
  });

  it('keeps the subject for a clause that goes on about it', () => {
    assert.deepEqual(misplaced('`load` reads a row; it uses `LIMIT`.', store), ['`LIMIT`']);
    assert.deepEqual(misplaced('`load` reads a row; the other uses `LIMIT`.', store), []);
  });

  it('accepts names that are only compared with the subject, or that use it', () => {
    assert.deepEqual(misplaced('`load` is read unlike `flush`.', store), []);
    assert.deepEqual(misplaced('`flush` helps `close`.', store), []);
  });

  it('says nothing about a subject that the lines do not define', () => {
    assert.deepEqual(misplaced('`reset` raises a `KeyError`.', store), []);
  });

  it('doubts a subject whose other words are all about another definition', () => {
    const lines =
      'function join(a) {\n  return a;\n}\nfunction sum(rows, columns) {\n  return rows;\n}';
    assert.deepEqual(misplaced('`join` takes rows, columns.', lines), ['rows', 'columns']);
    assert.deepEqual(misplaced('`sum` takes rows, columns.', lines), []);
  });

  it('doubts an initial value that nothing is set to', () => {
    assert.deepEqual(misplaced('All counters start at one.', 'count = 0\ncount += 1'), ['one']);
    assert.deepEqual(misplaced('All counters start at one.', 'count = 1'), []);
    assert.deepEqual(
      misplaced('All counters start at zero.', 'count: Counter::default()\n# 0'),
      [],
    );
  });

  it('doubts the end of a range that is far from the other end', () => {
    const lines = 'if (k < 1) k = 1;\nif (k > 30) k = 30;\n\n\n\n\n\nif (bits < 64) bits = 64;';
    assert.deepEqual(misplaced('It is clamped between 1 and 64.', lines), ['64']);
    assert.deepEqual(misplaced('It is clamped between 1 and 30.', lines), []);
  });

  it('doubts a default that is far from its setting', () => {
    const lines = 'add("timeout", default=0.5)\n\n\n\n\n\nstash["key"] = 1';
    assert.deepEqual(misplaced('The `stash` defaults to 0.5.', lines), ['`stash`']);
    assert.deepEqual(misplaced('The `timeout` defaults to 0.5.', lines), []);
  });

  it('doubts a variable of the environment that is only a constant', () => {
    const lines = 'val = getenv("UV_POOL");\nif (n > MAX_POOL) n = MAX_POOL;';
    assert.deepEqual(misplaced('The size can be set with `MAX_POOL`.', lines), ['`MAX_POOL`']);
    assert.deepEqual(misplaced('The size can be set with `UV_POOL`.', lines), []);
  });

  it('doubts a call that goes the other way', () => {
    const lines =
      'def load(path):\n    return parse(path)\n\ndef parse(path):\n    return open(path)';
    assert.deepEqual(misplaced('`parse` calls `load` for each path.', lines), ['`load`']);
    assert.deepEqual(misplaced('`load` is called by `parse`.', lines), ['`parse`']);
    assert.deepEqual(misplaced('`load` calls `parse` for each path.', lines), []);
  });

  it('doubts a returned number that no line returns', () => {
    const lines = 'if (fp == NULL) return -1;\nn = len - 1;\nreturn 0;';
    assert.deepEqual(misplaced('It returns 1 if the file cannot be opened.', lines), ['1']);
    assert.deepEqual(misplaced('It returns 0 on success and 1 otherwise.', lines), ['1']);
    assert.deepEqual(misplaced('It returns 0 on success and -1 otherwise.', lines), []);
    assert.deepEqual(misplaced('It returns 1 if there are lines.', 'return n;\nn = 1;'), []);
  });

  it('doubts that a name is used which the lines avoid', () => {
    const lines = '// Avoid strtoull(), which depends on the locale\nn = parse(text);';
    assert.deepEqual(misplaced('`strtoull()` is used for numbers.', lines), ['`strtoull()`']);
    assert.deepEqual(misplaced('It uses `strtoull()` for numbers.', lines), ['`strtoull()`']);
    assert.deepEqual(misplaced('It does not use `strtoull()`.', lines), []);
    assert.deepEqual(misplaced('It uses `parse` for numbers.', lines), []);
  });

  it('doubts a number in another unit of time than its lines give it', () => {
    const lines = 'sleep_for_millis(100);\nretries = 3;';
    assert.deepEqual(misplaced('It waits for 100 seconds.', lines), ['100']);
    assert.deepEqual(misplaced('It waits for 100 milliseconds.', lines), []);
    assert.deepEqual(misplaced('It waits for 3 seconds.', lines), []);
  });

  it('doubts another value than the line of the default has', () => {
    const lines = 'default_options frame_options: :sameorigin\n# :deny forbids any embedding';
    assert.deepEqual(misplaced('The default value of `frame_options` is `:deny`.', lines), [
      '`:deny`',
    ]);
    assert.deepEqual(
      misplaced('The default value of `frame_options` is `:sameorigin`.', lines),
      [],
    );
  });

  it('flags such a sentence by itself', async () => {
    const held = new HeldLines({ lines: store, paths: '', question: '' });
    const verdictOf = async (sentence: string): Promise<string> =>
      (await judgeSentence(sentence, held, () => Promise.resolve(null))).verdict;
    assert.equal(await verdictOf('`close` raises a `KeyError`.'), 'not-in-lines');
    assert.equal(await verdictOf('`load` raises a `KeyError`.'), 'facts-found');
  });
});

describe('things that are listed or counted', () => {
  const doubted = (sentence: string, lines: string): readonly string[] =>
    sentenceSigns(sentence, new HeldLines({ lines, paths: '', question: '' })).doubted.map(
      ({ start, end, instead }) => [sentence.slice(start, end), ...instead].join(' '),
    );

  it('finds a value of a list that the lines lack', () => {
    const lines = 'if policy not in ("all", "failed", "none")';
    assert.deepEqual(doubted('The policy is one of: all, passed or none.', lines), ['passed']);
    assert.deepEqual(doubted('The policy is one of: all, failed or none.', lines), []);
  });

  it('compares a count of things with the calls that make them', () => {
    const lines = 'g.addoption("a")\ng.addoption("b")\ng.addoption("c")';
    assert.deepEqual(doubted('All two options are flags.', `${lines}\nflags`), ['two 3']);
    assert.deepEqual(doubted('All three options are flags.', `${lines}\nflags`), []);
  });

  it('reads `up to two` as a number', () => {
    assert.deepEqual(doubted('Up to two errors are kept.', 'errors = keep(errors)'), ['two']);
  });
});

describe('definitions in lines', () => {
  const named = (lines: string): readonly string[] =>
    definitionsIn(lines.split('\n')).map(({ name, start, end }) => `${name} ${start}-${end}`);

  it('finds functions, classes and methods of several languages by their layout', () => {
    assert.deepEqual(named('// Adds.\nfunc (s *Set) Add(n int) {\n\ts.n = n\n}\n\nvar x = 1'), [
      'Add 0-4',
      'x 5-6',
    ]);
    assert.deepEqual(named('static int run(int n) {\n  if (n) {\n  }\n}'), ['run 0-4']);
    assert.deepEqual(named('class A {\n  size() {\n    return 1;\n  }\n}'), ['A 0-5', 'size 1-4']);
    assert.deepEqual(named('@cached\ndef f(\n    a,\n):\n    return a\nprint(f)'), ['f 0-5']);
  });

  it('does not take a statement for a definition', () => {
    assert.deepEqual(named('if len(args) > 0 {\n  return func(a) {\n  }\n}'), []);
  });
});
