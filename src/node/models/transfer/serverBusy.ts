import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';

/** If the server does not say how long, each wait is twice as long as the one before. */
const firstWaitMs = 1000;
const maxUnsaidWaits = 3;
const maxSaidWaits = 20;
/** If the waits add up to more than this, the download fails and can be resumed later. */
const maxWaitMs = 10 * 60_000;

/** The server asked to try again later. */
export class ServerBusy extends Error {
  readonly host: string;
  readonly status: number;
  /** As given by the server; null if it does not say. */
  readonly retryAfterMs: number | null;

  constructor(host: string, { status, headers }: Response) {
    super(`${host} answered ${status}.`);
    this.name = 'ServerBusy';
    this.host = host;
    this.status = status;
    this.retryAfterMs = readRetryAfter(headers);
  }

  static is({ status }: Response): boolean {
    return status === 429 || status === 503;
  }
}

/** Waits as long as the server asks, or longer each time if it does not say. */
export class Patience {
  #waits = 0;
  #waitedMs = 0;

  /** Bytes arrived: start counting waits again. */
  renew(): void {
    this.#waits = 0;
    this.#waitedMs = 0;
  }

  /**
   * @param onWait receives the length of each wait.
   * @throws Failure `download-failed` if it has waited enough; the signal's reason.
   */
  async wait(
    busy: ServerBusy,
    onWait: (seconds: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const ms = busy.retryAfterMs ?? firstWaitMs * 2 ** this.#waits;
    const { host, status } = busy;
    if (this.#waitedMs + ms > maxWaitMs)
      throw new Failure(
        'download-failed',
        wording(
          '{host} answered {status} and asks to try again in {minutes} minutes. What arrived is kept.',
          { host, status, minutes: Math.ceil(ms / 60_000).toLocaleString('en') },
        ),
      );
    if (this.#waits >= (busy.retryAfterMs === null ? maxUnsaidWaits : maxSaidWaits))
      throw new Failure(
        'download-failed',
        wording(
          '{host} answered {status} again after {seconds} s of waiting. Try again later; what arrived is kept.',
          { host, status, seconds: Math.round(this.#waitedMs / 1000) },
        ),
      );
    this.#waits++;
    this.#waitedMs += ms;
    onWait(Math.ceil(ms / 1000));
    await delay(ms, undefined, { signal });
  }
}

/**
 * Seconds or a date (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3). A date is compared
 * with the server's own clock.
 */
export function readRetryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const now = Date.parse(headers.get('date') ?? '');
  const ms = Date.parse(text) - (Number.isNaN(now) ? Date.now() : now);
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
