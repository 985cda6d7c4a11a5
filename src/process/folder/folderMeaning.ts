import { setImmediate as nextTurn } from 'node:timers/promises';
import type { VectorSink } from '../../core/indexing/indexingPorts.ts';
import type { Embedder, EmbeddingServer } from '../../core/ports/textModels.ts';
import type { FolderStore, StoreReading } from '../../node/catalog/folderStore.ts';
import { FolderVectors } from '../../node/vectors/folderVectors.ts';
import type { Metric } from '../../core/settings/metric.ts';
import type { DenseIndex } from '../../node/catalog/storedFolderIndex.ts';

/** How many chunk ids one step of counting covers. */
const countedAtOnce = 5000;

export interface FolderMeaningOptions {
  readonly store: FolderStore;
  readonly metric: () => Metric;
  readonly embedder: () => Promise<Embedder | null>;
  readonly setMeta: (key: string, value: string) => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * Meaning search in one folder: the vector index of the model in use, and how many chunks it
 * covers.
 */
export class FolderMeaning implements VectorSink {
  readonly #options: FolderMeaningOptions;
  #opening: Promise<FolderVectors | null> | undefined;
  #opened:
    | {
        readonly vectors: FolderVectors;
        readonly modelSha256: string;
        readonly dimensions: number;
        readonly server: EmbeddingServer | null;
        readonly metric: Metric;
        readonly reading: StoreReading;
      }
    | undefined;
  #embeddedChunks = 0;

  constructor(options: FolderMeaningOptions) {
    this.#options = options;
  }

  get dense(): DenseIndex | null {
    if (this.#opened === undefined) return null;
    const { index } = this.#opened.vectors;
    return {
      vectors: index,
      size: index.size,
      modelSha256: this.#opened.modelSha256,
      metric: this.#opened.metric,
    };
  }

  /** Whether a search compares every vector, because hnswlib does not load here. */
  get comparesAll(): boolean {
    return this.#opened?.vectors.comparesAll ?? false;
  }

  get modelSha256(): string | null {
    return this.#opened?.modelSha256 ?? null;
  }

  /** The server that embeds; null for a model of this machine, and without a model. */
  get server(): EmbeddingServer | null {
    return this.#opened?.server ?? null;
  }

  /** Bytes of the stored vectors in the catalog, without the vector index file. */
  get storedBytes(): number {
    return this.#opened === undefined
      ? 0
      : this.#opened.vectors.index.size * this.#opened.dimensions * Float32Array.BYTES_PER_ELEMENT;
  }

  get embeddedChunks(): number {
    return this.#embeddedChunks;
  }

  /**
   * The number of chunks in these files and folders (ending in `/`) that have an embedding by the
   * model in use.
   */
  embeddedIn(paths: readonly string[]): Promise<number> {
    if (this.#opened === undefined) return Promise.resolve(0);
    const { reading, modelSha256 } = this.#opened;
    return reading.catalog.countEmbeddedIn(modelSha256, paths);
  }

  /** Adds chunks that have just been embedded to the count. */
  count(chunks: number): void {
    this.#embeddedChunks += chunks;
  }

  /**
   * Opens the vector index, or adds what another process has stored since.
   * @returns null without a model or without an index.
   */
  async open(): Promise<FolderVectors | null> {
    this.#opening = (this.#opening ?? Promise.resolve(null))
      .catch(() => null)
      .then(() => this.#open());
    return this.#opening;
  }

  add(id: number, vector: Float32Array): void {
    this.#opened?.vectors.add(id, vector);
  }

  async settle(): Promise<void> {
    await (await this.open())?.settle();
  }

  /** Counts the embedded chunks again, in steps. */
  async recount(): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined) return;
    const {
      reading: { catalog },
      modelSha256,
    } = opened;
    const last = await catalog.lastChunkId();
    let chunks = 0;
    for (let id = 1; id <= last; id += countedAtOnce) {
      if (this.#opened !== opened) return;
      chunks += await catalog.countEmbedded(modelSha256, id, id + countedAtOnce - 1);
      await nextTurn();
    }
    this.#embeddedChunks = chunks;
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.vectors.close();
  }

  async #open(): Promise<FolderVectors | null> {
    const { store, embedder: load, log, setMeta } = this.#options;
    const metric = this.#options.metric();
    const { reading } = store;
    if (reading === undefined) return null;
    const embedder = await load();
    if (embedder === null) return null;
    const { modelSha256, dimensions, server = null } = embedder;
    const opened = this.#opened;
    if (
      opened?.modelSha256 === modelSha256 &&
      opened.metric === metric &&
      opened.reading === reading
    ) {
      await opened.vectors.follow();
      return opened.vectors;
    }
    await this.close();
    const vectors = await FolderVectors.open({
      directory: store.directory,
      catalog: reading.catalog,
      modelSha256,
      dimensions,
      metric,
      canWrite: () => store.isWriter,
      setMeta,
      log,
    });
    this.#opened = { vectors, modelSha256, dimensions, server, metric, reading };
    await this.recount();
    return vectors;
  }
}
