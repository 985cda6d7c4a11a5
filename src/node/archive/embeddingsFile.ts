import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as v from 'valibot';
import { Failure, isFailure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/**
 * A file of embeddings by content, which another checkout of the same code can take in. Compressed
 * by gzip: one line of JSON (the header), then for each embedding the hash of the embedded text and
 * the vector, in the order of the hashes, then the SHA-256 of all of that. The same embeddings give
 * the same bytes (with the same zlib).
 */
const headerShape = v.strictObject({
  format: v.literal('ask-workspace-embeddings'),
  version: v.literal(1),
  /** What made the embeddings, as in `Embedder.modelSha256`. */
  model: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}(\/prose)?$/)),
  contentBytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
  vectorBytes: v.pipe(v.number(), v.integer(), v.minValue(4), v.maxValue(65_536)),
  count: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

export type EmbeddingsHeader = Omit<v.InferOutput<typeof headerShape>, 'format' | 'version'>;

/** An embedding as raw bytes: the hash of its text, and its vector of little-endian floats. */
export interface ArchivedEmbedding {
  readonly content: Uint8Array;
  readonly vector: Uint8Array;
}

const maxHeaderBytes = 4096;
const sumBytes = 32;
/** How many embeddings are handed on at once. */
const batchSize = 200;

/**
 * Writes the file beside its final name, then renames it.
 * @param embeddings `header.count` of them, sorted by content.
 * @throws Failure `disk-full` or `folder-read-only`; `cancelled`.
 */
export async function writeEmbeddingsFile(
  file: string,
  header: EmbeddingsHeader,
  embeddings: Iterable<ArchivedEmbedding>,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = `${file}.part`;
  try {
    await pipeline(
      Readable.from(pieces(header, embeddings)),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600 }),
      { signal },
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw signal.aborted
      ? new Failure('cancelled', 'The export was stopped.')
      : writingFailure(error, file);
  }
}

function* pieces(
  header: EmbeddingsHeader,
  embeddings: Iterable<ArchivedEmbedding>,
): Generator<Uint8Array> {
  const sum = createHash('sha256');
  const counted = (bytes: Uint8Array): Uint8Array => {
    sum.update(bytes);
    return bytes;
  };
  const { model, contentBytes, vectorBytes, count } = header;
  const line = { format: 'ask-workspace-embeddings', version: 1, model, contentBytes };
  yield counted(Buffer.from(`${JSON.stringify({ ...line, vectorBytes, count })}\n`));
  for (const { content, vector } of embeddings) yield counted(Buffer.concat([content, vector]));
  yield sum.digest();
}

/**
 * Reads the file to its end without keeping anything: what `readEmbeddingsFile` gives afterwards is
 * complete and as it was written.
 * @throws Failure `index-unreadable` if it is of another kind, cut or damaged; `cancelled`.
 */
export async function verifyEmbeddingsFile(
  file: string,
  signal: AbortSignal,
): Promise<EmbeddingsHeader> {
  let verified: EmbeddingsHeader | undefined;
  for await (const { header } of readEmbeddingsFile(file, signal)) verified = header;
  if (verified === undefined) throw damaged(file, wording('it is empty'));
  return verified;
}

/**
 * Reads the file in batches; the last one may be empty. Whether the sum is right is known only at
 * the end.
 * @throws Failure `index-unreadable` if it is of another kind, cut or damaged; `cancelled`.
 */
export async function* readEmbeddingsFile(
  file: string,
  signal: AbortSignal,
): AsyncGenerator<{
  readonly header: EmbeddingsHeader;
  readonly embeddings: readonly ArchivedEmbedding[];
}> {
  const bytes = new ByteReader(unpacked(file, signal));
  try {
    const header = parseHeader(await bytes.line(maxHeaderBytes), file);
    const { contentBytes, vectorBytes, count } = header;
    for (let read = 0; read < count;) {
      const size = Math.min(batchSize, count - read);
      const batch = await bytes.take(size * (contentBytes + vectorBytes));
      yield { header, embeddings: split(batch, contentBytes, vectorBytes) };
      read += size;
    }
    const wanted = bytes.sum();
    const sum = await bytes.take(sumBytes);
    if (!wanted.equals(sum) || !(await bytes.isAtEnd()))
      throw damaged(file, wording('its checksum is wrong'));
    yield { header, embeddings: [] };
  } catch (error) {
    throw signal.aborted
      ? new Failure('cancelled', 'The import was stopped.')
      : readingFailure(error, file);
  }
}

function unpacked(file: string, signal: AbortSignal): AsyncIterable<Buffer> {
  const unzip = createGunzip();
  const reading = pipeline(createReadStream(file), unzip, { signal });
  reading.catch(() => undefined); // the reader of `unzip` gets the same error
  return unzip;
}

function split(batch: Buffer, contentBytes: number, vectorBytes: number): ArchivedEmbedding[] {
  const size = contentBytes + vectorBytes;
  return Array.from({ length: batch.length / size }, (_, index) => ({
    content: batch.subarray(index * size, index * size + contentBytes),
    vector: batch.subarray(index * size + contentBytes, (index + 1) * size),
  }));
}

/** Takes exact amounts of bytes from a stream and sums what was taken. */
class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  readonly #sum = createHash('sha256');
  #kept: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async line(maxBytes: number): Promise<string> {
    while (!this.#kept.includes(10))
      if (this.#kept.length > maxBytes || !(await this.#more())) throw new CutShort();
    return (await this.take(this.#kept.indexOf(10) + 1)).toString('utf8');
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#kept];
    let length = this.#kept.length;
    while (length < count) {
      const next = await this.#source.next();
      if (next.done === true) throw new CutShort();
      parts.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(parts);
    this.#kept = all.subarray(count);
    const taken = all.subarray(0, count);
    this.#sum.update(taken);
    return taken;
  }

  /** Of everything taken so far. */
  sum(): Buffer {
    return this.#sum.copy().digest();
  }

  async isAtEnd(): Promise<boolean> {
    return this.#kept.length === 0 && !(await this.#more());
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done === true) return false;
    this.#kept = Buffer.concat([this.#kept, next.value]);
    return true;
  }
}

class CutShort extends Error {}

function parseHeader(line: string, file: string): EmbeddingsHeader {
  try {
    const { model, contentBytes, vectorBytes, count } = v.parse(headerShape, JSON.parse(line));
    return { model, contentBytes, vectorBytes, count };
  } catch (cause) {
    throw new Failure(
      'index-unreadable',
      wording('{file} is not an exported index, or is one of a newer version.', { file }),
      { cause },
    );
  }
}

function damaged(file: string, why: Wording): Failure {
  return new Failure(
    'index-unreadable',
    wording('{file} is damaged: {why}. Export it again.', { file, why }),
  );
}

function readingFailure(error: unknown, file: string): unknown {
  if (isFailure(error)) return error;
  if (error instanceof CutShort) return damaged(file, wording('it ends too soon'));
  const code = codeOf(error);
  if (code.startsWith('Z_')) return damaged(file, wording('it cannot be unpacked'));
  return new Failure(
    'index-unreadable',
    wording('{file} cannot be read ({code}).', { file, code }),
    { cause: error },
  );
}

function writingFailure(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC')
    return new Failure('disk-full', wording('There is no room for {file}.', { file }));
  if (code === '') return error;
  return new Failure(
    'folder-read-only',
    wording('{file} cannot be written ({code}).', { file, code }),
    { cause: error },
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
