import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The same numbers for the same seed: the generator of Park and Miller (1988).
 * @returns a function that gives whole numbers below its argument.
 */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => (state = (state * 48271) % 2147483647) % below;
}

const syllables = (
  'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu bla cre dri flo gru pla ste ' +
  'tri sko'
).split(' ');

/**
 * Words that people use and words that code uses for the same, in no particular order. Without
 * them, no question about a made-up vocabulary would have synonyms.
 */
const realWords = (
  'validate retry directory param config raise check option default limit error parse delete ' +
  'async begin mandatory buffer thread argument attempt background change choose required abort ' +
  'lock folder wait broken build worker invalid callback cancel node upper clock copy hash ' +
  'render compile duplicate timeout class token write warning value usage update wrap yes'
).split(' ');
/** Every tenth word of a vocabulary is a real one, as long as there are any. */
const realEvery = 10;

/**
 * A vocabulary whose words are as unevenly frequent as in real text (Zipf): the word of rank r
 * stands about 1/r as often as the first.
 */
export class Vocabulary {
  readonly #random: (below: number) => number;
  readonly #words: readonly string[];

  constructor(size: number, random: (below: number) => number) {
    this.#random = random;
    this.#words = Array.from({ length: size }, (_, rank) => {
      const real =
        rank % realEvery === realEvery - 1 ? realWords[Math.floor(rank / realEvery)] : undefined;
      if (real !== undefined) return real;
      let word = '';
      for (let rest = rank + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length))
        word += syllables[rest % syllables.length] ?? '';
      return word;
    });
  }

  word(): string {
    const rank = Math.floor(this.#words.length ** (this.#random(1_000_000) / 1_000_000)) - 1;
    return this.#words[rank] ?? 'none';
  }

  words(count: number): string[] {
    return Array.from({ length: count }, () => this.word());
  }
}

/**
 * Writes Python files of about twenty functions each, one chunk per function, until there are about
 * `chunks`.
 */
export function writeCorpus(root: string, chunks: number, vocabulary: Vocabulary): void {
  const perFile = 20;
  for (let file = 0; file < chunks / perFile; file++) {
    const path = join(root, `package_${file % 50}`, `${vocabulary.words(2).join('_')}_${file}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      Array.from({ length: perFile }, () => functionText(vocabulary)).join('\n\n'),
    );
  }
}

function functionText(vocabulary: Vocabulary): string {
  const lines = Array.from(
    { length: 4 },
    () =>
      `    ${vocabulary.words(2).join('_')} = ` +
      `self.${vocabulary.words(2).join('_')}(${vocabulary.words(3).join(', ')})`,
  );
  return [
    `def ${vocabulary.words(3).join('_')}(self, ${vocabulary.words(2).join(', ')}):`,
    `    """${vocabulary.words(10).join(' ')}."""`,
    ...lines,
    `    return ${vocabulary.word()}`,
  ].join('\n');
}

/**
 * Unit vectors distributed as embeddings are: near a surface of few dimensions (here 24) within the
 * many. Neighbours are then meaningful and hard enough to find.
 */
export class VectorSource {
  readonly #random: (below: number) => number;
  readonly #directions: readonly Float32Array[];
  readonly #dimensions: number;

  constructor(dimensions: number, random: (below: number) => number) {
    this.#random = random;
    this.#dimensions = dimensions;
    this.#directions = Array.from({ length: 24 }, () =>
      Float32Array.from({ length: dimensions }, () => this.#bell()),
    );
  }

  next(): Float32Array {
    const vector = Float32Array.from({ length: this.#dimensions }, () => this.#bell() / 2);
    for (const direction of this.#directions) {
      const weight = this.#bell();
      for (let place = 0; place < vector.length; place++)
        vector[place] = (vector[place] ?? 0) + weight * (direction[place] ?? 0);
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  }

  /** Nearly normal: the sum of a few uniform ones. */
  #bell(): number {
    return (this.#random(1000) + this.#random(1000) + this.#random(1000) - 1498.5) / 500;
  }
}
