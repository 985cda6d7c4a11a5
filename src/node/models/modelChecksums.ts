import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { DownloadProgress, ModelIdentity, ModelKind, ModelSpeed } from '../../core/models.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import { wording } from '../../core/texts/wording.ts';
import { toSignal } from '../children/toSignal.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';
import { modelState, presentParts, readGgufModel } from '../gguf/ggufParts.ts';
import { checkModelFile, modelFileProblem } from './checkModelFile.ts';
import { modelCatalog } from './modelCatalog.ts';
import { modelParts } from './modelParts.ts';
import { modelSha256 } from './modelRecords.ts';
import type { ModelRecords } from './modelRecords.ts';
import type { ModelsFolder } from './modelsFolder.ts';
import { throttled } from './transfer/progressThrottle.ts';

type OnProgress = (progress: DownloadProgress) => void;

/** A checksum, and the state of its file. */
export interface HashedFile {
  /** Hex. */
  readonly sha256: string;
  readonly state: FileState;
}

/** Computes the checksums of model files, records them, and compares files with them. */
export class ModelChecksums {
  readonly #folder: ModelsFolder;
  readonly #records: ModelRecords;

  constructor(folder: ModelsFolder, records: ModelRecords) {
    this.#folder = folder;
    this.#records = records;
  }

  /** See `ModelFiles`. */
  async verify(path: string, onProgress: OnProgress, cancellation: Cancellation): Promise<string> {
    if (extname(path) !== '.onnx') await readGgufModel(path); // finds a missing part
    const sums: string[] = [];
    for (const part of await presentParts(path))
      sums.push(await this.#verifyFile(part, onProgress, cancellation));
    for (const tokenizer of this.#folder.tokenizersOf(path))
      await this.#verifyFile(tokenizer, onProgress, cancellation);
    return modelSha256(sums);
  }

  async #verifyFile(
    path: string,
    onProgress: OnProgress,
    cancellation: Cancellation,
  ): Promise<string> {
    const record = await this.#records.ofFile(path);
    const expected =
      record?.sha256 ??
      modelCatalog.flatMap(modelParts).find((part) => this.#folder.placeOf(part) === path)
        ?.sha256 ??
      null;
    await checkModelFile(/\.(?:onnx|json)$/.test(path) ? 'embedding' : 'chat', path);
    const { sha256, state } = await hashModelFile(path, onProgress, cancellation);
    if (expected !== null && sha256 !== expected) {
      throw new Failure(
        'checksum-mismatch',
        wording('{path} has changed or is damaged: its sha256 is {sha256} instead of {expected}.', {
          path,
          sha256,
          expected,
        }),
      );
    }
    if (record === null) await this.#records.write(path, state, { sha256, origin: 'found' });
    return sha256;
  }

  async identify(path: string, { bytes, modifiedMs }: FileState): Promise<ModelIdentity> {
    const [record, now] = await Promise.all([
      this.#records.last(path),
      modelState(path).catch(() => null),
    ]);
    const isRecorded = record?.bytes === bytes && record.modifiedMs === modifiedMs;
    return {
      sha256: isRecorded ? record.sha256 : null,
      isThere: now?.bytes === bytes && now.modifiedMs === modifiedMs,
    };
  }

  /**
   * Records that a model was used, and its checksum if that is not known yet.
   * @param speed null keeps the recorded one.
   */
  async noteUse(path: string, speed: ModelSpeed | null, cancellation: Cancellation): Promise<void> {
    for (const part of await presentParts(path))
      await this.#noteUseOfFile(part, speed, cancellation);
  }

  async #noteUseOfFile(
    path: string,
    speed: ModelSpeed | null,
    cancellation: Cancellation,
  ): Promise<void> {
    const record = await this.#records.ofFile(path);
    const { sha256, state } =
      record === null
        ? await hashModelFile(path, () => undefined, cancellation)
        : { sha256: record.sha256, state: record };
    await this.#records.write(path, state, {
      sha256,
      origin: record?.origin ?? 'found',
      lastUsedMs: Date.now(),
      speed: speed ?? record?.speed,
    });
  }

  /**
   * The recorded checksum of the file that a download would replace; null if there is no record or
   * the file is not a model.
   */
  async ofPresent(kind: ModelKind, path: string): Promise<string | null> {
    const record = await this.#records.ofFile(path);
    if (record === null) return null;
    return (await modelFileProblem(kind, path)) === null ? record.sha256 : null;
  }
}

/**
 * Reads all of a file for its checksum.
 * @throws Failure `model-missing`, `cancelled`.
 */
export async function hashModelFile(
  path: string,
  onProgress: OnProgress,
  cancellation: Cancellation,
): Promise<HashedFile> {
  const signal = toSignal(cancellation);
  const tell = throttled(onProgress);
  const state = await modelFileState(path);
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

/** @throws Failure `model-missing`. */
export async function modelFileState(path: string): Promise<FileState> {
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new Failure('model-missing', wording('{path} does not exist.', { path }));
  return { bytes: found.size, modifiedMs: found.mtimeMs };
}
