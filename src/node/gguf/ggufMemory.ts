import type { GgufHeader } from './ggufHeader.ts';

/** Memory that running a chat model takes. */
export interface MemoryNeed {
  readonly weightsBytes: number;
  readonly cacheBytes: number;
  readonly scratchBytes: number;
  readonly totalBytes: number;
}

/** Maximum number of tokens computed at once. Working memory grows with it. */
export const batchTokens = 64;

/** The Node process with llama.cpp's code and tables, measured with a model of 1 MB. */
const processBytes = 130e6;

/** llama.cpp rounds the context up to a multiple of this. */
const contextStep = 256;

/** The KV cache holds 16-bit floats, llama.cpp's default. */
const cacheValueBytes = 2;

/** Intermediate results are 32-bit floats. */
const scratchValueBytes = 4;

/**
 * Rows that a layer needs at once for each token, of feed-forward and of embedding length. An
 * estimate; measured totals agree within 2 % (docs/inference.md).
 */
const feedForwardRows = 2;
const embeddingRows = 6;

/**
 * Feed-forward length as a multiple of the embedding length, for a header that does not give it.
 */
const usualFeedForward = 4;

/**
 * Memory per token or merge rule of the vocabulary, in llama.cpp and JavaScript together; measured
 * with vocabularies of 32,000 and 98,000 entries.
 */
const vocabularyEntryBytes = 660;

/**
 * Memory that a model needs: weights (the file's tensors; the embedding twice if it is also the
 * output layer) + KV cache (layers x KV heads x (key + value size) x 2 bytes x context) + working
 * memory.
 * @param contextSize tokens.
 */
export function memoryNeeded(header: GgufHeader, contextSize: number): MemoryNeed {
  const bytesOf = (name: string): number =>
    header.tensors.find((tensor) => tensor.name === name)?.bytes ?? 0;
  const sharedBytes = bytesOf('output.weight') === 0 ? bytesOf('token_embd.weight') : 0;
  const weightsBytes = header.tensors.reduce((sum, tensor) => sum + tensor.bytes, sharedBytes);
  const context = Math.ceil(contextSize / contextStep) * contextStep;
  const heads = Math.max(1, ...numbers(header, 'attention.head_count', 1));
  const embedding = numbers(header, 'embedding_length', 0)[0] ?? 0;
  const keyLength = numbers(header, 'attention.key_length', embedding / heads)[0] ?? 0;
  const valueLength = numbers(header, 'attention.value_length', embedding / heads)[0] ?? 0;
  const layers = numbers(header, 'block_count', 0)[0] ?? 0;
  const kvHeads = numbers(header, 'attention.head_count_kv', heads);
  const kvHeadsOfAllLayers =
    kvHeads.length === 1
      ? layers * (kvHeads[0] ?? 0)
      : kvHeads.reduce((sum, count) => sum + count, 0);
  const cacheBytes = kvHeadsOfAllLayers * (keyLength + valueLength) * cacheValueBytes * context;
  const feedForward = Math.max(
    ...numbers(header, 'feed_forward_length', usualFeedForward * embedding),
  );
  const vocabularyBytes =
    vocabularyEntryBytes *
    (lengthOf(header, 'tokenizer.ggml.tokens') + lengthOf(header, 'tokenizer.ggml.merges'));
  const scratchBytes =
    processBytes +
    vocabularyBytes +
    batchTokens *
      scratchValueBytes *
      (heads * context + feedForwardRows * feedForward + embeddingRows * embedding);
  return {
    weightsBytes,
    cacheBytes,
    scratchBytes,
    totalBytes: weightsBytes + cacheBytes + scratchBytes,
  };
}

function lengthOf(header: GgufHeader, name: string): number {
  const value = header.metadata.get(name);
  return typeof value === 'object' && 'omitted' in value ? value.omitted : 0;
}

/** A number of the model's architecture: one for all layers, or one per layer. */
function numbers(header: GgufHeader, name: string, fallback: number): readonly number[] {
  const architecture = header.metadata.get('general.architecture');
  const value =
    typeof architecture === 'string' ? header.metadata.get(`${architecture}.${name}`) : undefined;
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && !('omitted' in value) && value.length > 0
    ? value
    : [fallback];
}
