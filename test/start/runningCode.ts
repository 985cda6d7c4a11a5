/** A VS Code that shows a folder. */
export interface RunningCode {
  /** Settles when it has exited, on its own or because the user closed it. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}
