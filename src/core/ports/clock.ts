/** Milliseconds, monotonic. */
export interface Clock {
  nowMs(): number;
}
