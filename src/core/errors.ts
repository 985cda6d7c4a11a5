/** Why an expected failure happened. The words that users see are in `src/vscode` and `src/cli`. */
export type FailureReason =
  | 'cancelled'
  | 'index-empty'
  | 'index-locked'
  | 'index-unreadable'
  | 'disk-full'
  | 'folder-missing'
  | 'folder-read-only'
  | 'untrusted-workspace'
  | 'model-missing'
  | 'model-corrupt'
  | 'model-unsupported'
  | 'model-incapable'
  | 'server-unreachable'
  | 'server-failed'
  | 'key-refused'
  | 'context-too-small'
  | 'out-of-memory'
  | 'download-failed'
  | 'checksum-mismatch'
  | 'offline'
  | 'process-crashed'
  | 'process-gave-up'
  | 'runtime-too-old'
  | 'invalid-setting'
  | 'unsupported-platform';

/**
 * An expected failure. `message` is one plain English sentence for logs and terminals; it names the
 * file or setting. Any other error is a bug and must propagate.
 */
export class Failure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Failure';
    this.reason = reason;
  }
}

/** Whether an error is a Failure, and of the given reason if there is one. */
export function isFailure(error: unknown, reason?: FailureReason): error is Failure {
  return error instanceof Failure && (reason === undefined || error.reason === reason);
}
