import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Failure, isFailure } from '../../core/errors.ts';
import type { ModelFile } from '../../protocol/engine.ts';
import type { ModelInspection } from '../../protocol/modelMessages.ts';
import { inspectGguf } from '../ggufInspection.ts';
import { embeddingModel } from './modelCatalog.ts';

/** A chat model must hold a prompt of the usual length and its answer. */
const leastContext = 2048;
/** How deep .gguf files may lie: other programs keep them as `owner/repository/file.gguf`. */
const maxDepth = 3;

/** The embedding model, where the folder has it. */
export async function findEmbeddingModel(folder: string): Promise<ModelFile | null> {
  const path = join(folder, embeddingModel.repository, embeddingModel.file);
  const bytes = await fileBytes(path);
  return bytes === 0 ? null : { kind: 'embedding', name: embeddingModel.name, path, bytes };
}

/**
 * The chat model in use: the file that `configuredPath` names, else Llama-2-7B-Chat, else the largest file that has tensors, a context of
 * 2,048 or more and a chat template.
 * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported` for a configured file that is not there or no model.
 */
export async function findChatModel(folder: string, configuredPath: string): Promise<ModelFile | null> {
  if (configuredPath !== '') return toModelFile(await inspectConfigured(resolve(configuredPath)));
  const models = (await inspectAll(folder)).filter(isSuitable);
  models.sort((a, b) => Number(isDefault(b)) - Number(isDefault(a)) || b.fileBytes - a.fileBytes || a.path.localeCompare(b.path));
  const [best] = models;
  return best === undefined ? null : toModelFile(best);
}

async function inspectConfigured(path: string): Promise<ModelInspection> {
  try {
    return await inspectGguf(path, leastContext);
  } catch (error) {
    if (!isFailure(error, 'model-missing')) throw error;
    throw new Failure('model-missing', `The setting askWorkspace.chatModel.path names ${path}, which is not there.`, { cause: error });
  }
}

/** Files that are no models are passed over: a folder of models often holds others. */
async function inspectAll(folder: string): Promise<readonly ModelInspection[]> {
  const models: ModelInspection[] = [];
  for (const path of await ggufFiles(folder, maxDepth)) {
    try {
      models.push(await inspectGguf(path, leastContext));
    } catch (error) {
      if (!isFailure(error)) throw error;
    }
  }
  return models;
}

async function ggufFiles(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.toLowerCase().endsWith('.gguf')) files.push(path);
    else if (entry.isDirectory() && depth > 1) files.push(...await ggufFiles(path, depth - 1));
  }
  return files;
}

function isSuitable({ hasTensors, contextLength, hasChatTemplate, isLlama2Chat }: ModelInspection): boolean {
  return hasTensors && contextLength >= leastContext && (hasChatTemplate || isLlama2Chat);
}

/** Llama-2-7B-Chat, however it is quantized (it has 6.7 billion parameters). */
function isDefault({ isLlama2Chat, parameters }: ModelInspection): boolean {
  return isLlama2Chat && parameters > 6e9 && parameters < 8e9;
}

/** Named by the file: what it calls itself inside is often no name for people (`LLaMA v2`). */
function toModelFile({ path, fileBytes: bytes }: ModelInspection): ModelFile {
  return { kind: 'chat', name: basename(path, '.gguf'), path, bytes };
}

async function fileBytes(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() === true ? found.size : 0;
}
