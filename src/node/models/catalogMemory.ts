import type { GgufHeader, GgufValue } from '../gguf/ggufHeader.ts';
import { memoryNeeded } from '../gguf/ggufMemory.ts';
import type { CatalogModel } from './catalogModel.ts';

/**
 * Memory of the embedding runtime without the weights: 139 MB were measured with 23 MB of 8-bit
 * weights.
 */
const embeddingRuntimeBytes = 116e6;

/**
 * Estimates the memory that a catalog model will take, before it is downloaded.
 * @param contextSize tokens.
 */
export function catalogMemory(model: CatalogModel, contextSize: number): number {
  const { shape } = model;
  if (shape === null) return embeddingRuntimeBytes + model.bytes;
  const metadata = new Map<string, GgufValue>([
    ['general.architecture', 'llama'],
    ['llama.block_count', shape.layers],
    ['llama.attention.head_count', shape.heads],
    ['llama.attention.head_count_kv', shape.kvHeads],
    ['llama.embedding_length', shape.embedding],
    ['llama.feed_forward_length', shape.feedForward],
  ]);
  const weights = {
    name: 'all',
    dimensions: [model.bytes],
    type: { name: 'any', blockElements: 1, blockBytes: 1 },
    elements: model.parameters,
    bytes: model.bytes,
  };
  const header: GgufHeader = {
    path: model.file,
    fileBytes: model.bytes,
    metadata,
    tensors: [weights],
  };
  return memoryNeeded(header, contextSize).totalBytes;
}
