import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../../core/errors.ts';
import type { Cancellation } from '../../../core/ports/cancellation.ts';
import type { DownloadProgress } from '../../../core/models.ts';
import { wording } from '../../../core/texts/wording.ts';
import { inspectGguf } from '../../gguf/ggufInspection.ts';
import { toSignal } from '../../children/toSignal.ts';
import { checkModelFile } from '../checkModelFile.ts';
import { ensureRoom } from './diskRoom.ts';
import type { EmbeddingModel } from '../../embedding/embeddingModels.ts';
import { fileFailure } from './fileFailure.ts';
import { minContext, unsuitableBecause } from '../findModels.ts';
import { PartFile } from './partFile.ts';
import { throttled } from './progressThrottle.ts';
import { readFileInPieces } from '../../files/readFileInPieces.ts';

/** Size of BERT's uncased vocabulary, which ships with the product. */
const shippedVocabularySize = 30_522;

/** @throws Failure `model-missing`, `model-corrupt` or `model-unsupported` naming the file. */
export async function checkChatModel(path: string): Promise<void> {
  const model = await inspectGguf(path, minContext);
  const reason = unsuitableBecause(model);
  if (reason !== null)
    throw new Failure(
      'model-unsupported',
      wording('{path} cannot answer questions: {reason}.', { path, reason }),
    );
}

/**
 * The .onnx file that `path` means: the file itself, or `model`'s file in that folder.
 * @throws Failure `model-missing`; `model-corrupt` if it is not an ONNX file; `model-unsupported`
 * if the config.json beside it describes another model.
 */
export async function findOnnxFile(path: string, model: EmbeddingModel): Promise<string> {
  const chosen = await stat(path).catch(() => null);
  if (chosen === null)
    throw new Failure('model-missing', wording('{path} does not exist.', { path }));
  const places = [model.file, basename(model.file), `${model.repository}/${model.file}`];
  const file = chosen.isDirectory()
    ? await firstFile(places.map((place) => join(path, place)))
    : path;
  if (file === null)
    throw new Failure(
      'model-missing',
      wording('{path} does not contain {file}, the file of {name}.', {
        path,
        file: model.file,
        name: model.name,
      }),
    );
  await checkModelFile('embedding', file);
  for (const folder of [dirname(file), dirname(dirname(file))])
    await checkConfig(join(folder, 'config.json'), model);
  return file;
}

/**
 * The tokenizer.json that belongs to an .onnx file: beside it, or beside its folder.
 * @throws Failure `model-missing`; `model-corrupt` if it is of another kind.
 */
export async function findTokenizer(onnxFile: string): Promise<string> {
  const folder = dirname(onnxFile);
  const file = await firstFile(
    [folder, dirname(folder)].map((place) => join(place, 'tokenizer.json')),
  );
  if (file === null)
    throw new Failure(
      'model-missing',
      wording('There is no tokenizer.json beside {file}. This model needs both files.', {
        file: onnxFile,
      }),
    );
  await checkModelFile('embedding', file);
  return file;
}

async function checkConfig(
  path: string,
  { name, traits: { dimensions, layers }, tokenizer }: EmbeddingModel,
): Promise<void> {
  const expected = v.object({
    model_type: v.literal('bert'),
    hidden_size: v.literal(dimensions),
    num_hidden_layers: v.literal(layers),
    vocab_size: v.literal(tokenizer?.vocabularySize ?? shippedVocabularySize),
  });
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null || v.is(v.pipe(v.string(), v.parseJson(), expected), text)) return;
  throw new Failure(
    'model-unsupported',
    wording(
      '{path} does not describe {name}, the embedding model in use (askWorkspace.index.embeddingModel).',
      { path, name },
    ),
  );
}

async function firstFile(paths: readonly string[]): Promise<string | null> {
  for (const path of paths)
    if ((await stat(path).catch(() => null))?.isFile() === true) return path;
  return null;
}

/** A model file to copy, and its place in the models folder. */
export interface ModelCopy {
  readonly source: string;
  readonly target: string;
  /** Free bytes on the disk of a folder. */
  readonly freeBytes: ((folder: string) => Promise<number>) | undefined;
}

/**
 * Copies a file to its place, where it only appears when complete.
 * @returns its sha256, hex.
 * @throws Failure `disk-full`, `folder-read-only`, `download-failed` (another window is writing it)
 * or `cancelled`.
 */
export async function copyModel(
  { source, target, freeBytes }: ModelCopy,
  onProgress: (progress: DownloadProgress) => void,
  cancellation: Cancellation,
): Promise<string> {
  const signal = toSignal(cancellation);
  const tell = throttled(onProgress);
  const part = await PartFile.open(target);
  try {
    const { size: totalBytes } = await stat(source);
    await part.restart(null);
    await ensureRoom(totalBytes, target, freeBytes);
    const hash = createHash('sha256');
    for await (const piece of readFileInPieces(source)) {
      signal.throwIfAborted();
      hash.update(piece);
      await part.append(piece);
      tell({ phase: 'receiving', receivedBytes: part.bytes, totalBytes });
    }
    await part.finish();
    return hash.digest('hex');
  } catch (error) {
    await part.restart(null);
    throw signal.aborted
      ? new Failure('cancelled', `The import of ${basename(source)} was stopped.`)
      : fileFailure(error, target);
  } finally {
    await part.close();
  }
}
