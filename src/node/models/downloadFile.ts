import { basename } from 'node:path';
import { Failure, isFailure } from '../../core/errors.ts';
import type { Cancellation } from '../../core/ports.ts';
import type { DownloadProgress } from '../../core/models.ts';
import { toSignal } from '../children/toSignal.ts';
import { ensureRoom } from './diskRoom.ts';
import { fileFailure } from './fileFailure.ts';
import { PartFile } from './partFile.ts';
import { throttled } from './progressThrottle.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';
import { hostOf, receiveFile } from './receiveFile.ts';

export interface FileToDownload {
  readonly url: string;
  /** Absolute path that it gets when it is whole and right. */
  readonly target: string;
  /** Null where it is not known. */
  readonly bytes: number | null;
  /** Hex; null where it is not known. */
  readonly sha256: string | null;
}

export interface DownloadPorts {
  /** Comes from outside: the editor's own applies its proxy settings. */
  readonly fetch: typeof globalThis.fetch;
  /** Free bytes on the disk of a folder. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** How long nothing may come before the network is taken for gone. */
  readonly stallMs?: number;
}

const usualStallMs = 20_000;
/** A server whose file changes more often while it is fetched is given up. */
const maxRestarts = 2;

/**
 * Downloads a file: what an earlier attempt got is continued, a connection that is cut is taken up again while it makes progress; size and
 * sha256 are checked before the file gets its name.
 * @returns its size and sha256.
 * @throws Failure `disk-full`, `folder-read-only`, `offline`, `download-failed`, `checksum-mismatch` or `cancelled`.
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

/** Asks again as long as each request brings something and the file stays the same. */
async function receiveAll(
  file: FileToDownload,
  part: PartFile,
  { tell, ...ports }: DownloadPorts & { readonly tell: (progress: DownloadProgress) => void },
  signal: AbortSignal,
): Promise<void> {
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
            tell({ phase: 'receiving', receivedBytes, totalBytes: totalBytes ?? file.bytes ?? 0 });
          },
        },
        AbortSignal.any([signal, watch.signal]),
      );
      if (complete) return;
    } catch (error) {
      if (signal.aborted || isFailure(fileFailure(error, file.target))) throw error;
      if (watch.signal.aborted)
        throw new Failure(
          'offline',
          `${hostOf(file.url)} sent nothing for ${watch.stallMs / 1000} s.`,
          { cause: error },
        );
      if (least === Infinity)
        throw new Failure('offline', `${hostOf(file.url)} cannot be reached.`, { cause: error });
    } finally {
      watch.end();
    }
    if (part.bytes <= least) requestsWithoutBytes++;
  }
  throw new Failure(
    'download-failed',
    `${hostOf(file.url)} does not send the file ${file.url} whole.`,
  );
}

async function verify(
  file: FileToDownload,
  part: PartFile,
  tell: (progress: DownloadProgress) => void,
  signal: AbortSignal,
): Promise<string> {
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
    throw new Failure(
      'checksum-mismatch',
      `${file.url} is not the file that it should be: its sha256 is ${sha256} instead of ${file.sha256}.`,
    );
  }
  return sha256;
}

/** Aborts its signal when nothing was noted for a while. */
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
