import { availableParallelism } from 'node:os';
import { isFailure } from '../core/errors.ts';
import type { NamedEmbedder } from '../core/retrieval/quality/compareEmbedders.ts';
import { embeddingModelOf, embeddingModels } from '../node/embedding/embeddingModels.ts';
import type { EmbeddingModel } from '../node/embedding/embeddingModels.ts';
import { OnnxEmbedder } from '../node/embedding/onnxEmbedder.ts';
import type { ConfigureParams } from '../core/indexing/folderState.ts';
import type { EmbedderSource } from './embedderSource.ts';

/**
 * The embedding models on this machine. Loads the one in the settings on first use. Without it,
 * each call looks again, so a model that arrives later is found.
 */
export class LocalEmbedders implements EmbedderSource {
  readonly host = null;
  readonly #modelsFolder: string;
  readonly #model: EmbeddingModel;
  readonly #threads: number;
  #loaded: Promise<OnnxEmbedder | null> | undefined;

  constructor({
    modelsFolder,
    settings: { threads, embeddingModel },
  }: Pick<ConfigureParams, 'modelsFolder' | 'settings'>) {
    this.#modelsFolder = modelsFolder;
    this.#model = embeddingModelOf(embeddingModel);
    this.#threads = threadsOf(threads);
  }

  get name(): string {
    return this.#model.name;
  }

  async withOthers(use: (model: NamedEmbedder) => Promise<void>): Promise<void> {
    await this.#withEach(
      embeddingModels.filter((other) => other !== this.#model),
      use,
    );
  }

  /** As `withOthers`, for all installed models. */
  async withAll(use: (model: NamedEmbedder) => Promise<void>): Promise<void> {
    await this.#withEach(embeddingModels, use);
  }

  async #withEach(
    models: readonly EmbeddingModel[],
    use: (model: NamedEmbedder) => Promise<void>,
  ): Promise<void> {
    for (const model of models) {
      const embedder = await OnnxEmbedder.load(this.#modelsFolder, model, this.#threads).catch(
        (error: unknown) => {
          if (isFailure(error, 'model-corrupt')) return null;
          throw error;
        },
      );
      if (embedder === null) continue;
      try {
        await use({ name: model.name, embedder });
      } finally {
        await embedder.close();
      }
    }
  }

  equals(other: EmbedderSource): boolean {
    return (
      other instanceof LocalEmbedders &&
      this.#modelsFolder === other.#modelsFolder &&
      this.#model === other.#model &&
      this.#threads === other.#threads
    );
  }

  /** @throws Failure `model-corrupt`. */
  async get(): Promise<OnnxEmbedder | null> {
    this.#loaded ??= OnnxEmbedder.load(this.#modelsFolder, this.#model, this.#threads);
    const loading = this.#loaded;
    const keep = await loading.then(
      (embedder) => embedder !== null,
      () => false,
    );
    if (!keep && this.#loaded === loading) this.#loaded = undefined;
    return loading;
  }
}

/** @param configured `index.threads`; 0 for as many as are polite. */
export function threadsOf(configured: number): number {
  return configured > 0 ? configured : politeThreads();
}

/**
 * Half of the cores, but two if there are two. The second core makes an idle machine a third faster
 * and, because the process is niced, takes nothing from a busy one.
 */
function politeThreads(): number {
  const cores = availableParallelism();
  return Math.max(Math.min(2, cores), Math.floor(cores / 2));
}
