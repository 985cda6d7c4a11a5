import { join } from 'node:path';
import type { CatalogModel } from '../models/catalogModel.ts';

/**
 * How an embedding model is used. All models use the vocabulary that ships with the product (BERT,
 * uncased).
 */
export interface EmbeddingTraits {
  /** Length of an embedding, which is the size of the model's hidden states. */
  readonly dimensions: number;
  readonly layers: number;
  /** How the hidden states become one vector: their mean, or the first state (`[CLS]`). */
  readonly pooling: 'mean' | 'first';
  /** Text that the model expects before a question; empty if none. */
  readonly queryPrefix: string;
}

export interface EmbeddingModel extends CatalogModel {
  readonly kind: 'embedding';
  readonly traits: EmbeddingTraits;
}

/** https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 */
const miniLm = {
  kind: 'embedding',
  repository: 'Xenova/all-MiniLM-L6-v2',
  licence: { name: 'Apache License 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  parameters: 22_713_216,
  contextLength: 256,
  shape: null,
  faster: false,
  traits: { dimensions: 384, layers: 6, pooling: 'mean', queryPrefix: '' },
} as const;

/** The default embedding model, with 8-bit weights. */
export const defaultEmbeddingModel: EmbeddingModel = {
  ...miniLm,
  id: 'all-minilm-l6-v2',
  name: 'all-MiniLM-L6-v2',
  file: 'onnx/model_quantized.onnx',
  bytes: 22_972_370,
  sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
};

/** All choices for the setting `index.embeddingModel`, the default first. */
export const embeddingModels: readonly EmbeddingModel[] = [
  defaultEmbeddingModel,
  {
    ...miniLm,
    id: 'all-minilm-l6-v2-fp32',
    name: 'all-MiniLM-L6-v2 fp32',
    file: 'onnx/model.onnx',
    bytes: 90_387_606,
    sha256: '759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e',
  },
];

/** @param id one of their ids; settings are validated before they get here. */
export function embeddingModelOf(id: string): EmbeddingModel {
  return embeddingModels.find((model) => model.id === id) ?? defaultEmbeddingModel;
}

/** Where a models folder keeps the model's file. */
export function embeddingModelPath(folder: string, { repository, file }: EmbeddingModel): string {
  return join(folder, ...repository.split('/'), ...file.split('/'));
}
