import { basename } from 'node:path';
import { Failure, isFailure } from '../../../core/errors.ts';
import type { Cancellation } from '../../../core/ports/cancellation.ts';
import type { DownloadProgress } from '../../../core/models.ts';
import { wording } from '../../../core/texts/wording.ts';
import type { Wording } from '../../../core/texts/wording.ts';
import { toSignal } from '../../children/toSignal.ts';
import { ensureRoom } from './diskRoom.ts';
import { fileFailure } from './fileFailure.ts';
import { PartFile } from './partFile.ts';
import { throttled } from './progressThrottle.ts';
import { sha256OfFile } from '../../files/sha256OfFile.ts';
import { hostOf, receiveFile } from './receiveFile.ts';
import { Patience, ServerBusy } from './serverBusy.ts';

export interface FileToDownload {
  readonly url: string;
  /** Absolute path of the finished file, once its size and checksum match. */
  readonly target: string;
  /** Null if unknown. */
  readonly bytes: number | null;
  /** Hex; null if unknown. */
  readonly sha256: string | null;
  /**
   * Checks the content at `path` before the file gets its final name. Messages call it `name`.
   * @throws Failure.
   */
  readonly check?: (path: string, name: string) => Promise<void>;
}

export interface DownloadPorts {
  /** Injected, because the editor's `fetch` applies its proxy settings. */
  readonly fetch: typeof globalThis.fetch;
  /** Free bytes on the disk of a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** How long a connection may be silent before it counts as lost. */
  readonly stallMs?: number;
}

const usualStallMs = 20_000;
/** How often the file may change on the server during the download. */
const maxRestarts = 2;

/**
 * Downloads a file. Resumes an earlier attempt, reconnects as long as there is progress, and waits
 * for a busy server. Size, sha256 and content are checked before the file gets its final name.
 * @returns its size and sha256.
 * @throws Failure `disk-full`, `folder-read-only`, `offline`, `download-failed`,
 * `checksum-mismatch` or `cancelled`.
 */
export async function downloadFile(
  file: FileToDownload,
  ports: DownloadPorts,
  onProgress: (progress: DownloadProgress) => void,
  cancellation: Cancellation,
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const signal = toSignal(cancellation);
  const tell = throttled(onProgress);
  const part = await PartFile.open(file.target);
  try {
    signal.throwIfAborted();
    await receiveAll(file, part, { ...ports, tell }, signal);
    const sha256 = await verify(file, part, tell, signal);
    await part.finish();
    return { bytes: part.bytes, sha256 };
  } catch (error) {
    throw signal.aborted
      ? new Failure('cancelled', `The download of ${basename(file.target)} was stopped.`)
      : fileFailure(error, file.target);
  } finally {
    await part.close();
  }
}

/** Repeats requests as long as they bring bytes and the file stays the same. */
async function receiveAll(
  file: FileToDownload,
  part: PartFile,
  { tell, ...ports }: DownloadPorts & { readonly tell: (progress: DownloadProgress) => void },
  signal: AbortSignal,
): Promise<void> {
  const patience = new Patience();
  let requestsWithoutBytes = 0;
  while (requestsWithoutBytes < 2 && part.restarts <= maxRestarts) {
    const watch = new StallWatch(ports.stallMs ?? usualStallMs);
    let least = Infinity;
    try {
      const complete = await receiveFile(
        file,
        part,
        {
          fetch: ports.fetch,
          ensureRoom: (bytes) => ensureRoom(bytes, file.target, ports.freeBytes),
          onBytes: (receivedBytes, totalBytes) => {
            least = Math.min(least, receivedBytes);
            watch.note();
            if (receivedBytes > least) patience.renew();
            tell({ phase: 'receiving', receivedBytes, totalBytes: totalBytes ?? file.bytes ?? 0 });
          },
        },
        AbortSignal.any([signal, watch.signal]),
      );
      if (complete) return;
    } catch (error) {
      if (error instanceof ServerBusy) {
        watch.end();
        const told = { receivedBytes: part.bytes, totalBytes: file.bytes ?? 0 };
        const onWait = (waitSeconds: number): void => {
          tell({ phase: 'waiting', ...told, waitSeconds });
        };
        await patience.wait(error, onWait, signal);
        continue;
      }
      if (signal.aborted || isFailure(fileFailure(error, file.target))) throw error;
      if (watch.signal.aborted)
        throw new Failure(
          'offline',
          wording('{host} has sent nothing for {seconds} s.', {
            host: hostOf(file.url),
            seconds: watch.stallMs / 1000,
          }),
          { cause: error },
        );
      if (least === Infinity)
        throw new Failure(
          'offline',
          wording('{host} cannot be reached.', { host: hostOf(file.url) }),
          { cause: error },
        );
    } finally {
      watch.end();
    }
    if (part.bytes <= least) requestsWithoutBytes++;
  }
  throw new Failure(
    'download-failed',
    wording('{host} does not send all of {url}.', { host: hostOf(file.url), url: file.url }),
  );
}

async function verify(
  file: FileToDownload,
  part: PartFile,
  tell: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  const wrong = await problemOf(file, part);
  if (wrong !== null && file.sha256 === null) {
    await part.restart(null);
    throw new Failure(
      'download-failed',
      wording('{host} did not send a model, and what arrived was thrown away. {problem}', {
        host: hostOf(file.url),
        problem: wrong,
      }),
    );
  }
  const totalBytes = part.bytes;
  const sha256 = await sha256OfFile(
    part.path,
    (receivedBytes) => {
      tell({ phase: 'verifying', receivedBytes, totalBytes });
    },
    signal,
  );
  if (file.sha256 !== null && sha256 !== file.sha256) {
    await part.restart(null);
    const mismatch = wording(
      '{url} is not the expected file: its sha256 is {sha256} instead of {expected}.',
      { url: file.url, sha256, expected: file.sha256 },
    );
    throw new Failure(
      'checksum-mismatch',
      wrong === null ? mismatch : wording('{mismatch} {problem}', { mismatch, problem: wrong }),
    );
  }
  return sha256;
}

/**
 * Why the downloaded file is not the expected one; null if it is. Resuming a wrong file would never
 * help.
 */
async function problemOf({ check, url }: FileToDownload, part: PartFile): Promise<Wording | null> {
  try {
    await check?.(part.path, url);
    return null;
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.wording;
  }
}

/** Aborts its signal if `note` is not called for `stallMs`. */
class StallWatch {
  readonly stallMs: number;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(stallMs: number) {
    this.stallMs = stallMs;
    this.#timer = setTimeout(() => {
      this.#controller.abort();
    }, stallMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  note(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
