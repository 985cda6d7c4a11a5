import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import type {
  DownloadProgress,
  KeptModel,
  KnownModel,
  ModelFile,
  ModelFiles,
  ModelIdentity,
  ModelKind,
  ModelOffer,
  ModelSpeed,
} from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import { modelState, presentParts } from '../gguf/ggufParts.ts';
import { catalogMemory } from './catalogMemory.ts';
import type { CatalogModel, FetchableModel } from './catalogModel.ts';
import { chatModelFacts } from './chatModelFacts.ts';
import { checkModelFile } from './checkModelFile.ts';
import { filesBeside } from './detectorModels.ts';
import { fileFailure } from './transfer/fileFailure.ts';
import { keptModels } from './keptModels.ts';
import { firstWord } from './firstWord.ts';
import { findCatalogModel, modelCatalog } from './modelCatalog.ts';
import { ModelChecksums, modelFileState } from './modelChecksums.ts';
import { modelParts } from './modelParts.ts';
import type { ModelIntake } from './modelIntake.ts';
import type { ModelRecords } from './modelRecords.ts';
import { ModelsFolder } from './modelsFolder.ts';
import type { ModelsFolderOptions } from './modelsFolder.ts';
import { proposeChatModel } from './proposeChatModel.ts';
import { thisMachine } from './thisMachine.ts';
import type { Machine } from './thisMachine.ts';

type OnProgress = (progress: DownloadProgress) => void;

export interface LocalModelFilesOptions extends ModelsFolderOptions {
  readonly records: ModelRecords;
  /** Free bytes on a folder's disk; asks the system by default. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** What models are proposed for; this machine by default. */
  readonly machine?: () => Machine;
}

/** The models in one folder of this machine, and those that can be downloaded into it. */
export class LocalModelFiles implements ModelFiles {
  readonly #options: LocalModelFilesOptions;
  readonly #folder: ModelsFolder;
  readonly #checksums: ModelChecksums;

  constructor(options: LocalModelFilesOptions) {
    const { records } = options;
    this.#options = options;
    this.#folder = new ModelsFolder(options);
    this.#checksums = new ModelChecksums(this.#folder, records);
  }

  get folder(): string {
    return this.#folder.path;
  }

  find(kind: ModelKind): Promise<ModelFile | null> {
    return this.#folder.find(kind);
  }

  offer(kind: ModelKind): ModelOffer {
    return this.#toKnown(this.#offered(kind), this.#machine());
  }

  catalog(): readonly KnownModel[] {
    const machine = this.#machine();
    const proposed = this.#proposed(machine);
    return [proposed, ...modelCatalog.filter((model) => model !== proposed)].map((model) => ({
      ...this.#toKnown(model, machine),
      isProposed: model === proposed,
    }));
  }

