import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Failure, isFailure } from '../../core/errors.ts';
import type { ModelFile, ModelInspection } from '../../core/models.ts';
import { embeddingModelPath } from '../embedding/embeddingModels.ts';
import type { EmbeddingModel } from '../embedding/embeddingModels.ts';

/** A chat model must hold a prompt of the usual length and its answer. Tokens. */
export const leastContext = 2048;
/** How deep .gguf files may lie: other programs keep them as `owner/repository/file.gguf`. */
const maxDepth = 3;

export type Inspect = (path: string) => Promise<ModelInspection>;

/** An embedding model, where the folder has it. */
export async function findEmbeddingModel(
  folder: string,
  model: EmbeddingModel,
): Promise<ModelFile | null> {
  const path = embeddingModelPath(folder, model);
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size > 0
    ? { kind: 'embedding', name: model.name, path, bytes: found.size }
    : null;
}

/**
 * The chat model in use: the file that `configuredPath` names, else Llama-2-7B-Chat, else the largest file that has tensors, a context of
 * 2,048 or more and a chat template.
 * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported` for a configured file that is not there or no model.
 */
export async function findChatModel(
  folder: string,
  configuredPath: string,
  inspect: Inspect,
): Promise<ModelFile | null> {
  if (configuredPath !== '')
    return toModelFile(await inspectConfigured(resolve(configuredPath), inspect));
  const models = (await inspectAll(folder, inspect)).filter(
    (model) => unsuitableBecause(model) === null,
  );
  models.sort(
    (a, b) =>
      Number(isDefault(b)) - Number(isDefault(a)) ||
      b.fileBytes - a.fileBytes ||
      a.path.localeCompare(b.path),
  );
  const [best] = models;
  return best === undefined ? null : toModelFile(best);
}

/** All .gguf files of the folder whose header can be read; others are passed over. */
export async function inspectAll(
  folder: string,
  inspect: Inspect,
): Promise<readonly ModelInspection[]> {
  const models: ModelInspection[] = [];
  for (const path of await ggufFiles(folder, maxDepth)) {
    try {
      models.push(await inspect(path));
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }
  return models;
}

/** Why a model is not taken by itself, as the end of a sentence; null where it is. */
export function unsuitableBecause({
  hasTensors,
  contextLength,
  hasChatTemplate,
  isLlama2Chat,
}: ModelInspection): string | null {
  if (!hasTensors) return 'it holds a vocabulary and no weights';
  if (contextLength < leastContext)
    return `its context of ${contextLength} tokens is smaller than ${leastContext}`;
  return hasChatTemplate || isLlama2Chat ? null : 'it carries no chat template';
}

/** Named by the file: what it calls itself inside is often no name for people (`LLaMA v2`). */
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
      `The setting askWorkspace.chatModel.path names ${path}, which is not there.`,
      { cause: error },
    );
  }
}

async function ggufFiles(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(depth > 1 ? await ggufFiles(path, depth - 1) : []));
    else if (entry.name.toLowerCase().endsWith('.gguf')) files.push(path);
  }
  return files;
}

/** Llama-2-7B-Chat, however it is quantized (it has 6.7 billion parameters). */
function isDefault({ isLlama2Chat, parameters }: ModelInspection): boolean {
  return isLlama2Chat && parameters > 6e9 && parameters < 8e9;
}
