import { rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { DownloadProgress, ModelFile, ModelKind } from '../../core/models.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import { wording } from '../../core/texts/wording.ts';
import { embeddingModelPath, tokenizerPath } from '../embedding/embeddingModels.ts';
import { partPaths, presentParts } from '../gguf/ggufParts.ts';
import { chosenModel } from './chosenModel.ts';
import { detectorCopies } from './detectorModels.ts';
import { freeName } from './transfer/freeName.ts';
import { checkChatModel, copyModel, findOnnxFile, findTokenizer } from './transfer/importModel.ts';
import { hashModelFile, modelFileState } from './modelChecksums.ts';
import type { HashedFile } from './modelChecksums.ts';
import type { ModelRecords } from './modelRecords.ts';
import type { ModelsFolder } from './modelsFolder.ts';

type OnProgress = (progress: DownloadProgress) => void;

export interface ModelIntakeOptions {
  readonly folder: ModelsFolder;
  readonly records: ModelRecords;
  /** Free bytes on a folder's disk; asks the system by default. */
  readonly freeBytes: ((folder: string) => Promise<number>) | undefined;
}

/** Copies model files from elsewhere on this machine into the models folder, and records them. */
export class ModelIntake {
  readonly #options: ModelIntakeOptions;

  constructor(options: ModelIntakeOptions) {
    this.#options = options;
  }

  /** See `ModelFiles`. */
  async import(
    kind: ModelKind,
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<ModelFile> {
    if (kind === 'chat') return this.#importChat(resolve(path), onProgress, cancellation);
    const { folder } = this.#options;
    const embedding = folder.embeddingModel;
    const source = await findOnnxFile(resolve(path), embedding);
    const target = embeddingModelPath(folder.path, embedding);
    // The tokenizer first: without it the model is not used.
    const tokenizer = tokenizerPath(folder.path, embedding);
    const tokenizerBytes =
      tokenizer === null
        ? 0
        : await this.#take(
            { source: await findTokenizer(source), target: tokenizer, expected: null },
            onProgress,
            cancellation,
          );
    const bytes = await this.#take({ source, target, expected: null }, onProgress, cancellation);
    return { kind, name: embedding.name, path: target, bytes: bytes + tokenizerBytes };
  }

  /** See `ModelFiles`. */
  async importDetector(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<string> {
    const { target, copies } = await detectorCopies(this.#options.folder.path, resolve(path));
    for (const copy of copies)
      await this.#take({ ...copy, expected: null }, onProgress, cancellation);
    return target;
  }

  async #importChat(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<ModelFile> {
    const chosen = await chosenModel(path);
    await checkChatModel(chosen.path);
    const target = await freeName(chosen.path, join(this.#options.folder.path, chosen.name));
    const targets = partPaths(target);
    const taken: string[] = [];
    let bytes = 0;
    try {
      for (const [index, source] of (await presentParts(chosen.path)).entries()) {
        const part = { source, target: targets[index] ?? target, expected: chosen.sha256 };
        const isNew = (await stat(part.target).catch(() => null)) === null;
        bytes += await this.#take(part, onProgress, cancellation);
        if (isNew) taken.push(part.target);
      }
    } catch (error) {
      await this.#giveBack(taken);
      throw error;
    }
    return { kind: 'chat', name: basename(target, '.gguf'), path: target, bytes };
  }

  /** Removes the parts of a model whose other parts could not be copied. */
  async #giveBack(parts: readonly string[]): Promise<void> {
    for (const part of parts) {
      await rm(part, { force: true });
      await this.#options.records.forget(part);
    }
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
        ? await hashModelFile(source, onProgress, cancellation)
        : await this.#copy(source, target, onProgress, cancellation);
    if (expected !== null && sha256 !== expected) {
      await rm(target, { force: true });
      throw new Failure(
        'checksum-mismatch',
        wording('{path} has changed or is damaged: its sha256 is {sha256} instead of {expected}.', {
          path: source,
          sha256,
          expected,
        }),
      );
    }
    await this.#options.records.write(target, state, { sha256, origin: 'imported' });
    return state.bytes;
  }

  async #copy(
    source: string,
    target: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<HashedFile> {
    const { freeBytes } = this.#options;
    const sha256 = await copyModel({ source, target, freeBytes }, onProgress, cancellation);
    return { sha256, state: await modelFileState(target) };
  }
}
