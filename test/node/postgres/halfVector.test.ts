import assert from 'node:assert/strict';
import fc from 'fast-check';
import { halfVector } from '../../../src/node/postgres/halfVector.ts';

/** The number that 16 bits mean. */
function meant(half: number): number {
  const [sign, exponent, fraction] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023];
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Every finite half-precision number, ascending. */
const halves = Array.from({ length: 0x7c00 }, (_, half) => meant(half));

describe('a vector in half precision', () => {
  it('has for each number the nearest one there is', () => {
    fc.assert(
      fc.property(fc.float({ min: -2, max: 2, noNaN: true }), (value) => {
        const got = meant(halfVector(Float32Array.of(value)).readUInt16BE(4));
        const size = Math.abs(value);
        const above = halves.findIndex((half) => half >= size);
        const nearest = [halves[above - 1] ?? 0, halves[above] ?? 0].reduce((a, b) =>
          Math.abs(b - size) < Math.abs(a - size) ? b : a,
        );
        assert.equal(Math.abs(Math.abs(got) - size), Math.abs(nearest - size));
        if (got !== 0) assert.equal(Math.sign(got), Math.sign(value));
      }),
    );
  });

  it('begins with its length', () => {
    assert.equal(halfVector(new Float32Array(384)).readUInt16BE(0), 384);
    assert.equal(halfVector(new Float32Array(384)).length, 4 + 2 * 384);
  });
});
