/**
 * Why something expected went wrong. One word a reason; the words for people live in `src/vscode`
 * and `src/cli`.
 */
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
 * An expected failure. `message` is one plain English sentence for logs and terminals that names
 * the file or setting; anything that is not a Failure is a bug and must rise.
 */
export class Failure extends Error {
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Failure';
    this.reason = reason;
  }
}

/** True for a Failure of the given reason, or for any Failure where none is given. */
export function isFailure(error: unknown, reason?: FailureReason): error is Failure {
  return error instanceof Failure && (reason === undefined || error.reason === reason);
}
