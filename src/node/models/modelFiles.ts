import { rm, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
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
import { ModelFileFailure } from '../gguf/modelFileFailure.ts';
import { partPaths } from '../gguf/ggufParts.ts';
import { toSignal } from '../children/toSignal.ts';
import { catalogMemory } from './catalogMemory.ts';
import { checkModelFile } from './checkModelFile.ts';
import { chosenModel } from './chosenModel.ts';
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
  minContext,
  toModelFile,
  unsuitableBecause,
} from './findModels.ts';
import type { UnusableFile } from './findModels.ts';
import { freeName } from './freeName.ts';
import { checkChatModel, copyModel, findOnnxFile } from './importModel.ts';
import { InspectionMemo } from './inspectionMemo.ts';
import { findCatalogModel, defaultChatModel, modelCatalog } from './modelCatalog.ts';
import type { CatalogModel, FetchableModel } from './catalogModel.ts';
import type { ModelRecords } from './modelRecords.ts';
import { throttled } from './progressThrottle.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';

type OnProgress = (progress: DownloadProgress) => void;

export interface LocalModelFilesOptions {
  /** Called each time, so that changes take effect. */
  readonly settings: () => Pick<Settings, 'models' | 'chatModel' | 'index'>;
  /** Absolute path of the folder to use if `models.folder` is empty. */
  readonly usualFolder: string;
  readonly records: ModelRecords;
  /** Free bytes on a folder's disk; asks the system by default. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

/** The models in one folder of this machine. */
export class LocalModelFiles implements ModelFiles {
  readonly #options: LocalModelFilesOptions;
  readonly #inspections = new InspectionMemo(minContext);

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
    const { bytes, sha256 } = await downloadFile(
      {
        url: this.#urlOf(model),
        target,
        bytes: model.bytes,
        sha256: model.sha256 ?? (await this.#sha256OfPresent(model.kind, target)),
        check: (path, name) => checkModelFile(model.kind, path, name),
      },
      { fetch: globalThis.fetch, ...this.#freeBytes() },
      onProgress,
      cancellation,
    );
    await this.#options.records.write(target, await stateOf(target), {
      sha256,
      origin: 'downloaded',
    });
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
    if (kind === 'chat') return this.#importChat(resolve(path), onProgress, cancellation);
    const embedding = this.#embeddingModel;
    const source = await findOnnxFile(resolve(path), embedding);
    const target = embeddingModelPath(this.folder, embedding);
    const bytes = await this.#take({ source, target, expected: null }, onProgress, cancellation);
    return { kind, name: embedding.name, path: target, bytes };
  }

