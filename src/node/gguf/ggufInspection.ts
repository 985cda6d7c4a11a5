import { basename } from 'node:path';
import { Failure } from '../../core/errors.ts';
import type { ModelInspection } from '../../core/models.ts';
import { readGgufHeader } from './ggufHeader.ts';
import type { GgufHeader } from './ggufHeader.ts';
import { memoryNeeded } from './ggufMemory.ts';
import { fileTypeNames } from './ggufTypes.ts';

/**
 * What a .gguf file is, from its header alone: nothing native is loaded, so it may run anywhere.
 * @param contextSize the context in tokens that `memoryBytes` is for.
 * @throws Failure `model-missing`, `model-corrupt` (damaged, cut short, no .gguf file) or
 * `model-unsupported`, naming the file.
 */
export async function inspectGguf(path: string, contextSize: number): Promise<ModelInspection> {
  const header = await readGgufHeader(path);
  const architecture = text(header, 'general.architecture');
  if (architecture === '')
    throw new Failure('model-corrupt', `${path} is damaged: it names no architecture.`);
  const parts = header.metadata.get('split.count');
  if (typeof parts === 'number' && parts > 1)
    throw new Failure(
      'model-unsupported',
      `${path} is one of ${parts} parts; models in one file are read.`,
    );
  const name = text(header, 'general.name') || basename(path, '.gguf');
  const contextLength = header.metadata.get(`${architecture}.context_length`);
  return {
    path,
    name,
    architecture,
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
 * Whether a model speaks the Llama-2 template. Many of its files carry no template, the default one
 * among them (its own name is just "LLaMA v2"); then the file's name must say so.
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

function text(header: GgufHeader, key: string): string {
  const value = header.metadata.get(key);
  return typeof value === 'string' ? value : '';
}

/** As the file names it (`Q4_K_M`), else the type that most of its weights have. */
function quantizationOf(header: GgufHeader): string {
  const fileType = header.metadata.get('general.file_type');
  const named = typeof fileType === 'number' ? fileTypeNames.get(fileType) : undefined;
  if (named !== undefined) return named;
  const bytesByType = new Map<string, number>();
  for (const { type, bytes } of header.tensors)
    bytesByType.set(type.name, (bytesByType.get(type.name) ?? 0) + bytes);
  return [...bytesByType].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}
