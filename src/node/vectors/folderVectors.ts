import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Failure } from '../../core/errors.ts';
import type { VectorSink } from '../../core/indexing/indexingPorts.ts';
import type { CatalogReads } from '../../core/indexing/catalogReads.ts';
import { ExactVectorIndex } from './exactVectorIndex.ts';
import { HnswVectorIndex } from './hnswVectorIndex.ts';
import { IdSet } from './idSet.ts';
import type { Metric } from '../../core/settings/metric.ts';
import { wording } from '../../core/texts/wording.ts';
import type { LiveVectorIndex } from './liveVectorIndex.ts';
import { matchesStamp, parseStamp, writeVectorIndex } from './vectorIndexFile.ts';
import type { VectorIndexStamp } from './vectorIndexFile.ts';

/** Key in the catalog of the vector index file's stamp. */
const stampKey = 'vectorIndex';
/** Milliseconds of adding between two turns of the event loop. */
const sliceMs = 10;
/** How many stored vectors are read at once. */
const readAtOnce = 64;
/**
 * Up to this many missing vectors are added before the first question is answered. More are added
 * in the background.
 */
const caughtUpAtOnce = 500;
/**
 * The file is rewritten when it lacks this many vectors. Fewer are quickly added from the catalog.
 */
const behindLimit = 500;
const tombstoneShare = 0.2;

export interface FolderVectorsOptions {
  readonly directory: string;
  readonly catalog: Pick<CatalogReads, 'meta' | 'dataVersion' | 'embeddingIds' | 'vectors'>;
  readonly modelSha256: string;
  readonly dimensions: number;
  readonly metric: Metric;
  /** Whether this process is the folder's writer. */
  readonly canWrite: () => boolean;
  /** Stores an entry in the catalog. */
  readonly setMeta: (key: string, value: string) => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * The vector index of one folder. It is derived from the stored embeddings and kept in step with
 * them. The writer also saves it to a file.
 */
export class FolderVectors implements VectorSink {
  readonly #options: FolderVectorsOptions;
  #index: LiveVectorIndex;
  /** Set while the file is being written; until then nothing may be added or removed. */
  #writing: Promise<unknown> | undefined;
  /** Vectors that arrived while the file was being written. */
  #delayed: [number, Float32Array][] = [];
  #behind = 0;
  #lastId = 0;
  #caughtUp: Promise<void> = Promise.resolve();
  #dataVersion = -1;
  #closed = false;

  private constructor(options: FolderVectorsOptions, index: LiveVectorIndex) {
    this.#options = options;
    this.#index = index;
  }

  /**
   * Opens the file if it is intact. Missing vectors are added from the catalog; if there are many,
   * this resolves before they are all in.
   */
  static async open(options: FolderVectorsOptions): Promise<FolderVectors> {
    const { catalog, modelSha256 } = options;
    const dataVersion = await catalog.dataVersion();
    const ids = await catalog.embeddingIds(modelSha256);
    const vectors = new FolderVectors(options, await openIndex(options, new IdSet(ids)));
    const missing = ids.filter((id) => !vectors.#index.has(id));
    vectors.#behind = missing.length;
    vectors.#lastId = ids.at(-1) ?? 0;
    vectors.#dataVersion = dataVersion;
    vectors.#catchUpLater(missing);
    if (missing.length <= caughtUpAtOnce) await vectors.#caughtUp;
    return vectors;
  }

  get index(): LiveVectorIndex {
    return this.#index;
  }

  /** Whether a search compares every vector, because hnswlib does not load here. */
  get comparesAll(): boolean {
    return this.#index instanceof ExactVectorIndex;
  }

  add(id: number, vector: Float32Array): void {
    if (this.#writing !== undefined) {
      this.#delayed.push([id, vector]);
      return;
    }
    this.#index.add(id, vector);
    this.#behind++;
    this.#lastId = Math.max(this.#lastId, id);
  }

  /** Removes what the catalog has removed, and rewrites the file if it lacks many vectors. */
  async settle(): Promise<void> {
    await this.#caughtUp;
    await this.#compare();
    if (this.#index.tombstones > tombstoneShare * this.#index.size) await this.#rebuild();
    if (this.#behind >= Math.min(behindLimit, Math.max(1, this.#index.size / 10)))
      await this.#write();
  }

  /**
   * Adds what another process, the writer, has stored since the last call. Cheap if nothing has
   * changed.
   */
  async follow(): Promise<void> {
    const dataVersion = await this.#options.catalog.dataVersion();
    if (dataVersion === this.#dataVersion) return;
    this.#dataVersion = dataVersion;
    const news = await this.#options.catalog.embeddingIds(this.#options.modelSha256, this.#lastId);
    this.#lastId = Math.max(this.#lastId, news.at(-1) ?? 0);
    this.#catchUpLater(news);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#caughtUp.catch(() => undefined);
  }

  async #compare(): Promise<void> {
    // Listed before the catalog is read: what is added meanwhile is stored, but not in that answer.
    const indexed = new IdSet(this.#index.ids());
    const ids = await this.#options.catalog.embeddingIds(this.#options.modelSha256);
    const stored = new IdSet(ids);
    for (const id of indexed) if (!stored.has(id)) this.#index.remove(id);
    await this.#catchUp(ids.filter((id) => !this.#index.has(id)));
  }

  async #rebuild(): Promise<void> {
    const { log, directory, metric, dimensions, catalog, modelSha256 } = this.#options;
    const rebuilt = newIndex(metric, dimensions, log);
    log(
      `The vector index in ${directory} is rebuilt: ${this.#index.tombstones} of its entries ` +
        'are gone.',
    );
    // In the meantime more texts are embedded; they go to the index that is still in use.
    let last = 0;
    for (let ids = await catalog.embeddingIds(modelSha256); ids.length > 0;) {
      await this.#addStored(rebuilt, ids);
      last = ids.at(-1) ?? last;
      ids = await catalog.embeddingIds(modelSha256, last);
    }
    this.#index = rebuilt;
    this.#lastId = Math.max(this.#lastId, last);
    this.#behind = rebuilt.size;
    // What was embedded during the last read went to the former index.
    await this.#catchUp(await catalog.embeddingIds(modelSha256, last));
  }

  /** In the background. If it fails, the next `settle` fails as well. */
  #catchUpLater(ids: readonly number[]): void {
    this.#caughtUp = this.#caughtUp.then(() => this.#catchUp(ids));
    this.#caughtUp.catch((error: unknown) => {
      this.#options.log(`Vectors in ${this.#options.directory} cannot be read: ${String(error)}`);
    });
  }