  async #importChat(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<ModelFile> {
    const chosen = await chosenModel(path);
    await checkChatModel(chosen.path);
    const target = await freeName(chosen.path, join(this.folder, chosen.name));
    const targets = partPaths(target);
    let bytes = 0;
    for (const [index, source] of partPaths(chosen.path).entries())
      bytes += await this.#take(
        { source, target: targets[index] ?? target, expected: chosen.sha256 },
        onProgress,
        cancellation,
      );
    return { kind: 'chat', name: basename(target, '.gguf'), path: target, bytes };
  }

  /**
   * Copies a file into the folder, unless it is already there.
   * @param expected its checksum; null if unknown.
   */
  async #take(
    { source, target, expected }: { source: string; target: string; expected: string | null },
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<number> {
    const { sha256, state } =
      source === target
        ? await this.#hash(source, onProgress, cancellation)
        : await this.#copy(source, target, onProgress, cancellation);
    if (expected !== null && sha256 !== expected) {
      await rm(target, { force: true });
      throw new Failure(
        'checksum-mismatch',
        `${source} has changed or is damaged: its sha256 is ${sha256} instead of ${expected}.`,
      );
    }
    await this.#options.records.write(target, state, { sha256, origin: 'imported' });
    return state.bytes;
  }

  async list(): Promise<readonly KeptModel[]> {
    const { models: chat, unusable } = await inspectAll(this.folder, (path) =>
      this.#inspections.inspect(path),
    );
    const embedding = (
      await Promise.all(embeddingModels.map((model) => findEmbeddingModel(this.folder, model)))
    ).filter((file) => file !== null);
    const inUse = new Set([
      await this.#pathInUse(),
      embeddingModelPath(this.folder, this.#embeddingModel),
    ]);
    const files = [
      ...chat.map((model) => ({ file: toModelFile(model), problem: unsuitableBecause(model) })),
      ...[...unusable, ...(await this.#missing())].map(({ path, bytes, problem }) => ({
        file: { kind: 'chat', name: basename(path, '.gguf'), path, bytes } as const,
        problem,
      })),
      ...(await Promise.all(
        embedding.map(async (file) => ({ file, problem: await problemOf('embedding', file.path) })),
      )),
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
    await checkModelFile(extname(path) === '.onnx' ? 'embedding' : 'chat', path);
    const { sha256, state } = await this.#hash(path, onProgress, cancellation);
    if (expected !== null && sha256 !== expected) {
      throw new Failure(
        'checksum-mismatch',
        `${path} has changed or is damaged: its sha256 is ${sha256} instead of ${expected}.`,
      );
    }
    if (record === null) await records.write(path, state, { sha256, origin: 'found' });
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
      throw new Failure('model-missing', `${path} is not a model in ${this.folder}.`);
    await rm(path).catch((error: unknown) => {
      throw fileFailure(error, path);
    });
    await this.#options.records.forget(path);
  }

  /** Records that a model was used, and its checksum if that is not known yet. */
  async noteUse(path: string, cancellation: Cancellation): Promise<void> {
    const { records } = this.#options;
    const record = await records.read(path);
    const { sha256, state } =
      record === null
        ? await this.#hash(path, () => undefined, cancellation)
        : { sha256: record.sha256, state: record };
    await records.write(path, state, {
      sha256,
      origin: record?.origin ?? 'found',
      lastUsedMs: Date.now(),
    });
  }

  /** The file that answers; undefined where there is none, or where a server answers. */
  async #pathInUse(): Promise<string | undefined> {
    if (this.#options.settings().chatModel.server !== '') return undefined;
    return (await this.find('chat').catch(() => null))?.path;
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
      ? join(this.folder, repository, ...file.split('/'))
      : join(this.folder, basename(file));
  }

  #urlOf({ repository, file }: FetchableModel): string {
    const { endpoint } = this.#options.settings().models;
    const url = URL.parse(`${endpoint.replace(/\/+$/, '')}/${repository}/resolve/main/${file}`);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      throw new Failure(
        'invalid-setting',
        `The setting askWorkspace.models.endpoint is ${JSON.stringify(endpoint)}; it must be ` +
          'an https address.',
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

  /**
   * The recorded checksum of the file that a download would replace; null if there is no record or
   * the file is not a model.
   */
  async #sha256OfPresent(kind: ModelKind, path: string): Promise<string | null> {
    const record = await this.#options.records.read(path);
    if (record === null) return null;
    return (await problemOf(kind, path)) === null ? record.sha256 : null;
  }

  /** The model that the setting names, if the file does not exist. */
  async #missing(): Promise<readonly UnusableFile[]> {
    const { path } = this.#options.settings().chatModel;
    if (path === '' || (await stat(resolve(path)).catch(() => null)) !== null) return [];
    const problem = 'the setting askWorkspace.chatModel.path names it, but it does not exist';
    return [{ path: resolve(path), bytes: 0, problem }];
  }

  async #copy(
    source: string,
    target: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<HashedFile> {
    const { freeBytes } = this.#options;
    const sha256 = await copyModel({ source, target, freeBytes }, onProgress, cancellation);
    return { sha256, state: await stateOf(target) };
  }

  async #hash(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<HashedFile> {
    const signal = toSignal(cancellation);
    const tell = throttled(onProgress);
    const state = await stateOf(path);
    const totalBytes = state.bytes;
    try {
      const sha256 = await sha256OfFile(
        path,
        (receivedBytes) => {
          tell({ phase: 'verifying', receivedBytes, totalBytes });
        },
        signal,
      );
      return { sha256, state };
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

/** A checksum, and the state of its file. */
interface HashedFile {
  readonly sha256: string;
  readonly state: FileState;
}

async function problemOf(kind: ModelKind, path: string): Promise<string | null> {
  return checkModelFile(kind, path).then(
    () => null,
    (error: unknown) => (error instanceof ModelFileFailure ? error.problem : 'it cannot be opened'),
  );
}

async function stateOf(path: string): Promise<FileState> {
  const found = await stat(path).catch(() => null);
  if (found === null) throw new Failure('model-missing', `${path} does not exist.`);
  return { bytes: found.size, modifiedMs: found.mtimeMs };
}
