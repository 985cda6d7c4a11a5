import { join } from 'node:path';
import type { CatalogModel } from '../models/catalogModel.ts';

/**
 * How an embedding model is used. A model without a `tokenizer` uses the vocabulary that ships with
 * the product (BERT, uncased).
 */
export interface EmbeddingTraits {
  /** Length of an embedding, which is the size of the model's hidden states. */
  readonly dimensions: number;
  readonly layers: number;
  /** How the hidden states become one vector: their mean, or the first state (`[CLS]`). */
  readonly pooling: 'mean' | 'first';
  /** Text that the model expects before a question; empty if none. */
  readonly queryPrefix: string;
  /** Text that the model expects before every other text; empty if none. */
  readonly passagePrefix: string;
  /**
   * Whether chunks are embedded without the brackets, quotes and operators of code: they then have
   * a third fewer tokens, and hits are as good (docs/retrieval.md).
   */
  readonly dropsCodePunctuation: boolean;
  /**
   * Shipped file of a linear map that was learned for the embeddings of this model's questions
   * (`QuestionMap`); null if there is none.
   */
  readonly questionMap: string | null;
}

export interface EmbeddingModel extends CatalogModel {
  readonly kind: 'embedding';
  readonly traits: EmbeddingTraits;
}

const mitLicence = { name: 'MIT License', url: 'https://opensource.org/license/mit' };
const apacheLicence = {
  name: 'Apache License 2.0',
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
};

/** https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2 */
const miniLm = {
  kind: 'embedding',
  repository: 'Xenova/all-MiniLM-L6-v2',
  licence: apacheLicence,
  parameters: 22_713_216,
  contextLength: 256,
  languages: ['English'],
  shape: null,
  faster: false,
  traits: {
    dimensions: 384,
    layers: 6,
    pooling: 'mean',
    queryPrefix: '',
    passagePrefix: '',
    dropsCodePunctuation: true,
    questionMap: 'media/questionMap.bin',
  },
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

/**
 * What two models trained for retrieval have in common: 12 layers, and an instruction before a
 * question but not before a text.
 */
const instructed = {
  kind: 'embedding',
  file: 'onnx/model_quantized.onnx',
  contextLength: 512,
  languages: ['English'],
  shape: null,
  faster: false,
  traits: {
    dimensions: 384,
    layers: 12,
    pooling: 'first',
    queryPrefix: 'Represent this sentence for searching relevant passages: ',
    passagePrefix: '',
    dropsCodePunctuation: false,
    questionMap: null,
  },
} as const;

/**
 * The model for questions and texts in other languages than English, with 8-bit weights
 * (https://huggingface.co/intfloat/multilingual-e5-small). Its card names 94 languages; these are
 * the ones that the chat models know as well.
 */
export const multilingualEmbeddingModel: EmbeddingModel = {
  id: 'multilingual-e5-small',
  kind: 'embedding',
  name: 'multilingual-e5-small',
  repository: 'Xenova/multilingual-e5-small',
  file: 'onnx/model_quantized.onnx',
  bytes: 118_308_185,
  sha256: 'f80102d3f2a1229f387d3c81909990d8945513e347b0eab049f7de3c6f98c193',
  tokenizer: {
    file: 'tokenizer.json',
    bytes: 17_082_730,
    sha256: '0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39',
    vocabularySize: 250_037,
  },
  licence: mitLicence,
  parameters: 117_653_760,
  contextLength: 512,
  languages: [
    'English',
    'Chinese',
    'Japanese',
    'Korean',
    'Arabic',
    'French',
    'German',
    'Hindi',
    'Italian',
    'Portuguese',
    'Russian',
    'Spanish',
    'Thai',
    'Vietnamese',
  ],
  shape: null,
  faster: false,
  traits: {
    dimensions: 384,
    layers: 12,
    pooling: 'mean',
    queryPrefix: 'query: ',
    passagePrefix: 'passage: ',
    dropsCodePunctuation: false,
    questionMap: null,
  },
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
  {
    ...instructed,
    id: 'bge-small-en-v1.5',
    name: 'bge-small-en-v1.5',
    repository: 'Xenova/bge-small-en-v1.5',
    bytes: 34_014_426,
    sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
    licence: mitLicence,
    parameters: 33_360_000,
  },
  {
    ...instructed,
    id: 'snowflake-arctic-embed-s',
    name: 'snowflake-arctic-embed-s',
    repository: 'Snowflake/snowflake-arctic-embed-s',
    bytes: 34_015_111,
    sha256: 'f93ff225320628d2e88baf2a395cae791b0e3b27edf5c70bf7b312a4d3260c14',
    licence: apacheLicence,
    parameters: 33_212_160,
  },
  multilingualEmbeddingModel,
];

/** @param id one of their ids; settings are validated before they get here. */
export function embeddingModelOf(id: string): EmbeddingModel {
  return embeddingModels.find((model) => model.id === id) ?? defaultEmbeddingModel;
}

/** Whether a model understands texts in more than one language. */
export function isMultilingual({ languages }: EmbeddingModel): boolean {
  return languages.length > 1;
}

/** Where a models folder keeps the model's file. */
export function embeddingModelPath(folder: string, { repository, file }: EmbeddingModel): string {
  return join(folder, ...repository.split('/'), ...file.split('/'));
}

/** Where it keeps the model's tokenizer; null if the model uses the one that ships. */
export function tokenizerPath(
  folder: string,
  { repository, tokenizer }: EmbeddingModel,
): string | null {
  return tokenizer === undefined
    ? null
    : join(folder, ...repository.split('/'), ...tokenizer.file.split('/'));
}
