import { basename } from 'node:path';
import type { ModelInspection, ModelPurpose } from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import type { GgufHeader } from './ggufHeader.ts';
import { memoryNeeded } from './ggufMemory.ts';
import { readGgufModel } from './ggufParts.ts';
import { fileTypeNames } from './ggufTypes.ts';
import { ModelFileFailure } from './modelFileFailure.ts';

/**
 * Describes a .gguf file from its header alone. No native code is loaded, so this may run in any
 * process.
 * @param contextSize the context, in tokens, that `memoryBytes` is computed for.
 * @throws Failure `model-missing`, `model-corrupt` (damaged, truncated, not a .gguf file) or
 * `model-unsupported`, naming the file.
 */
export async function inspectGguf(path: string, contextSize: number): Promise<ModelInspection> {
  const header = await readGgufModel(path);
  const architecture = text(header, 'general.architecture');
  if (architecture === '')
    throw new ModelFileFailure(
      'model-corrupt',
      path,
      wording('it is damaged: it names no architecture'),
    );
  const name = text(header, 'general.name') || basename(path, '.gguf');
  const contextLength = header.metadata.get(`${architecture}.context_length`);
  return {
    path,
    name,
    architecture,
    purpose: purposeOf(header, architecture),
    contextLength: typeof contextLength === 'number' ? contextLength : 0,
    hasTensors: header.tensors.length > 0,
    hasChatTemplate: header.metadata.has('tokenizer.chat_template'),
    isLlama2Chat: isLlama2Chat(architecture, name, path, text(header, 'tokenizer.chat_template')),
    parameters: header.tensors.reduce((sum, tensor) => sum + tensor.elements, 0),
    quantization: quantizationOf(header),
    fileBytes: header.fileBytes,
    memoryBytes: memoryNeeded(header, contextSize).totalBytes,
  };
}

/**
 * Whether a model uses the Llama-2 chat template. Many of its files have no template, including the
 * default one, whose name is just "LLaMA v2". Then the file's name must say so.
 */
export function isLlama2Chat(
  architecture: string,
  name: string,
  path: string,
  chatTemplate: string,
): boolean {
  if (architecture !== 'llama') return false;
  if (chatTemplate !== '') return chatTemplate.includes('<<SYS>>');
  return [name, basename(path)].some(
    (text) => /llama[-_ ]?v?2\b/i.test(text) && /chat/i.test(text),
  );
}

/**
 * Keys: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. A pooling type of 0 means none.
 */
function purposeOf(header: GgufHeader, architecture: string): ModelPurpose {
  const type = text(header, 'general.type');
  if (type === 'adapter' || header.metadata.has('adapter.type')) return 'adapter';
  if (type === 'mmproj' || architecture === 'clip') return 'projector';
  const pooling = header.metadata.get(`${architecture}.pooling_type`);
  return typeof pooling === 'number' && pooling > 0 ? 'embedding' : 'chat';
}

function text(header: GgufHeader, key: string): string {
  const value = header.metadata.get(key);
  return typeof value === 'string' ? value : '';
}

/** The quantization that the file names (`Q4_K_M`), otherwise the type of most of its weights. */
function quantizationOf(header: GgufHeader): string {
  const fileType = header.metadata.get('general.file_type');
  const named = typeof fileType === 'number' ? fileTypeNames.get(fileType) : undefined;
  if (named !== undefined) return named;
  const bytesByType = new Map<string, number>();
  for (const { type, bytes } of header.tensors)
    bytesByType.set(type.name, (bytesByType.get(type.name) ?? 0) + bytes);
  return [...bytesByType].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