  async download(
    kind: ModelKind,
    onProgress: OnProgress,
    cancellation: Cancellation,
    id?: string,
  ): Promise<ModelFile> {
    const model = id === undefined ? this.#offered(kind) : findCatalogModel(id);
    const parts = modelParts(model);
    const missing = [];
    for (const part of parts)
      if ((await this.#checksums.ofPresent(kind, this.#folder.placeOf(part))) === null)
        missing.push(part);
    const wanted = missing.length === 0 ? parts : missing;
    for (const part of wanted) await this.#fetch(part, onProgress, cancellation);
    const target = this.#folder.placeOf(parts[0] ?? model);
    const { bytes } = await modelState(target);
    return {
      kind: model.kind,
      name: model.kind === 'chat' ? basename(target, '.gguf') : model.name,
      path: target,
      bytes: bytes + (model.tokenizer?.bytes ?? 0),
    };
  }

  /** Downloads one file, and records its checksum. */
  async #fetch(
    model: FetchableModel,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<void> {
    const { downloadFile } = await import('./transfer/downloadFile.ts');
    const target = this.#folder.placeOf(model);
    const { sha256 } = await downloadFile(
      {
        url: this.#urlOf(model),
        target,
        bytes: model.bytes,
        sha256: model.sha256 ?? (await this.#checksums.ofPresent(model.kind, target)),
        check: (path, name) => checkModelFile(model.kind, path, name),
      },
      { fetch: globalThis.fetch, ...this.#freeBytes() },
      onProgress,
      cancellation,
    );
    await this.#options.records.write(target, await modelFileState(target), {
      sha256,
      origin: 'downloaded',
    });
  }

  async import(
    kind: ModelKind,
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<ModelFile> {
    return (await this.#intake()).import(kind, path, onProgress, cancellation);
  }

  async importDetector(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<string> {
    return (await this.#intake()).importDetector(path, onProgress, cancellation);
  }

  list(): Promise<readonly KeptModel[]> {
    const { records, settings } = this.#options;
    const machine = this.#machine();
    return keptModels(this.#folder, records, (model, speed) =>
      chatModelFacts(model, speed, { answer: settings().answer, machine }),
    );
  }

  verify(path: string, onProgress: OnProgress, cancellation: Cancellation): Promise<string> {
    return this.#checksums.verify(path, onProgress, cancellation);
  }

  identify(path: string, used: FileState): Promise<ModelIdentity> {
    return this.#checksums.identify(path, used);
  }

  /**
   * Records that a model was used, and its checksum if that is not known yet.
   * @param speed null keeps the recorded one.
   */
  noteUse(path: string, speed: ModelSpeed | null, cancellation: Cancellation): Promise<void> {
    return this.#checksums.noteUse(path, speed, cancellation);
  }

  async delete(path: string): Promise<void> {
    if (!(await this.list()).some((model) => model.path === path))
      throw new Failure(
        'model-missing',
        wording('{path} is not a model in {folder}.', { path, folder: this.folder }),
      );
    const others = [
      ...this.#folder.tokenizersOf(path),
      ...(await filesBeside(this.#folder.path, path)),
    ];
    for (const part of [...(await presentParts(path)), ...others]) {
      await rm(part).catch((error: unknown) => {
        throw fileFailure(error, part);
      });
      await this.#options.records.forget(part);
    }
  }

  async #intake(): Promise<ModelIntake> {
    const { ModelIntake } = await import('./modelIntake.ts');
    const { records, freeBytes } = this.#options;
    return new ModelIntake({ folder: this.#folder, records, freeBytes });
  }

  #offered(kind: ModelKind): CatalogModel {
    return kind === 'chat' ? this.#proposed(this.#machine()) : this.#folder.embeddingModel;
  }

  #machine(): Machine {
    return (this.#options.machine ?? thisMachine)();
  }

  #proposed({ freeBytes }: Machine): CatalogModel {
    return proposeChatModel(modelCatalog, (model) => this.#memoryOf(model), freeBytes);
  }

  /** Memory at the configured context. */
  #memoryOf(model: CatalogModel): number {
    return catalogMemory(model, this.#options.settings().chatModel.contextSize);
  }

  #urlOf({ repository, file }: FetchableModel): string {
    const { endpoint } = this.#options.settings().models;
    const url = URL.parse(`${endpoint.replace(/\/+$/, '')}/${repository}/resolve/main/${file}`);
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
      throw new Failure(
        'invalid-setting',
        wording(
          'The setting askWorkspace.models.endpoint is {value}; it must be an https address.',
          { value: JSON.stringify(endpoint) },
        ),
      );
    }
    return url.href;
  }

  #toKnown(model: CatalogModel, machine: Machine): Omit<KnownModel, 'isProposed'> {
    const { id, kind, name, licence, parameters, contextLength, languages, faster } = model;
    const { answer } = this.#options.settings();
    return {
      id,
      kind,
      name,
      bytes: model.bytes + (model.tokenizer?.bytes ?? 0),
      licence,
      parameters,
      contextLength,
      languages,
      faster,
      memoryBytes: this.#memoryOf(model),
      freeMemoryBytes: machine.freeBytes,
      firstWord: kind === 'chat' ? firstWord(parameters, answer, machine) : null,
    };
  }

  #freeBytes(): Pick<LocalModelFilesOptions, 'freeBytes'> {
    const { freeBytes } = this.#options;
    return freeBytes === undefined ? {} : { freeBytes };
  }
}
