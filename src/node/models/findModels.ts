import { readlink, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Failure, isFailure } from '../../core/errors.ts';
import type { ModelFile, ModelInspection } from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';
import { embeddingModelPath, tokenizerPath } from '../embedding/embeddingModels.ts';
import type { EmbeddingModel } from '../embedding/embeddingModels.ts';
import { ModelFileFailure } from '../gguf/modelFileFailure.ts';
import { notForChatBecause } from '../gguf/notForChat.ts';
import { ggufPaths } from './modelPaths.ts';

/** Minimum context of a chat model, in tokens: a usual prompt and its answer must fit. */
export const minContext = 2048;

export type Inspect = (path: string) => Promise<ModelInspection>;

/**
 * The embedding model's .onnx file, with the size of all its files; null if one of them is missing.
 */
export async function findEmbeddingModel(
  folder: string,
  model: EmbeddingModel,
): Promise<ModelFile | null> {
  const path = embeddingModelPath(folder, model);
  const tokenizer = tokenizerPath(folder, model);
  const sizes = await Promise.all(
    [path, ...(tokenizer === null ? [] : [tokenizer])].map(async (file) => {
      const found = await stat(file).catch(() => null);
      return found?.isFile() === true ? found.size : 0;
    }),
  );
  return sizes.every((size) => size > 0)
    ? { kind: 'embedding', name: model.name, path, bytes: sizes.reduce((sum, size) => sum + size) }
    : null;
}

/**
 * The chat model in use: the file that `configuredPath` names, otherwise Llama-2-7B-Chat, otherwise
 * the largest file with tensors, a context of at least 2,048 and a chat template.
 * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported` if the configured file
 * does not exist or is not a model.
 */
export async function findChatModel(
  folder: string,
  configuredPath: string,
  inspect: Inspect,
): Promise<ModelFile | null> {
  if (configuredPath !== '')
    return toModelFile(await inspectConfigured(resolve(configuredPath), inspect));
  const { models } = await inspectAll(folder, inspect);
  const [best] = models
    .filter((model) => unsuitableBecause(model) === null)
    .sort(
      (a, b) =>
        Number(isDefault(b)) - Number(isDefault(a)) ||
        b.fileBytes - a.fileBytes ||
        a.path.localeCompare(b.path),
    );
  return best === undefined ? null : toModelFile(best);
}

/** A .gguf file that cannot be used, and why, as the end of a sentence. */
export interface UnusableFile {
  readonly path: string;
  readonly bytes: number;
  readonly problem: Wording;
}

/** The .gguf files of a folder. */
export interface InspectedModels {
  readonly models: readonly ModelInspection[];
  readonly unusable: readonly UnusableFile[];
}

/** All .gguf files of the folder: those with a readable header, and the others. */
export async function inspectAll(folder: string, inspect: Inspect): Promise<InspectedModels> {
  const models: ModelInspection[] = [];
  const unusable: UnusableFile[] = [];
  for (const path of await ggufPaths(folder)) {
    try {
      models.push(await inspect(path));
    } catch (error) {
      if (!isFailure(error)) throw error;
      const bytes = (await stat(path).catch(() => null))?.size ?? 0;
      unusable.push({ path, bytes, problem: await problemOf(path, error) });
    }
  }
  return { models, unusable };
}

async function problemOf(path: string, error: Failure): Promise<Wording> {
  if (error instanceof ModelFileFailure) return error.problem;
  const target = await readlink(path).catch(() => null);
  return target === null
    ? wording('it cannot be opened')
    : wording('it is a link to {target}, which cannot be opened', { target });
}

/** Why a model is not chosen automatically, as the end of a sentence; null if it may be. */
export function unsuitableBecause(model: ModelInspection): Wording | null {
  const { contextLength, hasChatTemplate, isLlama2Chat } = model;
  const reason = notForChatBecause(model);
  if (reason !== null) return reason;
  if (contextLength < minContext)
    return wording('its context of {contextLength} tokens is smaller than {minContext}', {
      contextLength,
      minContext,
    });
  return hasChatTemplate || isLlama2Chat ? null : wording('it has no chat template');
}

/** Named after the file, because the name inside is often unhelpful (`LLaMA v2`). */
export function toModelFile({ path, fileBytes: bytes }: ModelInspection): ModelFile {
  return { kind: 'chat', name: basename(path, '.gguf'), path, bytes };
}

async function inspectConfigured(path: string, inspect: Inspect): Promise<ModelInspection> {
  try {
    return await inspect(path);
  } catch (error) {
    if (!isFailure(error, 'model-missing')) throw error;
    throw new Failure(
      'model-missing',
      wording('The setting askWorkspace.chatModel.path names {path}, which does not exist.', {
        path,
      }),
      { cause: error },
    );
  }
}

/** Llama-2-7B-Chat, however it is quantized (it has 6.7 billion parameters). */
function isDefault({ isLlama2Chat, parameters }: ModelInspection): boolean {
  return isLlama2Chat && parameters > 6e9 && parameters < 8e9;
}
