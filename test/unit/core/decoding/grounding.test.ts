import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpans, proseBlocks } from '../../../../src/core/answering/text/markdownBlocks.ts';
import { AllowedWords } from '../../../../src/core/decoding/allowedWords.ts';
import { Grounding } from '../../../../src/core/decoding/grounding.ts';
import type { TokenTexts } from '../../../../src/core/decoding/grounding.ts';

const sources = [
  '[1] src/sessions.py:10-14',
  'class Session(SessionRedirectMixin):',
  '    def get_adapter(self, url): # Größe in 語',
  '        timeout = 1_500 * 2; raise InvalidSchema(f"No connection adapters were found")',
  'How long does `get_adapter` wait, 30 seconds?',
].join('\n');
const allowed = new AllowedWords(sources);

/** Tokens are positions in a list of texts; the bytes of other characters come last. */
class Vocabulary implements TokenTexts<number> {
  readonly pieces: readonly string[];

  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
  }

  textOf(tokens: readonly number[]): string {
    const bytes = tokens.flatMap((token) =>
      token < this.pieces.length
        ? [...new TextEncoder().encode(this.pieces[token])]
        : [token - this.pieces.length],
    );
    const text = new TextDecoder().decode(Uint8Array.from(bytes));
    return tokens.length === 1 && text === '<end>' ? '' : text;
  }

  tokenize(text: string): readonly number[] {
    return [...new TextEncoder().encode(text)].map((byte) => this.pieces.length + byte);
  }

  get size(): number {
    return this.pieces.length + 256;
  }
}

/** Words and pieces of words, marks, and tokens across the border of a code span. */
const vocabulary = new Vocabulary([
  '<end>',
  ...['`', ' `', '` ', '`.', '``', '```', '`\n', '\n', '\n\n', ' ', '.', ',', '(', ')', '()', '"'],
  ...['.`', ' `get', '_adapter`', '[', ']', '[1]', '- ', '::', '->', 'self.', '."', ' "No'],
  ...['get', 'set', '_', 'adapter', 'Adapter', 'Session', 'Redirect', 'Mixin', 'In', 'valid'],
  ...['the', ' the', ' method', 'Schema', 'url', 'adapters', 'No', ' connection', 'é', '語'],
  ...'0123456789abcdefghijklmnopqrstuvwxyz'.split(''),
]);

/** Writes with a model that ranks tokens in any order, a different one at each step. */
function write(orders: readonly number[], opening = ''): string {
  const grounding = new Grounding(allowed, vocabulary);
  const tokens: number[] = Array.from(opening, (character) => vocabulary.pieces.indexOf(character));
  tokens.forEach((token) => {
    grounding.add(token);
  });
  for (const order of orders) {
    const wanted = Array.from({ length: vocabulary.size }, (_, rank) => ({
      token: ((order * (rank + 1)) % 331) % vocabulary.size,
      probability: 1 / (rank + 1),
    }));
    const [choice] = grounding.permitted(
      [
        ...wanted,
        ...Array.from({ length: vocabulary.size }, (_, token) => ({ token, probability: 0 })),
      ],
      1,
    );
    assert(choice !== undefined, `nothing may follow ${JSON.stringify(spell(tokens))}`);
    grounding.add(choice.token);
    if (vocabulary.textOf([choice.token]) === '') break;
    tokens.push(choice.token);
  }
  return spell(tokens);
}

function spell(tokens: readonly number[]): string {
  return vocabulary.textOf(tokens);
}

/** Whether each token of a text may follow the ones before it. */
function isWritable(pieces: readonly string[]): boolean {
  const own = new Vocabulary(pieces);
  const grounding = new Grounding(allowed, own);
  return pieces.every((_, token) => {
    const may = grounding.allows(token);
    grounding.add(token);
    return may;
  });
}

/** A text in pieces, cut anywhere. */
function pieces(text: string): fc.Arbitrary<readonly string[]> {
  return fc
    .subarray(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => index + 1))
    .map((cuts) => [0, ...cuts].map((cut, index) => text.slice(cut, cuts[index] ?? text.length)));
}

const orders = fc.array(fc.integer({ min: 1, max: 330 }), { maxLength: 60 });
const names = ['get_adapter', 'Session', 'SessionRedirectMixin', 'InvalidSchema', 'url', 'Größe'];

