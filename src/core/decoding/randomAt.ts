/**
 * The random number for one position of an answer. It depends only on the seed and the position,
 * not on how many tokens are computed at once, so decoding with and without guesses draws alike.
 * Mixing function: "lowbias32" by Chris Wellons, https://nullprogram.com/blog/2018/07/31/.
 * @param seed 0 to 2^32 - 1.
 * @param position of the token in the answer, from 0.
 * @returns at least 0 and less than 1.
 */
export function randomAt(seed: number, position: number): number {
  return mix((mix(seed) + Math.imul(position, 0x9e3779b9)) >>> 0) / 2 ** 32;
}

function mix(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
