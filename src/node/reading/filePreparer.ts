import { Worker } from 'node:worker_threads';
import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import type { FilePreparer } from '../../core/indexing/indexingPorts.ts';
import type { PreparedFile } from '../../core/indexing/fileRecords.ts';
import type { PrepareLimits, PrepareReply, PrepareRequest } from './prepareMessages.ts';

/** Without a file for this long, the thread ends and frees the memory of its parsers. */
const idleMs = 10_000;

/**
 * Small limits make V8 collect garbage sooner: two threads take a hundred megabytes less. A file
 * that needs more brings down only its thread.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

/** If a file takes longer than this, its parser hangs and the file is left out. */
const hungMs = 60_000;

interface Pending {
  readonly request: PrepareRequest;
  readonly resolve: (prepared: PreparedFile) => void;
}

/**
 * Prepares files in a worker thread, in the order they arrive. If a file brings the thread down,
 * only that file is left out.
 */
export class WorkerFilePreparer implements FilePreparer {
  readonly #entry: URL;
  readonly #limits: PrepareLimits;
  readonly #log: (line: string) => void;
  readonly #pending: Pending[] = [];
  #worker: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastId = 0;

  /** @param entry the thread's script. */
  constructor(entry: URL, limits: PrepareLimits, log: (line: string) => void) {
    this.#entry = entry;
    this.#limits = limits;
    this.#log = log;
  }

  /** The number of files still to prepare. */
  get pending(): number {
    return this.#pending.length;
  }

  prepare(
    root: string,
    path: string,
    knownHash: string,
    encoding: EncodingId = defaultEncoding,
  ): Promise<PreparedFile> {
    return new Promise((resolve) => {
      const request: PrepareRequest = { id: ++this.#lastId, root, path, knownHash, encoding };
      this.#pending.push({ request, resolve });
      this.#worker ??= this.#start();
      this.#worker.postMessage(request);
      if (this.#pending.length === 1) this.#watch();
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#limits, resourceLimits });
    worker.unref();
    worker.on('message', (reply: PrepareReply) => {
      if (worker === this.#worker) this.#settle(reply);
    });
    let why: string | undefined;
    worker.on('error', (error) => {
      why = String(error);
    });
    // After an error, replies may still arrive until the thread exits.
    worker.on('exit', (code) => {
      this.#fail(worker, why ?? `it ended with code ${code}`);
    });
    return worker;
  }

  #settle(reply: PrepareReply): void {
    const first = this.#pending.shift();
    if (first?.request.id !== reply.id)
      throw new Error('The preparing thread answered out of order.');
    if ('error' in reply) this.#log(`${first.request.path} could not be prepared: ${reply.error}`);
    first.resolve(
      'error' in reply ? { outcome: 'skipped', hash: '', reason: 'parse-failed' } : reply.prepared,
    );
    this.#watch();
  }

  /** The thread has ended or hangs. Its current file is left out; a new thread does the others. */
  #fail(worker: Worker, why: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    void worker.terminate();
    const first = this.#pending.shift();
    if (first !== undefined) {
      this.#log(`${first.request.path} crashed the preparing thread: ${why}`);
      first.resolve({ outcome: 'skipped', hash: '', reason: 'parse-failed' });
    }
    if (this.#pending.length > 0) {
      this.#worker = this.#start();
      for (const { request } of this.#pending) this.#worker.postMessage(request);
    }
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#timer =
      this.#pending.length > 0
        ? setTimeout(() => {
            this.#fail(worker, `it took longer than ${hungMs / 1000} s`);
          }, hungMs)
        : setTimeout(() => {
            this.#worker = undefined;
            void worker.terminate();
          }, idleMs);
    this.#timer.unref();
  }
}
