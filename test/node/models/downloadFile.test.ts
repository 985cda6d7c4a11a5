import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../../../src/core/errors.ts';
import type { FailureReason } from '../../../src/core/errors.ts';
import { downloadFile } from '../../../src/node/models/transfer/downloadFile.ts';
import type {
  DownloadPorts,
  FileToDownload,
} from '../../../src/node/models/transfer/downloadFile.ts';
import { PartFile } from '../../../src/node/models/transfer/partFile.ts';
import type { DownloadProgress } from '../../../src/core/models.ts';
import { RangeServer } from '../../support/servers/rangeServer.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../../support/throwAwayFolder.ts';

const content = Uint8Array.from({ length: 4_000_000 }, (_, i) => (i * 31 + (i >> 8)) & 255);
const other = content.map((byte) => byte ^ 1);

describe('downloadFile', () => {
  let folder: ThrowAwayFolder;
  let server: RangeServer;
  let target: string;

  beforeEach(async () => {
    folder = throwAwayFolder('download');
    server = await RangeServer.start(content);
    target = join(folder.path, 'model.gguf');
  });

  afterEach(async () => {
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  function file(changes: Partial<FileToDownload> = {}): FileToDownload {
    return {
      url: `${server.url}/model.gguf`,
      target,
      bytes: content.length,
      sha256: sha256(content),
      ...changes,
    };
  }

  function download(
    changes: Partial<FileToDownload> = {},
    ports: Partial<DownloadPorts> = {},
    onProgress: (progress: DownloadProgress) => void = () => undefined,
    signal = new AbortController().signal,
  ): ReturnType<typeof downloadFile> {
    return downloadFile(
      file(changes),
      { fetch, freeBytes: () => Promise.resolve(1e12), ...ports },
      onProgress,
      signal,
    );
  }

  async function assertFailsAndLeavesNothing(
    run: Promise<unknown>,
    reason: FailureReason,
  ): Promise<void> {
    await assert.rejects(run, (error) => isFailure(error, reason) || assert.fail(String(error)));
    await assert.rejects(access(target), { code: 'ENOENT' });
  }

  /** Cancels once half a million bytes have arrived. */
  async function cancelOnTheWay(): Promise<void> {
    const controller = new AbortController();
    let received = 0;
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, output) {
        output.enqueue(chunk);
        received += chunk.length;
        if (received > 500_000) controller.abort();
      },
    });
    const countingFetch: typeof fetch = async (...call) => {
      const { status, headers, body } = await fetch(...call);
      return new Response(body?.pipeThrough(counting) ?? null, { status, headers });
    };
    await assertFailsAndLeavesNothing(
      download({}, { fetch: countingFetch }, () => undefined, controller.signal),
      'cancelled',
    );
  }

  async function assertWhole(): Promise<void> {
    assert.equal(sha256(await readFile(target)), sha256(content));
    assert.deepEqual(await readdir(join(folder.path, '.downloads', 'model.gguf.download')), [
      'writer.db',
    ]);
  }

  it('downloads a file, verifies it and renames it into place', async () => {
    assert.deepEqual(await download(), { bytes: content.length, sha256: sha256(content) });
    await assertWhole();
  });

  it('reports bytes received, then verified, up to the total', async () => {
    const told: DownloadProgress[] = [];
    await download({}, {}, (progress) => told.push(progress));
    const phases = [...new Set(told.map(({ phase }) => phase))];
    assert.deepEqual(phases, ['receiving', 'verifying']);
    for (const phase of phases) {
      const bytes = told
        .filter((progress) => progress.phase === phase)
        .map(({ receivedBytes }) => receivedBytes);
      assert.deepEqual(
        bytes,
        bytes.toSorted((a, b) => a - b),
      );
      assert.equal(bytes.at(-1), content.length);
    }
  });

  it('resumes after the connection is cut', async () => {
    server.behaviour.cutAfterBytes = 1_000_000;
    await download();
    await assertWhole();
    assert(server.ranges.length >= 4, server.ranges.join());
    assert.match(server.ranges[1] ?? '', /^bytes=\d+-$/);
  });

  it('resumes a cancelled download from the bytes already there', async () => {
    await cancelOnTheWay();
    await download();
    await assertWhole();
    assert.match(server.ranges[1] ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('closes its connection when cancelled, even while no data arrives', async () => {
    server.behaviour.stallAfterBytes = 1_000_000;
    const closed = new Promise<void>((resolve) => {
      server.onClose = resolve;
    });
    await cancelOnTheWay();
    await closed;
  });

  it('stops at once if it was cancelled before it started', async () => {
    await assertFailsAndLeavesNothing(
      download({}, {}, () => undefined, AbortSignal.abort()),
      'cancelled',
    );
    assert.deepEqual(server.ranges, []);
  });

  it('starts over when the file changed between two requests', async () => {
    server.behaviour.content = other;
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      if (server.ranges.length === 2) server.behaviour.content = content;
    };
    await download();
    await assertWhole();
  });

  it('gives up on a server whose file changes with each request', async () => {
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      server.behaviour.content = content.map((byte) => byte ^ server.ranges.length);
    };
    await assertFailsAndLeavesNothing(download(), 'download-failed');
    assert(server.ranges.length < 10, String(server.ranges.length));
  });

  it('detects a changed file without an ETag by its checksum, and starts over', async () => {
    server.behaviour.etag = false;
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      server.behaviour.content = server.ranges.length === 1 ? other : content;
    };
    await assertFailsAndLeavesNothing(download(), 'checksum-mismatch');
    await download();
    await assertWhole();
  });

  it('starts over if the server does not support ranges', async () => {
    await cancelOnTheWay();
    server.behaviour.ranges = false;
    await download();
    await assertWhole();
  });

  it('gives up on a server that does not support ranges and always disconnects', async () => {
    Object.assign(server.behaviour, { ranges: false, cutAfterBytes: 1_000_000 });
    await assertFailsAndLeavesNothing(download(), 'download-failed');
  });

  it('requests no bytes if all are there already', async () => {
    const source = {
      url: `${server.url}/model.gguf`,
      validator: `"${sha256(content)}"`,
      totalBytes: content.length,
    };
    const part = await PartFile.open(target);
    await part.restart(source);
    await part.append(content);
    await part.close();
    await download();
    await assertWhole();
  });

  it('ignores a partial file from another source', async () => {
    const part = await PartFile.open(target);
    await part.restart({ url: 'http://127.0.0.1:1/other', validator: null, totalBytes: null });
    await part.append(other.subarray(0, 1000));
    await part.close();
    await download();
    assert.deepEqual(server.ranges, ['']);
    await assertWhole();
  });

  it('refuses a file of the wrong size before reading any of it', async () => {
    server.behaviour.content = content.subarray(1);
    let received = 0;
    await assertFailsAndLeavesNothing(
      download({}, {}, ({ receivedBytes }) => {
        received = receivedBytes;
      }),
      'download-failed',
    );
    assert.equal(received, 0);
  });

  it('fails if the server sends less than it announced', async () => {
    server.behaviour.claimedBytes = content.length + 1;
    await assertFailsAndLeavesNothing(download({ bytes: null, sha256: null }), 'download-failed');
  });

  it('fails if the server announces no length and sends too much', async () => {
    server.behaviour.lengthless = true;
    await assertFailsAndLeavesNothing(download({ bytes: content.length - 1 }), 'download-failed');
  });

  it('accepts a file of unknown size and checksum, and returns both', async () => {
    server.behaviour.lengthless = true;
    assert.deepEqual(await download({ bytes: null, sha256: null }), {
      bytes: content.length,
      sha256: sha256(content),
    });
    await assertWhole();
  });

  it('refuses a file with the wrong checksum', async () => {
    server.behaviour.content = other;
    await assertFailsAndLeavesNothing(download(), 'checksum-mismatch');
  });

  for (const status of [403, 404, 500, 503]) {
    it(`fails and names the status if the server answers ${status}`, async () => {
      server.behaviour.status = status;
      await assert.rejects(
        download(),
        (error) => isFailure(error, 'download-failed') && error.message.includes(String(status)),
      );
    });
  }

  for (const status of [401, 403]) {
    it(`asks for a login or a licence at status ${status} and says what helps`, async () => {
      server.behaviour.status = status;
      await assert.rejects(
        download(),
        (error) =>
          isFailure(error, 'download-failed') &&
          /login or a licence/.test(error.message) &&
          /choose it here/.test(error.message),
      );
    });
  }

  for (const [status, said, headers] of [
    [429, 'seconds', () => ({ 'retry-after': '1' })],
    [503, 'a date', () => ({ 'retry-after': new Date(Date.now() + 1500).toUTCString() })],
    [429, 'nothing', () => ({})],
  ] as const) {
    it(`waits, says so and continues if the server answers ${status} with ${said}`, async () => {
      server.behaviour.status = status;
      server.behaviour.headers = headers();
      const told: DownloadProgress[] = [];
      await download({}, {}, (progress) => {
        told.push(progress);
        if (progress.phase === 'waiting') server.behaviour.status = null;
      });
      await assertWhole();
      const waits = told.filter(({ phase }) => phase === 'waiting');
      assert.equal(waits.length, 1);
      assert((waits[0]?.waitSeconds ?? 0) <= 2);
    });
  }

  it('resumes after the server was busy halfway through', async () => {
    server.behaviour.cutAfterBytes = 1_000_000;
    server.behaviour.headers = { 'retry-after': '0' };
    server.onRequest = () => {
      server.behaviour.status = server.ranges.length === 2 ? 429 : null;
    };
    await download();
    await assertWhole();
    assert.match(server.ranges[2] ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('stops waiting for a busy server when it is cancelled', async () => {
    server.behaviour.status = 503;
    server.behaviour.headers = { 'retry-after': '300' };
    const controller = new AbortController();
    await assertFailsAndLeavesNothing(
      download(
        {},
        {},
        ({ phase, waitSeconds }) => {
          if (phase === 'waiting' && waitSeconds === 300) controller.abort();
        },
        controller.signal,
      ),
      'cancelled',
    );
    assert.equal(server.ranges.length, 1);
  });

  it('does not wait hours for a busy server, and says when to retry', async () => {
    server.behaviour.status = 429;
    server.behaviour.headers = { 'retry-after': '7200' };
    await assert.rejects(
      download(),
      (error) => isFailure(error, 'download-failed') && error.message.includes('120 minutes'),
    );
  });

  it('refuses a web page in place of the file, whatever the file is', async () => {
    server.behaviour.content = Buffer.from('<html>Log in</html>');
    server.behaviour.headers = { 'content-type': 'text/html; charset=utf-8' };
    await assert.rejects(
      download({ bytes: null, sha256: null }),
      (error) => isFailure(error, 'download-failed') && error.message.includes('web page'),
    );
    await assert.rejects(access(target), { code: 'ENOENT' });
  });

  it('says that it is offline if the connection is refused', async () => {
    await assertFailsAndLeavesNothing(
      download({ url: 'http://127.0.0.1:1/model.gguf' }),
      'offline',
    );
  });

  it('says that it is offline when data stops arriving, and resumes later', async () => {
    server.behaviour.stallAfterBytes = 1_500_000;
    await assertFailsAndLeavesNothing(download({}, { stallMs: 2000 }), 'offline');
    server.behaviour.stallAfterBytes = null;
    await download();
    await assertWhole();
    assert.match(server.ranges.at(-1) ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('says that it is offline when a server accepts the request and never answers', async () => {
    server.behaviour.silent = true;
    await assertFailsAndLeavesNothing(download({}, { stallMs: 500 }), 'offline');
  });

  it('waits for a slow but steady server, and reports progress', async () => {
    server.behaviour.pauseMs = 10; // 245 blocks: five times the longest allowed silence
    const received: number[] = [];
    await download({}, { stallMs: 500 }, ({ phase, receivedBytes }) => {
      if (phase === 'receiving') received.push(receivedBytes);
    });
    await assertWhole();
    assert.equal(server.ranges.length, 1);
    assert(received.length > 5 && received.length < 60, `told ${received.length} times`);
  });

  it('refuses before reading any byte if the disk has no room', async () => {
    let received = 0;
    const run = download(
      {},
      { freeBytes: () => Promise.resolve(content.length) },
      ({ receivedBytes }) => {
        received = receivedBytes;
      },
    );
    await assert.rejects(
      run,
      (error) => isFailure(error, 'disk-full') && error.message.includes('MB are free'),
    );
    assert.equal(received, 0);
  });

  it("fails if the folder's path is a file", async () => {
    await writeFile(join(folder.path, 'no folder'), '');
    await assert.rejects(
      download({ target: join(folder.path, 'no folder', 'model.gguf') }),
      (error) => isFailure(error, 'folder-missing') && error.message.includes('model.gguf'),
    );
  });

  it('lets one window at a time write a file', async () => {
    const holder = fork(
      join(import.meta.dirname, '../../support/children/partHolder.ts'),
      [target],
      {
        execArgv: [],
      },
    );
    await once(holder, 'message');
    await assertFailsAndLeavesNothing(download(), 'download-failed');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await download();
    await assertWhole();
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
