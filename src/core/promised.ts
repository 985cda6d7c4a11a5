/**
 * The result of synchronous work as a promise, which rejects if the work throws. For stores that
 * need not wait.
 */
export function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
