import { rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Cancellation, FileState } from '../../core/ports.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type {
  DownloadProgress,
  KeptModel,
  KnownModel,
  ModelFile,
  ModelFiles,
  ModelIdentity,
  ModelKind,
  ModelOffer,
} from '../../core/models.ts';
import { toSignal } from '../children/toSignal.ts';
import { catalogMemory } from './catalogMemory.ts';
import { downloadFile } from './downloadFile.ts';
import { fileFailure } from './fileFailure.ts';
import {
  embeddingModelOf,
  embeddingModelPath,
  embeddingModels,
} from '../embedding/embeddingModels.ts';
import type { EmbeddingModel } from '../embedding/embeddingModels.ts';
import {
  findChatModel,
  findEmbeddingModel,
  inspectAll,
  leastContext,
  toModelFile,
  unsuitableBecause,
} from './findModels.ts';
import { checkChatModel, copyModel, findOnnxFile } from './importModel.ts';
import { InspectionMemo } from './inspectionMemo.ts';
import { findCatalogModel, defaultChatModel, modelCatalog } from './modelCatalog.ts';
import type { CatalogModel, FetchableModel } from './catalogModel.ts';
import type { ModelRecords } from './modelRecords.ts';
import { throttled } from './progressThrottle.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';

type OnProgress = (progress: DownloadProgress) => void;

export interface LocalModelFilesOptions {
  /** Asked each time, so that changes take effect. */
  readonly settings: () => Pick<Settings, 'models' | 'chatModel' | 'index'>;
  /** Absolute path of the folder where `models.folder` is empty. */
  readonly usualFolder: string;
  readonly records: ModelRecords;
  /** Free bytes on the disk of a folder; the system's answer where it is left out. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** The models in one folder of this machine. */
export class LocalModelFiles implements ModelFiles {
  readonly #options: LocalModelFilesOptions;
  readonly #inspections = new InspectionMemo(leastContext);

  constructor(options: LocalModelFilesOptions) {
    this.#options = options;
  }

