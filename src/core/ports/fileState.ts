/** A file's state at one time: enough to notice that it changed. */
export interface FileState {
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}
