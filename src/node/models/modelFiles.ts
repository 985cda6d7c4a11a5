import { resolve } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Settings } from '../../core/settings.ts';
import type { ModelFile, ModelFiles, ModelKind, ModelOffer } from '../../protocol/engine.ts';
import { userModelsFolder } from '../userFolders.ts';
import { findChatModel, findEmbeddingModel } from './findModels.ts';
import { defaultChatModel, embeddingModel } from './modelCatalog.ts';

/** The models in one folder of this machine. */
export class LocalModelFiles implements ModelFiles {
  readonly #settings: () => Pick<Settings, 'models' | 'chatModel'>;

  /** @param settings asked each time, so that changes take effect. */
  constructor(settings: () => Pick<Settings, 'models' | 'chatModel'>) {
    this.#settings = settings;
  }

  get folder(): string {
    return resolve(this.#settings().models.folder || userModelsFolder());
  }

  async find(kind: ModelKind): Promise<ModelFile | null> {
    return kind === 'embedding' ? findEmbeddingModel(this.folder) : findChatModel(this.folder, this.#settings().chatModel.path);
  }

  offer(kind: ModelKind): ModelOffer {
    const { name, bytes } = kind === 'chat' ? defaultChatModel : embeddingModel;
    return { kind, name, bytes, memoryBytes: bytes, freeMemoryBytes: process.availableMemory() };
  }

  download(): Promise<ModelFile> {
    return Promise.reject(new Failure('download-failed', 'Models cannot be downloaded yet.'));
  }

  import(): Promise<ModelFile> {
    return Promise.reject(new Failure('model-unsupported', 'Models cannot be imported yet.'));
  }
}
