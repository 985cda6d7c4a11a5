/**
 * The outcome of synchronous work as a promise: what it throws rejects. For stores that need not
 * wait.
 */
export function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
