/** A VS Code that shows a folder. */
export interface RunningCode {
  /** Settles when it has ended, by itself or by the person. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}
