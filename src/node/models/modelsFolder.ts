import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { ModelFile, ModelKind } from '../../core/models.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { wording } from '../../core/texts/wording.ts';
import {
  embeddingModelOf,
  embeddingModelPath,
  embeddingModels,
  tokenizerPath,
} from '../embedding/embeddingModels.ts';
import type { EmbeddingModel } from '../embedding/embeddingModels.ts';
import type { FetchableModel } from './catalogModel.ts';
import { detectorPaths } from './detectorModels.ts';
import { findChatModel, findEmbeddingModel, inspectAll, minContext } from './findModels.ts';
import type { InspectedModels, UnusableFile } from './findModels.ts';
import { InspectionMemo } from './inspectionMemo.ts';

export interface ModelsFolderOptions {
  /** Called each time, so that changes take effect. */
  readonly settings: () => Pick<Settings, 'models' | 'chatModel' | 'index' | 'answer'>;
  /** Absolute path of the folder to use if `models.folder` is empty. */
  readonly usualFolder: string;
}

/** The folder of models that the settings name: what is in it, what is in use, what goes where. */
export class ModelsFolder {
  readonly #options: ModelsFolderOptions;
  readonly #inspections = new InspectionMemo(minContext);

  constructor(options: ModelsFolderOptions) {
    this.#options = options;
  }

  /** Absolute path. */
  get path(): string {
    return resolve(this.#options.settings().models.folder || this.#options.usualFolder);
  }

  /** The embedding model that the settings choose, whether or not its file is there. */
  get embeddingModel(): EmbeddingModel {
    return embeddingModelOf(this.#options.settings().index.embeddingModel);
  }

  /** The file in use; null if there is none. */
  async find(kind: ModelKind): Promise<ModelFile | null> {
    if (kind === 'embedding') return findEmbeddingModel(this.path, this.embeddingModel);
    return findChatModel(this.path, this.#options.settings().chatModel.path, (path) =>
      this.#inspections.inspect(path),
    );
  }

  /**
   * Absolute paths of the files in use. None is while a server does the same. A detector may be
   * named by its folder.
   */
  async pathsInUse(): Promise<ReadonlySet<string>> {
    const { chatModel, index, answer } = this.#options.settings();
    const embedding = embeddingModelPath(this.path, this.embeddingModel);
    const chat = chatModel.server === '' ? await this.find('chat').catch(() => null) : null;
    return new Set([
      ...(index.embeddingServer === '' ? [embedding] : []),
      ...(chat === null ? [] : [chat.path]),
      ...(answer.detector === '' ? [] : detectorPaths(resolve(answer.detector))),
    ]);
  }

  /** All chat models, and the files that cannot be used. */
  async chatModels(): Promise<InspectedModels> {
    const { models, unusable } = await inspectAll(this.path, (path) =>
      this.#inspections.inspect(path),
    );
    return { models, unusable: [...unusable, ...(await this.#missing())] };
  }

  /** The embedding models whose file is there. */
  async embeddingFiles(): Promise<readonly ModelFile[]> {
    const files = await Promise.all(
      embeddingModels.map((model) => findEmbeddingModel(this.path, model)),
    );
    return files.filter((file) => file !== null);
  }

  /** The tokenizer that belongs to the embedding model at `path`, as a list of at most one. */
  tokenizersOf(path: string): readonly string[] {
    const model = embeddingModels.find((one) => embeddingModelPath(this.path, one) === path);
    const tokenizer = model === undefined ? null : tokenizerPath(this.path, model);
    return tokenizer === null ? [] : [tokenizer];
  }

  /** Absolute path of a model's file, once it is downloaded. */
  placeOf({ kind, repository, file, sha256 }: FetchableModel): string {
    if (kind === 'embedding') return join(this.path, repository, file);
    return sha256 === null
      ? join(this.path, repository, ...file.split('/'))
      : join(this.path, basename(file));
  }

  /** The model that the setting names, if the file does not exist. */
  async #missing(): Promise<readonly UnusableFile[]> {
    const { path } = this.#options.settings().chatModel;
    if (path === '' || (await stat(resolve(path)).catch(() => null)) !== null) return [];
    const problem = wording(
      'the setting askWorkspace.chatModel.path names it, but it does not exist',
    );
    return [{ path: resolve(path), bytes: 0, problem }];
  }
}
