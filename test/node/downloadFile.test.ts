import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFailure } from '../../src/core/errors.ts';
import type { FailureReason } from '../../src/core/errors.ts';
import { downloadFile } from '../../src/node/models/downloadFile.ts';
import type { DownloadPorts, FileToDownload } from '../../src/node/models/downloadFile.ts';
import { PartFile } from '../../src/node/models/partFile.ts';
import type { DownloadProgress } from '../../src/core/models.ts';
import { RangeServer } from '../support/rangeServer.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import type { ThrowAwayFolder } from '../support/throwAwayFolder.ts';

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

  /** Cancels when half a million bytes have come. */
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

  it('downloads a file, checks it and gives it its name', async () => {
    assert.deepEqual(await download(), { bytes: content.length, sha256: sha256(content) });
    await assertWhole();
  });

  it('tells the bytes received, then verified, growing to the whole', async () => {
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

  it('takes a connection that is cut up again where it was', async () => {
    server.behaviour.cutAfterBytes = 1_000_000;
    await download();
    await assertWhole();
    assert(server.ranges.length >= 4, server.ranges.join());
    assert.match(server.ranges[1] ?? '', /^bytes=\d+-$/);
  });

  it('continues after it was cancelled, from the bytes that are there', async () => {
    await cancelOnTheWay();
    await download();
    await assertWhole();
    assert.match(server.ranges[1] ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('closes its connection when it is cancelled, also while nothing comes', async () => {
    server.behaviour.stallAfterBytes = 1_000_000;
    const closed = new Promise<void>((resolve) => {
      server.onClose = resolve;
    });
    await cancelOnTheWay();
    await closed;
  });

  it('stops at once when it was cancelled before', async () => {
    await assertFailsAndLeavesNothing(
      download({}, {}, () => undefined, AbortSignal.abort()),
      'cancelled',
    );
    assert.deepEqual(server.ranges, []);
  });

  it('begins anew when the file has changed between two requests', async () => {
    server.behaviour.content = other;
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      if (server.ranges.length === 2) server.behaviour.content = content;
    };
    await download();
    await assertWhole();
  });

  it('gives up a server whose file changes with each request', async () => {
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      server.behaviour.content = content.map((byte) => byte ^ server.ranges.length);
    };
    await assertFailsAndLeavesNothing(download(), 'download-failed');
    assert(server.ranges.length < 10, String(server.ranges.length));
  });

  it('notices a changed file without an ETag by its checksum, and then starts again', async () => {
    server.behaviour.etag = false;
    server.behaviour.cutAfterBytes = 1_000_000;
    server.onRequest = () => {
      server.behaviour.content = server.ranges.length === 1 ? other : content;
    };
    await assertFailsAndLeavesNothing(download(), 'checksum-mismatch');
    await download();
    await assertWhole();
  });

  it('begins anew where the server cannot send a part', async () => {
    await cancelOnTheWay();
    server.behaviour.ranges = false;
    await download();
    await assertWhole();
  });

  it('gives up a server that cannot send a part and always cuts', async () => {
    Object.assign(server.behaviour, { ranges: false, cutAfterBytes: 1_000_000 });
    await assertFailsAndLeavesNothing(download(), 'download-failed');
  });

  it('knows that all bytes are there already', async () => {
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

  it('takes no notice of a part from elsewhere', async () => {
    const part = await PartFile.open(target);
    await part.restart({ url: 'http://127.0.0.1:1/other', validator: null, totalBytes: null });
    await part.append(other.subarray(0, 1000));
    await part.close();
    await download();
    assert.deepEqual(server.ranges, ['']);
    await assertWhole();
  });

  it('refuses a file of another size before it takes any of it', async () => {
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

  it('fails where the server claims more than it sends', async () => {
    server.behaviour.claimedBytes = content.length + 1;
    await assertFailsAndLeavesNothing(download({ bytes: null, sha256: null }), 'download-failed');
  });

  it('fails where the server says no length and sends too much', async () => {
    server.behaviour.lengthless = true;
    await assertFailsAndLeavesNothing(download({ bytes: content.length - 1 }), 'download-failed');
  });

  it('takes a file of unknown size and checksum, and tells both', async () => {
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
    it(`fails where the server answers ${status}, naming it`, async () => {
      server.behaviour.status = status;
      await assert.rejects(
        download(),
        (error) => isFailure(error, 'download-failed') && error.message.includes(String(status)),
      );
    });
  }

  it('says that it is offline where nobody listens', async () => {
    await assertFailsAndLeavesNothing(
      download({ url: 'http://127.0.0.1:1/model.gguf' }),
      'offline',
    );
  });

  it('says that it is offline when nothing comes any more, and continues later', async () => {
    server.behaviour.stallAfterBytes = 1_500_000;
    await assertFailsAndLeavesNothing(download({}, { stallMs: 2000 }), 'offline');
    server.behaviour.stallAfterBytes = null;
    await download();
    await assertWhole();
    assert.match(server.ranges.at(-1) ?? '', /^bytes=[1-9]\d*-$/);
  });

  it('says that it is offline when a server takes the request and never answers', async () => {
    server.behaviour.silent = true;
    await assertFailsAndLeavesNothing(download({}, { stallMs: 500 }), 'offline');
  });

  it('has patience with a server that is slow but goes on, and tells how far it is', async () => {
    server.behaviour.pauseMs = 10; // 245 blocks: five times as long as nothing may come
    const received: number[] = [];
    await download({}, { stallMs: 500 }, ({ phase, receivedBytes }) => {
      if (phase === 'receiving') received.push(receivedBytes);
    });
    await assertWhole();
    assert.equal(server.ranges.length, 1);
    assert(received.length > 5 && received.length < 60, `told ${received.length} times`);
  });

  it('refuses before it takes any byte where the disk has no room', async () => {
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

  it('fails where a file is in the place of the folder', async () => {
    await writeFile(join(folder.path, 'no folder'), '');
    await assert.rejects(
      download({ target: join(folder.path, 'no folder', 'model.gguf') }),
      (error) => isFailure(error, 'folder-missing') && error.message.includes('model.gguf'),
    );
  });

  it('lets one window at a time write a file', async () => {
    const holder = fork(join(import.meta.dirname, '../support/children/partHolder.ts'), [target], {
      execArgv: [],
    });
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
