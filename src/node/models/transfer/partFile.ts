import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../../core/errors.ts';
import { wording } from '../../../core/texts/wording.ts';
import { WriterLock } from '../../catalog/database/writerLock.ts';
import { fileFailure } from './fileFailure.ts';

/** What the server said about a partly downloaded file. */
export interface PartSource {
  readonly url: string;
  /** Strong ETag, or the date of the last change; null if it gave neither. */
  readonly validator: string | null;
  readonly totalBytes: number | null;
}

const PartSourceSchema = v.object({
  url: v.string(),
  validator: v.nullable(v.string()),
  totalBytes: v.nullable(v.number()),
});

interface OpenedPart {
  readonly target: string;
  readonly path: string;
  readonly sourcePath: string;
  readonly lock: WriterLock;
  readonly handle: FileHandle;
  readonly source: PartSource | null;
  readonly bytes: number;
}

/**
 * An incomplete file: `.downloads/<name>.download/<name>.part` beside its final place. A rename
 * completes it, so nothing ever finds it half-written. Only one process at a time may hold it; the
 * system frees it however the holder ends.
 */
export class PartFile {
  /** Its final place. */
  readonly target: string;
  readonly path: string;
  readonly #sourcePath: string;
  readonly #lock: WriterLock;
  readonly #handle: FileHandle;
  /** Where the part came from; null if it starts from scratch. */
  source: PartSource | null;
  bytes: number;
  /** How often bytes were discarded since it was opened. */
  restarts = 0;

  private constructor(opened: OpenedPart) {
    this.target = opened.target;
    this.path = opened.path;
    this.#sourcePath = opened.sourcePath;
    this.#lock = opened.lock;
    this.#handle = opened.handle;
    this.source = opened.source;
    this.bytes = opened.bytes;
  }

  /**
   * Opens what has arrived so far.
   * @throws Failure `download-failed` if another process holds it; `folder-read-only`,
   * `folder-missing` or `disk-full`.
   */
  static async open(target: string): Promise<PartFile> {
    const folder = join(dirname(target), '.downloads', `${basename(target)}.download`);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw fileFailure(error, target);
    });
    const lock = acquire(folder, target);
    if (lock === undefined)
      throw new Failure(
        'download-failed',
        wording('{name} is already being written by another window.', { name: basename(target) }),
      );
    try {
      const path = join(folder, `${basename(target)}.part`);
      const sourcePath = join(folder, 'source.json');
      const source = await readSource(sourcePath);
      const handle = await open(path, source === null ? 'w' : 'a').then(async (made) => {
        await made.close();
        return open(path, 'r+');
      });
      return new PartFile({
        target,
        path,
        sourcePath,
        lock,
        handle,
        source,
        bytes: (await stat(path)).size,
      });
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  async append(bytes: Uint8Array): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#handle.write(
        bytes,
        written,
        bytes.length - written,
        this.bytes + written,
      );
      written += bytesWritten;
    }
    this.bytes += bytes.length;
  }

  /** Discards what has arrived, and starts over from `source`. */
  async restart(source: PartSource | null): Promise<void> {
    if (this.bytes > 0) this.restarts++;
    await this.#handle.truncate(0);
    this.bytes = 0;
    this.source = source;
    if (source === null) await rm(this.#sourcePath, { force: true });
    else await writeFile(this.#sourcePath, JSON.stringify(source));
  }

  /** Moves the complete file to its place. Afterwards only `close` may be called. */
  async finish(): Promise<void> {
    await this.#handle.sync();
    await this.#handle.close();
    await rename(this.path, this.target);
    await rm(this.#sourcePath, { force: true });
  }

  /** Closes the part and keeps what has arrived. */
  async close(): Promise<void> {
    await this.#handle.close();
    this.#lock.release();
  }
}

function acquire(folder: string, target: string): WriterLock | undefined {
  try {
    return WriterLock.tryAcquire(folder);
  } catch (error) {
    throw fileFailure(error, target);
  }
}

async function readSource(path: string): Promise<PartSource | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const parsed = v.safeParse(PartSourceSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