  get folder(): string {
    return resolve(this.#options.settings().models.folder || this.#options.usualFolder);
  }

  async find(kind: ModelKind): Promise<ModelFile | null> {
    if (kind === 'embedding') return findEmbeddingModel(this.folder, this.#embeddingModel);
    return findChatModel(this.folder, this.#options.settings().chatModel.path, (path) =>
      this.#inspections.inspect(path),
    );
  }

  offer(kind: ModelKind): ModelOffer {
    return this.#toKnown(this.#offered(kind));
  }

  catalog(): readonly KnownModel[] {
    return modelCatalog.map((model) => this.#toKnown(model));
  }

  async download(
    kind: ModelKind,
    onProgress: OnProgress,
    cancellation: Cancellation,
    id?: string,
  ): Promise<ModelFile> {
    const model = id === undefined ? this.#offered(kind) : findCatalogModel(id);
    const target = this.#placeOf(model);
    const knownSha256 = model.sha256 ?? (await this.#options.records.last(target))?.sha256 ?? null;
    const { bytes, sha256 } = await downloadFile(
      { url: this.#urlOf(model), target, bytes: model.bytes, sha256: knownSha256 },
      { fetch: globalThis.fetch, ...this.#freeBytes() },
      onProgress,
      cancellation,
    );
    await this.#options.records.write(target, sha256, 'downloaded');
    return {
      kind: model.kind,
      name: model.kind === 'chat' ? basename(target, '.gguf') : model.name,
      path: target,
      bytes,
    };
  }

  async import(
    kind: ModelKind,
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<ModelFile> {
    const embedding = this.#embeddingModel;
    const source = kind === 'chat' ? resolve(path) : await findOnnxFile(resolve(path), embedding);
    if (kind === 'chat') await checkChatModel(source);
    const target =
      kind === 'chat'
        ? join(this.folder, basename(source))
        : embeddingModelPath(this.folder, embedding);
    const sha256 =
      source === target
        ? await this.#hash(source, onProgress, cancellation)
        : await copyModel(
            { source, target, freeBytes: this.#options.freeBytes },
            onProgress,
            cancellation,
          );
    const { bytes } = await this.#options.records.write(target, sha256, 'imported');
    return {
      kind,
      name: kind === 'chat' ? basename(target, '.gguf') : embedding.name,
      path: target,
      bytes,
    };
  }

  async list(): Promise<readonly KeptModel[]> {
    const chat = await inspectAll(this.folder, (path) => this.#inspections.inspect(path));
    const embedding = (
      await Promise.all(embeddingModels.map((model) => findEmbeddingModel(this.folder, model)))
    ).filter((file) => file !== null);
    const inUse = new Set([
      (await this.find('chat').catch(() => null))?.path,
      embeddingModelPath(this.folder, this.#embeddingModel),
    ]);
    const files = [
      ...chat.map((model) => ({ file: toModelFile(model), problem: unsuitableBecause(model) })),
      ...embedding.map((file) => ({ file, problem: null })),
    ];
    const models = await Promise.all(
      files.map(async ({ file, problem }): Promise<KeptModel> => {
        const record = await this.#options.records.read(file.path);
        const sha256 = record?.sha256 ?? null;
        return {
          ...file,
          problem,
          inUse: inUse.has(file.path),
          sha256,
          isKnown: modelCatalog.some((model) => model.sha256 === sha256),
          origin: record?.origin ?? 'found',
          lastUsedMs: record?.lastUsedMs ?? null,
        };
      }),
    );
    return models.sort((a, b) => b.bytes - a.bytes);
  }

  async verify(path: string, onProgress: OnProgress, cancellation: Cancellation): Promise<string> {
    const { records } = this.#options;
    const record = await records.read(path);
    const expected =
      record?.sha256 ?? modelCatalog.find((model) => this.#placeOf(model) === path)?.sha256 ?? null;
    const sha256 = await this.#hash(path, onProgress, cancellation);
    if (expected !== null && sha256 !== expected) {
      throw new Failure(
        'checksum-mismatch',
        `${path} has changed or is damaged: its sha256 is ${sha256} instead of ${expected}.`,
      );
    }
    if (record === null) await records.write(path, sha256, 'found');
    return sha256;
  }

  async identify(path: string, { bytes, modifiedMs }: FileState): Promise<ModelIdentity> {
    const [record, now] = await Promise.all([
      this.#options.records.last(path),
      stat(path).catch(() => null),
    ]);
    const isRecorded = record?.bytes === bytes && record.modifiedMs === modifiedMs;
    return {
      sha256: isRecorded ? record.sha256 : null,
      isThere: now?.size === bytes && now.mtimeMs === modifiedMs,
    };
  }

  async delete(path: string): Promise<void> {
    if (!(await this.list()).some((model) => model.path === path))
      throw new Failure('model-missing', `${path} is no model in ${this.folder}.`);
    await rm(path).catch((error: unknown) => {
      throw fileFailure(error, path);
    });
    await this.#options.records.forget(path);
  }

  /** Remembers that a model was used, and its checksum where that is not known yet. */
  async noteUse(path: string, cancellation: Cancellation): Promise<void> {
    const { records } = this.#options;
    const record = await records.read(path);
    const sha256 = record?.sha256 ?? (await this.#hash(path, () => undefined, cancellation));
    await records.write(path, sha256, record?.origin ?? 'found', Date.now());
  }

  get #embeddingModel(): EmbeddingModel {
    return embeddingModelOf(this.#options.settings().index.embeddingModel);
  }

  #offered(kind: ModelKind): CatalogModel {
    return kind === 'chat' ? defaultChatModel : this.#embeddingModel;
  }

  #placeOf({ kind, repository, file, sha256 }: FetchableModel): string {
    if (kind === 'embedding') return join(this.folder, repository, file);
    return sha256 === null
      ? join(this.folder, repository, basename(file))
      : join(this.folder, basename(file));
  }

  #urlOf({ repository, file }: FetchableModel): string {
    const { endpoint } = this.#options.settings().models;
    const url = URL.parse(`${endpoint.replace(/\/+$/, '')}/${repository}/resolve/main/${file}`);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      throw new Failure(
        'invalid-setting',
        `The setting askWorkspace.models.endpoint is ${JSON.stringify(endpoint)}; it must be an https address.`,
      );
    }
    return url.href;
  }

  #toKnown(model: CatalogModel): KnownModel {
    const { id, kind, name, bytes, licence, parameters, contextLength, faster } = model;
    const memoryBytes = catalogMemory(model, this.#options.settings().chatModel.contextSize);
    return {
      id,
      kind,
      name,
      bytes,
      licence,
      parameters,
      contextLength,
      faster,
      memoryBytes,
      freeMemoryBytes: process.availableMemory(),
    };
  }

  async #hash(path: string, onProgress: OnProgress, cancellation: Cancellation): Promise<string> {
    const signal = toSignal(cancellation);
    const tell = throttled(onProgress);
    const totalBytes = await fileBytes(path);
    try {
      return await sha256OfFile(
        path,
        (receivedBytes) => {
          tell({ phase: 'verifying', receivedBytes, totalBytes });
        },
        signal,
      );
    } catch (error) {
      throw signal.aborted
        ? new Failure('cancelled', `Checking ${basename(path)} was stopped.`)
        : error;
    }
  }

  #freeBytes(): Pick<LocalModelFilesOptions, 'freeBytes'> {
    const { freeBytes } = this.#options;
    return freeBytes === undefined ? {} : { freeBytes };
  }
}

async function fileBytes(path: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Failure('model-missing', `${path} is not there.`);
  return found.size;
}
