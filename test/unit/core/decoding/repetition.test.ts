import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isRepeating } from '../../../../src/core/decoding/repetition.ts';
import { repositoryRoot } from '../../../support/paths.ts';

/** Words, marks and blanks, cut about as a vocabulary cuts them, each with a number. */
function tokenize(text: string): readonly number[] {
  return (text.match(/ ?\w{1,5}|\n| +|[^\w ]/g) ?? []).map(
    (piece) => numbers.get(piece) ?? (numbers.set(piece, numbers.size), numbers.size - 1),
  );
}
const numbers = new Map<string, number>();

/** Where `isRepeating` would end a text; null if it does not. */
function endOf(written: readonly number[], copyable: readonly number[] = []): number | null {
  for (let length = 1; length <= written.length; length++)
    if (isRepeating(written.slice(Math.max(0, length - 400), length), copyable)) return length;
  return null;
}

const token = fc.integer({ min: 0, max: 50 });
const beginning = fc.array(token, { maxLength: 60 });
const word = fc.stringMatching(/^[a-z]{1,8}$/);

describe('isRepeating', () => {
  it('ends a loop of up to 128 tokens after a few rounds', () => {
    fc.assert(
      fc.property(
        beginning,
        fc.uniqueArray(fc.integer({ min: 100, max: 999 }), { minLength: 1, maxLength: 128 }),
        (before, round) => {
          const written = [
            ...before,
            ...Array.from({ length: 600 }, (_, i) => round[i % round.length]!),
          ];
          const end = endOf(written);
          assert(
            end !== null && end <= before.length + round.length + Math.max(64, 2 * round.length),
            String(end),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reports three repetitions in a row that span 64 tokens after the first', () => {
    const part = fc
      .tuple(fc.array(token, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 30 }))
      .map(([tokens, times]) => Array.from({ length: times }, () => tokens).flat());
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.flat()),
        fc.nat(20),
        (all, cut) => {
          const written = all.slice(0, all.length - cut);
          const text = String.fromCharCode(...written.map((one) => one + 100));
          const isLoop = Array.from({ length: 128 }, (_, i) => i + 1).some((round) => {
            const tail = text.slice(-round - Math.max(64, 2 * round));
            return (
              tail.length === round + Math.max(64, 2 * round) &&
              tail.slice(round) === tail.slice(0, -round)
            );
          });
          assert.equal(isRepeating(written, []), isLoop);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ignores lists, tables and code whose lines differ in a single word', () => {
    const lines = fc.uniqueArray(word, { minLength: 3, maxLength: 40 });
    const shapes = [
      (name: string) => `- the option ${name} is read from the settings file\n`,
      (name: string) => `| ${name} | string | no | the same for all of them |\n`,
      (name: string) => `    self.${name} = self.config.get("${name}", None)\n`,
      (name: string) => `export { ${name} } from './${name}.ts';\n`,
    ];
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(...shapes),
        (names, shape) => endOf(tokenize(names.map(shape).join(''))) === null,
      ),
      { numRuns: 60 },
    );
  });

  it('ignores rules, table heads and deep indents', () => {
    for (const text of [
      `${'-'.repeat(60)}\n`,
      `|${' --- |'.repeat(11)}\n`,
      `${' '.repeat(80)}x`,
      '}\n'.repeat(20),
      '0, '.repeat(20),
      '\n'.repeat(30),
    ]) {
      assert.equal(endOf(tokenize(text)), null, text);
    }
  });

  it('ignores all code of this repository', () => {
    const files = readdirSync(join(repositoryRoot, 'src'), {
      recursive: true,
      encoding: 'utf8',
    }).filter((path) => path.endsWith('.ts'));
    assert(files.length > 100);
    for (const path of files)
      assert.equal(
        endOf(tokenize(readFileSync(join(repositoryRoot, 'src', path), 'utf8'))),
        null,
        path,
      );
  });

  it('ignores a loop that is copied from the sources', () => {
    const matrix = tokenize('0, 0, 0, 0, 0, 0, 0, 0,\n'.repeat(12));
    assert.notEqual(endOf(matrix), null);
    assert.equal(
      endOf(matrix, [...tokenize('const zeros = ['), ...matrix, ...tokenize('];')]),
      null,
    );
  });
});
