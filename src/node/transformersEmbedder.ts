import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AutoModel, PretrainedConfig, Tensor, env } from '@xenova/transformers';
import { maxChunkTokens } from '../core/chunking/chunkLimits.ts';
import type { WordPiece } from '../core/chunking/wordPiece.ts';
import { Failure } from '../core/errors.ts';
import type { Embedder } from '../core/ports.ts';
import { loadWordPiece } from './loadWordPiece.ts';
import { sha256OfFile } from './sha256OfFile.ts';

const modelId = 'Xenova/all-MiniLM-L6-v2';
/** The size of its hidden states, hence of an embedding. */
const dimensions = 384;

/** Path of the model's file in a models folder. */
export function embeddingModelFile(modelsFolder: string): string {
  return join(modelsFolder, ...modelId.split('/'), 'onnx', 'model_quantized.onnx');
}

/**
 * all-MiniLM-L6-v2 with 8-bit weights on onnxruntime: mean of the last hidden states, normalised
 * (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2). The library brings model and runtime; tokens and mean are our own, which with
 * the library's would take an eighth more time (docs/indexing.md has the figures). One run blocks the thread for some 15 ms.
 */
export class TransformersEmbedder implements Embedder {
  readonly modelSha256: string;
  readonly dimensions = dimensions;
  readonly #model: AutoModelOutput;
  readonly #wordPiece: WordPiece;

  private constructor(model: AutoModelOutput, modelSha256: string) {
    this.#model = model;
    this.modelSha256 = modelSha256;
    this.#wordPiece = loadWordPiece();
  }

  /**
   * @param threads of one run, at least 1.
   * @returns null where the models folder has no such file.
   * @throws Failure `model-corrupt` naming the file.
   */
  static async load(modelsFolder: string, threads: number): Promise<TransformersEmbedder | null> {
    const file = embeddingModelFile(modelsFolder);
    if (!(await stat(file).then((stats) => stats.isFile(), () => false))) return null;
    env.allowRemoteModels = false;
    env.localModelPath = modelsFolder;
    try {
      const model: unknown = await AutoModel.from_pretrained(modelId, {
        dtype: 'q8', local_files_only: true, config: new PretrainedConfig({ model_type: 'bert', hidden_size: dimensions }),
        session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', enableCpuMemArena: false, extra: sessionExtra },
      });
      const embedder = new TransformersEmbedder(model as AutoModelOutput, await sha256OfFile(file));
      await embedder.embed('');
      return embedder;
    } catch (error) {
      throw new Failure('model-corrupt', `The embedding model ${file} is damaged or of another kind.`, { cause: error });
    }
  }

  async embed(text: string): Promise<Float32Array> {
    const ids = BigInt64Array.from(this.#tokens(text), BigInt);
    const shape = [1, ids.length];
    const { last_hidden_state: { data } } = await this.#model({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    if (!(data instanceof Float32Array) || data.length !== ids.length * dimensions) throw new TypeError('The model gave no hidden states of 384 numbers.');
    return normalizedMean(data);
  }

  /** Chunks fit; a very long question is cut at its end, as the model was trained. */
  #tokens(text: string): readonly number[] {
    const tokens = this.#wordPiece.encode(text);
    const separator = tokens.at(-1);
    return tokens.length <= maxChunkTokens || separator === undefined ? tokens : [...tokens.slice(0, maxChunkTokens - 1), separator];
  }
}

type AutoModelOutput = (inputs: Record<string, Tensor>) => Promise<{ last_hidden_state: { data: unknown } }>;

/**
 * A thread that waits for another spins for ten microseconds, then sleeps. Without spinning two threads on an idle machine lose a fifth of their speed,
 * with more of it a third beside a busy core (docs/indexing.md).
 */
const sessionExtra = { session: { intra_op: { spin_duration_us: '10' } } };

function normalizedMean(states: Float32Array): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let start = 0; start < states.length; start += dimensions) {
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) + (states[start + i] ?? 0);
  }
  const length = Math.hypot(...mean);
  if (!Number.isFinite(length) || length === 0) throw new TypeError('The model gave no numbers.');
  return mean.map((value) => value / length);
}
