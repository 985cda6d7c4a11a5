/** The bytes of a `QuestionMap`: the scale of each row, then the rows in 8-bit numbers. */
export function questionMapFile(
  scales: readonly number[],
  rows: readonly (readonly number[])[],
): Buffer {
  const floats = Buffer.alloc(4 * scales.length);
  scales.forEach((scale, row) => floats.writeFloatLE(scale, 4 * row));
  return Buffer.concat([floats, Buffer.from(Int8Array.from(rows.flat()).buffer)]);
}