  async #catchUp(ids: readonly number[]): Promise<void> {
    await this.#addStored(this.#index, ids);
  }

  async #addStored(index: LiveVectorIndex, ids: readonly number[]): Promise<void> {
    const { directory, dimensions } = this.#options;
    let startMs = performance.now();
    for (let i = 0; i < ids.length && !this.#closed; i += readAtOnce) {
      for (const [id, vector] of await this.#options.catalog.vectors(
        ids.slice(i, i + readAtOnce),
      )) {
        if (performance.now() - startMs > sliceMs) {
          await nextTurn();
          startMs = performance.now();
        }
        if (vector.length !== dimensions)
          throw new Failure(
            'index-unreadable',
            wording(
              'The index in {directory} contains a vector of {count} numbers instead of {dimensions}.',
              { directory, count: vector.length, dimensions },
            ),
          );
        while (this.#writing !== undefined) await this.#writing;
        index.add(id, vector);
      }
    }
  }

  async #write(): Promise<void> {
    const { directory, catalog, modelSha256, metric, setMeta, canWrite } = this.#options;
    if (!canWrite()) return;
    const former = parseStamp(await catalog.meta(stampKey));
    const { writable } = this.#index;
    if (writable === null || this.#closed) return;
    const generation = Number(/\d+/.exec(former?.file ?? '0')?.[0]) + 1;
    const writing = writeVectorIndex(directory, writable, {
      generation,
      modelSha256,
      metric,
    });
    this.#writing = writing.catch(() => undefined);
    let stamp: VectorIndexStamp;
    try {
      stamp = await writing;
      this.#behind = 0;
    } finally {
      this.#writing = undefined;
      for (const [id, vector] of this.#delayed.splice(0)) this.add(id, vector);
    }
    await setMeta(stampKey, JSON.stringify(stamp));
    await removeOthers(directory, stamp.file);
  }
}

async function openIndex(
  { directory, catalog, modelSha256, metric, dimensions, log }: FolderVectorsOptions,
  live: IdSet,
): Promise<LiveVectorIndex> {
  const stamp = parseStamp(await catalog.meta(stampKey));
  if (stamp?.modelSha256 === modelSha256 && stamp.metric === metric) {
    if (await matchesStamp(directory, stamp)) {
      try {
        const index = await HnswVectorIndex.read(
          join(directory, stamp.file),
          metric,
          dimensions,
          live,
        );
        if (index.tombstones <= tombstoneShare * index.size) return index;
      } catch (error) {
        log(`The vector index ${stamp.file} could not be read and is rebuilt: ${String(error)}`);
      }
    } else log(`The vector index ${stamp.file} in ${directory} is damaged or gone and is rebuilt.`);
  }
  return newIndex(metric, dimensions, log);
}

function newIndex(
  metric: Metric,
  dimensions: number,
  log: (line: string) => void,
): LiveVectorIndex {
  try {
    return HnswVectorIndex.create(metric, dimensions);
  } catch (error) {
    log(`hnswlib does not load here, so every vector is compared: ${String(error)}`);
    return new ExactVectorIndex(metric);
  }
}

async function removeOthers(directory: string, kept: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith('vectors-') && name !== kept)
      await rm(join(directory, name), { force: true });
  }
}
