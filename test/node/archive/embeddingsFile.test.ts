import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isFailure } from '../../../src/core/errors.ts';
import {
  readEmbeddingsFile,
  verifyEmbeddingsFile,
  writeEmbeddingsFile,
} from '../../../src/node/archive/embeddingsFile.ts';
import type { ArchivedEmbedding } from '../../../src/node/archive/embeddingsFile.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

const model = 'a'.repeat(64);
const never = new AbortController().signal;

function made(count: number): ArchivedEmbedding[] {
  return Array.from({ length: count }, (_, index) => ({
    content: Buffer.from(String(index).padStart(16, '0')),
    vector: Buffer.from(new Float32Array([index, -index, 0.5]).buffer),
  }));
}

const headerOf = (count: number) => ({ model, contentBytes: 16, vectorBytes: 12, count });

describe('a file of embeddings', () => {
  let folder: ReturnType<typeof throwAwayFolder>;
  let file: string;
  beforeEach(() => {
    folder = throwAwayFolder('embeddings-file');
    file = join(folder.path, 'index.embeddings');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  async function readAll(): Promise<ArchivedEmbedding[]> {
    const all: ArchivedEmbedding[] = [];
    for await (const { embeddings } of readEmbeddingsFile(file, never)) all.push(...embeddings);
    return all;
  }

  it('gives back what was written, whatever their number', async () => {
    for (const count of [0, 1, 199, 200, 201, 1000]) {
      await writeEmbeddingsFile(file, headerOf(count), made(count), never);
      assert.deepEqual(await verifyEmbeddingsFile(file, never), headerOf(count));
      assert.deepEqual(
        (await readAll()).map(({ content, vector }) => [
          Buffer.from(content).toString(),
          Buffer.from(vector).toString('hex'),
        ]),
        made(count).map(({ content, vector }) => [
          Buffer.from(content).toString(),
          Buffer.from(vector).toString('hex'),
        ]),
      );
    }
  });

  it('says whether its chunks were read without the punctuation of code', async () => {
    const header = { ...headerOf(1), model: `${model}/prose` };
    await writeEmbeddingsFile(file, header, made(1), never);
    assert.deepEqual(await verifyEmbeddingsFile(file, never), header);
  });

  it('has the same bytes each time it is written', async () => {
    await writeEmbeddingsFile(file, headerOf(50), made(50), never);
    const first = readFileSync(file);
    await writeEmbeddingsFile(file, headerOf(50), made(50), never);
    assert(first.equals(readFileSync(file)));
  });

  it('is refused when any of its bytes is changed', async () => {
    await writeEmbeddingsFile(file, headerOf(20), made(20), never);
    const whole = gunzipSync(readFileSync(file));
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const other = Buffer.from(whole);
          other[at] = (other[at] ?? 0) ^ change;
          writeFileSync(file, gzipSync(other));
          await assert.rejects(verifyEmbeddingsFile(file, never), (error) =>
            isFailure(error, 'index-unreadable'),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused when it is cut, prolonged or something else', async () => {
    await writeEmbeddingsFile(file, headerOf(20), made(20), never);
    const packed = readFileSync(file);
    const whole = gunzipSync(packed);
    const wrong = {
      'cut inside the compressed bytes': packed.subarray(0, packed.length / 2),
      'cut before compressing': gzipSync(whole.subarray(0, whole.length - 40)),
      prolonged: gzipSync(Buffer.concat([whole, Buffer.from('more')])),
      'a web page': Buffer.from('<html>not found</html>'),
      empty: Buffer.alloc(0),
      'another archive': gzipSync(Buffer.from('a'.repeat(100_000))),
    };
    for (const [kind, bytes] of Object.entries(wrong)) {
      writeFileSync(file, bytes);
      await assert.rejects(
        verifyEmbeddingsFile(file, never),
        (error) => isFailure(error, 'index-unreadable') && error.message.includes(file),
        kind,
      );
    }
  });

  it('is refused, by name, when it is not there', async () => {
    await assert.rejects(verifyEmbeddingsFile(file, never), /index\.embeddings cannot be read/);
  });

  it('leaves nothing behind when writing it is stopped or fails', async () => {
    const stopping = new AbortController();
    function* stopped(): Generator<ArchivedEmbedding> {
      yield* made(10);
      stopping.abort();
      yield* made(10);
    }
    await assert.rejects(
      writeEmbeddingsFile(file, headerOf(20), stopped(), stopping.signal),
      (error) => isFailure(error, 'cancelled'),
    );
    assert.deepEqual(readdirSync(folder.path), []);
    await assert.rejects(
      writeEmbeddingsFile(join(folder.path, 'none', 'x'), headerOf(1), made(1), never),
      (error) => isFailure(error, 'folder-read-only'),
    );
  });
});
