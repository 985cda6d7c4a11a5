const headerBytes = 4;
/** The largest number below infinity that 16 bits hold. */
const maxHalf = 65_504;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/**
 * A vector in the binary format of pgvector's `halfvec`: its length, two unused bytes, and each
 * number in 16 bits (IEEE 754). Numbers from -1 to 1 keep three decimal digits.
 */
export function halfVector(vector: Float32Array): Buffer {
  const buffer = Buffer.alloc(headerBytes + 2 * vector.length);
  const view = new DataView(buffer.buffer, buffer.byteOffset);
  view.setUint16(0, vector.length);
  for (let index = 0; index < vector.length; index++)
    view.setUint16(headerBytes + 2 * index, halfOf(vector[index] ?? 0));
  return buffer;
}

/** A vector in the text format that pgvector reads and writes. */
export function vectorText(vector: Float32Array): string {
  return `[${vector.join(',')}]`;
}

/** The 16 bits of the nearest half-precision number; of two equally near ones, the even one. */
function halfOf(value: number): number {
  float[0] = Math.max(-maxHalf, Math.min(maxHalf, value));
  const [all = 0] = bits;
  const sign = (all >>> 16) & 0x8000;
  const exponent = ((all >>> 23) & 0xff) - 112;
  const fraction = all & 0x7fffff;
  if (exponent >= 1) return sign | rounded((exponent << 23) | fraction, 13);
  // Numbers below 2^-14 have no leading one; those below half of the smallest become 0.
  return exponent < -10 ? sign : sign | rounded(fraction | 0x800000, 14 - exponent);
}

/** Drops the last `count` bits. A carry into the exponent is what rounding up means there. */
function rounded(number: number, count: number): number {
  const kept = number >>> count;
  const dropped = number & ((1 << count) - 1);
  const half = 1 << (count - 1);
  return dropped > half || (dropped === half && (kept & 1) === 1) ? kept + 1 : kept;
}
