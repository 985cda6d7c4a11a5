/** The factor of a penalty that grows with the square of each weight except the bias. */
const ridge = 0.5;
const maxSteps = 60;
const smallEnough = 1e-6;

export interface Example {
  readonly values: readonly number[];
  readonly isFalse: boolean;
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares). Both classes weigh
 * the same, however many examples they have.
 * @returns the bias, then a weight for each value.
 */
export function fitLogisticRegression(examples: readonly Example[]): readonly number[] {
  const rows = examples.map(({ values }) => [1, ...values]);
  const falseCount = examples.filter(({ isFalse }) => isFalse).length;
  const falseWeight = (examples.length - falseCount) / Math.max(1, falseCount);
  const size = rows[0]?.length ?? 0;
  let weights: readonly number[] = Array.from({ length: size }, () => 0);
  for (let step = 0; step < maxSteps; step++) {
    const gradient = weights.map((weight, index) => (index === 0 ? 0 : ridge * weight));
    const curvature = weights.map((_, row) =>
      weights.map((__, column): number => (row !== column ? 0 : row === 0 ? smallEnough : ridge)),
    );
    for (const [index, row] of rows.entries()) {
      const isFalse = examples[index]?.isFalse === true;
      const chance = 1 / (1 + Math.exp(-dot(row, weights)));
      const share = isFalse ? falseWeight : 1;
      for (const [i, value] of row.entries()) {
        gradient[i] = (gradient[i] ?? 0) + (chance - (isFalse ? 1 : 0)) * share * value;
        const line = curvature[i] ?? [];
        for (const [j, other] of row.entries())
          line[j] = (line[j] ?? 0) + chance * (1 - chance) * share * value * other;
      }
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, index) => weight - (change[index] ?? 0));
    if (Math.max(...change.map(Math.abs)) < smallEnough) break;
  }
  return weights;
}

/** The sum of the weighted values and the bias. */
export function weigh(values: readonly number[], weights: readonly number[]): number {
  return dot([1, ...values], weights);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** Solves a system of linear equations by Gaussian elimination with partial pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let column = 0; column < rows.length; column++) {
    rows.splice(column, rows.length, ...byColumn(rows.slice(column), column));
    const pivot = rows[column] ?? [];
    for (let below = column + 1; below < rows.length; below++) {
      const row = rows[below] ?? [];
      const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
      rows[below] = row.map((value, index) => value - factor * (pivot[index] ?? 0));
    }
  }
  const solution: number[] = rows.map(() => 0);
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index] ?? [];
    const known = dot(row.slice(0, -1), solution);
    solution[index] = ((row.at(-1) ?? 0) - known) / (row[index] ?? 1);
  }
  return solution;
}

/** The row with the largest value in this column comes first. */
function byColumn(rows: readonly number[][], column: number): number[][] {
  return rows.toSorted((a, b) => Math.abs(b[column] ?? 0) - Math.abs(a[column] ?? 0));
}
