import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HeldLines } from '../../../../src/core/answering/checking/heldLines.ts';
import { judgeSentence } from '../../../../src/core/answering/checking/judgeSentence.ts';
import { sentenceSigns } from '../../../../src/core/answering/checking/signs.ts';

function held(lines: string, question = ''): HeldLines {
  return new HeldLines({ lines, paths: 'src/store/keys.py', question });
}

/** The doubted words with their sign and what the lines have instead. */
function doubted(sentence: string, lines: string): readonly string[] {
  return sentenceSigns(sentence, held(lines)).doubted.map(({ start, end, sign, instead }) =>
    [sign, sentence.slice(start, end), ...instead].join(' '),
  );
}

describe('signs of a sentence', () => {
  it('reports a code name that is not in the lines, with similar ones that are', () => {
    assert.deepEqual(doubted('`retry_limit` bounds it.', 'retry_count = 3'), [
      'name `retry_limit` retry_count',
    ]);
  });

  it('treats a name with other separators as the same', () => {
    assert.deepEqual(doubted('The `Retry-After` header.', 'retry_after = header'), []);
  });

  it('reports a number that is not in the lines, with the one on the matching line', () => {
    assert.deepEqual(doubted('The batch size is 50.', 'batch_size = 10\nother = 7'), [
      'number 50 10',
    ]);
  });

  it('reads number words, fractions and large units', () => {
    assert.deepEqual(doubted('It supports at most six levels.', 'assert level <= 3'), [
      'number six 3',
    ]);
    assert.deepEqual(doubted('A quarter of the block is kept.', 'keep = block / 4'), []);
    assert.deepEqual(doubted('The stack has 1 MB.', 'stack_size = 8u << 20; // 8 MB\nn = 1;'), [
      'number 1',
    ]);
    assert.deepEqual(doubted('It expires in one month.', 'expiry = "1week"'), [
      'number one',
      'opposite month week',
      'technical month',
    ]);
  });

  it('ignores a number word that does not count anything', () => {
    assert.deepEqual(doubted('All three options are flags, the two others not.', 'flags'), []);
  });

  it('finds a word whose opposite the lines have', () => {
    assert.deepEqual(doubted('Keys are in ascending order.', 'keys in descending order'), [
      'opposite ascending descending',
    ]);
    assert.deepEqual(doubted('It defaults to `True`.', 'def f(strict=False)'), [
      'opposite True false',
    ]);
  });

  it('is not misled by opposites that the lines or the sentence both have', () => {
    assert.deepEqual(doubted('The first key wins.', 'first, then last'), []);
    assert.deepEqual(doubted('First before last.', 'last'), []);
  });

  it('reads an opposite only near other words of the sentence', () => {
    const lines =
      '// reversed before it is iterated\nfor x in y\n  z\nend\n\nurl = path + "?" + query';
    assert.deepEqual(doubted('The query comes after the path.', lines), []);
    assert.deepEqual(doubted('The loop begins with x.', lines), []);
    assert.deepEqual(doubted('It is iterated after that.', lines), ['opposite after before']);
  });

  it('knows code that ignores case', () => {
    for (const lines of ['Regex::new("(?i)^k$")', 'host.downcase', 's.equalsIgnoreCase(t)']) {
      assert.deepEqual(doubted('Names are compared case-insensitively.', lines), []);
      assert.equal(doubted('Names are compared case-sensitively.', lines).length, 1, lines);
      assert.deepEqual(doubted('Names are not case-sensitive.', lines), []);
    }
  });

  it('knows code that does what a word says', () => {
    const lines = [
      'if (history == NULL) history = malloc(n); memset(history, 0, n);',
      'fp = fopen(name, "w"); umask(old_umask);',
      "p = strchr(buf, '\\r');",
    ].join('\n');
    for (const sentence of [
      'The history is allocated lazily and zeroed.',
      'The umask is restored once the file was opened.',
      'A carriage return is looked for.',
    ])
      assert.equal(sentenceSigns(sentence, held(lines)).unheldShare < 0.5, true, sentence);
  });

  it('finds a technical word that the lines do not mention', () => {
    assert.deepEqual(doubted('The result is cached.', 'return compute()'), ['technical cached']);
    assert.deepEqual(doubted('The result is cached.', '@lru_cache\ndef f():'), []);
  });

  it('finds absolute words that nothing in the lines supports', () => {
    assert.deepEqual(doubted('It never writes.', 'write(x)'), ['absolute never']);
    assert.deepEqual(doubted('Every header is masked.', 'mask(authorization)'), [
      'universal Every',
    ]);
    assert.deepEqual(doubted('Every header is masked.', 'for h in headers: mask(h)'), []);
  });

  it('finds an outcome that the lines do not mention', () => {
    assert.deepEqual(doubted('It raises when the key is missing.', 'return keys.get(key)'), [
      'outcome raises',
    ]);
    assert.deepEqual(doubted('It returns rather than raising.', 'return keys.get(key)'), []);
  });

  it('finds what is said to be accepted, ignored, logged or removed without a trace', () => {
    const lines = 'if (cb == NULL)\n  return EINVAL;';
    for (const said of ['is allowed', 'is ignored', 'is logged', 'is removed'])
      assert.deepEqual(doubted(`A missing callback ${said}.`, lines), [`outcome ${said}`]);
    const code = 'if (!valid) { logger.info(x); list.remove(x); continue; }';
    for (const said of ['is allowed', 'is ignored', 'is logged', 'is removed'])
      assert.deepEqual(doubted(`An entry ${said}.`, code), []);
  });

  it('finds an error that the lines name but do not raise', () => {
    assert.deepEqual(
      doubted('It raises a `KeyError`.', 'if isinstance(e, KeyError):\n  raise ValueError'),
      ['misplaced `KeyError`'],
    );
  });

  it('finds two facts that are swapped', () => {
    const lines = 'max_string_length < 2\n\n\n\n\n\n\n\nmax_collection_count < 1';
    const crossed = doubted('The string length is at least 1, the collection count 2.', lines);
    assert.deepEqual(crossed, ['crossed 1', 'crossed 2']);
    assert.deepEqual(
      doubted('The string length is at least 2, the collection count 1.', lines),
      [],
    );
  });

  it('finds nothing in courtesies', () => {
    assert.deepEqual(doubted('I hope this helps!', 'x'), []);
  });

  it('stays within the sentence, and never doubts one that is in the lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (sentence, lines) => {
        for (const { start, end } of sentenceSigns(sentence, held(lines)).doubted)
          assert(start >= 0 && start < end && end <= sentence.length);
        const quoted = `${sentence} is what it says`;
        const { verdict } = await judgeSentence(quoted, held(`${lines}\n${quoted}`), () =>
          Promise.resolve(null),
        );
        assert(verdict === 'quoted');
      }),
    );
  });
});