describe('grounding', () => {
  it('blocks a name in a code span that is not in the sources', () => {
    fc.assert(
      fc.property(orders, fc.constantFrom('', '`', 'the `'), (wanted, opening) => {
        const text = write(wanted, opening);
        for (const block of proseBlocks(text))
          for (const { start, end } of codeSpans(text, block).spans)
            for (const [name] of text.slice(start, end).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu))
              assert(allowed.isName(name), `${name} in ${JSON.stringify(text)}`);
      }),
      // The example is `1_`: a number of the sources, ended in the middle.
      { numRuns: 100, examples: [[[134, 180, 1], '`']] },
    );
  });

  it('blocks a word that looks like code and is not in the sources', () => {
    fc.assert(
      fc.property(orders, (wanted) => {
        const text = write(wanted);
        fc.pre(!/"|```/.test(text)); // quotations and fences have their own rules
        const words = text.split(/[^\p{L}\p{N}_]/u).slice(0, -1);
        for (const word of words)
          if (/[a-z]_[a-z]|[a-z][A-Z]/.test(word)) assert(allowed.isName(word), word);
      }),
      { numRuns: 100 },
    );
  });

  it('allows every name of the sources, however it is tokenised', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names).chain((name) => pieces(`Call \`${name}\`, or ${name}().`)),
        (text) => isWritable(text),
      ),
    );
  });

  it('allows numbers and quotations of the sources, however they are tokenised', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(
            'It waits 30 seconds, 3000 ms or 3,000 ms.',
            'It says "No connection adapters" and "were found."',
            '1. First [1].\n2. Then [12], on line 44.\n',
            'Python 3 and `1_500`',
          )
          .chain(pieces),
        (text) => isWritable(text),
      ),
    );
  });

  it('does not restrict prose', () => {
    const word = fc.constantFrom(
      ' The',
      ' adapter',
      ' sends',
      ',',
      '.',
      ' (which',
      ')',
      "'s",
      ' é—',
      '\n\n',
      ':',
    );
    fc.assert(fc.property(fc.array(word), (text) => isWritable(text)));
  });

  it('allows new variables and numbers in example code, but no new methods', () => {
    const code = [
      '```python\n',
      'result = 17\n',
      'session = Session()\n',
      'session',
      '.get_adapter(url)\n',
    ];
    assert(isWritable([...code, '```\n', 'Then.']));
    assert(!isWritable([...code, 'session', '.', 'fetch', '()']));
  });

  it('blocks an invented name at the token that makes it one', () => {
    assert(!isWritable(['Call ', '`', 'set', '_adapter']));
    assert(!isWritable(['Call ', 'set', '_adapter']));
    assert(!isWritable(['Call ', 'fetch', '()']));
    assert(!isWritable(['Call `', 'Redirect', '`']));
    assert(!isWritable(['It waits ', '31']));
    assert(!isWritable(['It says "', 'No adapters']));
  });

  it('does not let an answer end within a name or a code span', () => {
    const [end = 0, tick = 0, name = 0, rest = 0] = ['<end>', '`', 'get', '_adapter`'].map((text) =>
      vocabulary.pieces.indexOf(text),
    );
    const grounding = new Grounding(allowed, vocabulary);
    const mayEnd = [end, tick, name, rest].map((token) => {
      grounding.add(token);
      return grounding.allows(end);
    });
    assert.deepEqual(mayEnd, [true, false, false, true]);
  });

  it('allows the first token of a split character only if a name continues with it', () => {
    const [first = 0, second = 0] = vocabulary.tokenize('ö');
    const other = vocabulary.tokenize('é')[1] ?? 0;
    const grounding = new Grounding(allowed, vocabulary);
    const write = (text: string): void => {
      vocabulary.tokenize(text).forEach((token) => {
        grounding.add(token);
      });
    };
    write('`Gr');
    assert(grounding.allows(first));
    grounding.add(first);
    assert(grounding.allows(second));
    assert(!grounding.allows(other));
    grounding.add(second);
    assert(grounding.allows(vocabulary.tokenize('ß')[0] ?? 0));
    assert(!grounding.allows(vocabulary.tokenize('語')[0] ?? 0));
  });

  it('does not restrict thoughts, and grounds the answer after them', () => {
    const own = new Vocabulary(['set_adapter', '</think>', ' set', '_adapter']);
    const grounding = new Grounding(allowed, own, true);
    const may = [0, 1, 2, 3].map((token) => {
      const isAllowed = grounding.allows(token);
      grounding.add(token);
      return isAllowed;
    });
    assert.deepEqual(may, [true, true, true, false]);
  });
});
