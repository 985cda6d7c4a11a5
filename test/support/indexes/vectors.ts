/** Reproducible numbers from 0 to 1: Mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Unit vectors around a few centres, like embeddings of texts about a few topics. */
export function clusteredVectors(count: number, dimensions: number, seed: number): Float32Array[] {
  const random = seededRandom(seed);
  const draw = (): Float32Array =>
    Float32Array.from({ length: dimensions }, () => random() + random() + random() - 1.5);
  const centres = Array.from({ length: 20 }, draw);
  return Array.from({ length: count }, (_, i) => {
    const centre = centres[i % centres.length]!;
    const own = draw().map((value, d) => value + centre[d]!);
    const length = Math.hypot(...own);
    return own.map((value) => value / length);
  });
}
