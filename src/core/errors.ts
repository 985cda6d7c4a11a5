import { inEnglish } from './texts/wording.ts';
import type { Wording } from './texts/wording.ts';

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
  | 'store-unreachable'
  | 'store-refused'
  | 'store-unusable'
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
 * An expected failure. `wording` names the file or setting; the editor shows it in its language,
 * and `message` is the same in English for logs and terminals. Any other error is a bug and must
 * propagate.
 */
export class Failure extends Error {
  readonly reason: FailureReason;
  readonly wording: Wording;

  /** A plain string is English in every language: only for `cancelled`, which nobody shows. */
  constructor(
    ...[reason, said, options]:
      | [reason: FailureReason, said: Wording, options?: ErrorOptions | undefined]
      | [reason: 'cancelled', said: string, options?: ErrorOptions | undefined]
  ) {
    const wording = typeof said === 'string' ? { key: said, values: {} } : said;
    super(inEnglish(wording), options);
    this.name = 'Failure';
    this.reason = reason;
    this.wording = wording;
  }
}

/** A Failure as plain data, for the wire and for states. */
export interface FailureData {
  readonly reason: FailureReason;
  readonly wording: Wording;
}

/** Whether an error is a Failure, and of the given reason if there is one. */
export function isFailure(error: unknown, reason?: FailureReason): error is Failure {
  return error instanceof Failure && (reason === undefined || error.reason === reason);
}
