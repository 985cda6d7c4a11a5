import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import { embeddingModels } from '../embedding/embeddingModels.ts';
import type { CatalogModel, FetchableModel, ModelShape } from './catalogModel.ts';

const llama2Licence = {
  name: 'Llama 2 Community License',
  url: 'https://ai.meta.com/llama/license/',
};
const llama32Licence = {
  name: 'Llama 3.2 Community License',
  url: 'https://www.llama.com/llama3_2/license/',
};
const apacheLicence = {
  name: 'Apache License 2.0',
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
};
/** The card says English only: 0.06 % of what it was trained on is Korean, 0.1 % Japanese. */
const llama2Languages = ['English'];
const llama32Languages = [
  'English',
  'French',
  'German',
  'Hindi',
  'Italian',
  'Portuguese',
  'Spanish',
  'Thai',
];
/** The card of Qwen2.5, from which Qwen2.5-Coder is trained on, names these of over 29. */
const qwen25Languages = [
  'English',
  'Chinese',
  'Japanese',
  'Korean',
  'Arabic',
  'French',
  'German',
  'Italian',
  'Portuguese',
  'Russian',
  'Spanish',
  'Thai',
  'Vietnamese',
];
const shape7B: ModelShape = {
  layers: 32,
  heads: 32,
  kvHeads: 32,
  embedding: 4096,
  feedForward: 11_008,
};

interface Llama2File {
  readonly id: string;
  readonly size: '7B' | '13B';
  readonly quantization: string;
  readonly bytes: number;
  readonly sha256: string;
}

function llama2({ id, size, quantization, bytes, sha256 }: Llama2File): CatalogModel {
  const is7B = size === '7B';
  const repository = is7B ? 'TheBloke/Llama-2-7B-Chat-GGUF' : 'TheBloke/Llama-2-13B-chat-GGUF';
  return {
    id,
    kind: 'chat',
    name: `Llama-2-${size}-Chat ${quantization}`,
    repository,
    file: `llama-2-${size.toLowerCase()}-chat.${quantization}.gguf`,
    bytes,
    sha256,
    licence: llama2Licence,
    parameters: is7B ? 6_738_415_616 : 13_015_864_320,
    contextLength: 4096,
    languages: llama2Languages,
    shape: is7B
      ? shape7B
      : { layers: 40, heads: 40, kvHeads: 40, embedding: 5120, feedForward: 13_824 },
    faster: false,
  };
}

/** The default chat model. */
const defaultChatModel = llama2({
  id: 'llama-2-7b-chat',
  size: '7B',
  quantization: 'Q4_K_M',
  bytes: 4_081_004_224,
  sha256: '08a5566d61d7cb6b420c3e4387a39e0078e1f2fe5f055f3a03887385304d4bfa',
});

/**
 * All catalog models, the default ones first. Sizes and checksums are those of the pointer files in
 * their repositories.
 */
export const modelCatalog: readonly CatalogModel[] = [
  defaultChatModel,
  ...embeddingModels,
  llama2({
    id: 'llama-2-7b-chat-q4-0',
    size: '7B',
    quantization: 'Q4_0',
    bytes: 3_825_807_040,
    sha256: '9958ee9b670594147b750bbc7d0540b928fa12dcc5dd4c58cc56ed2eb85e371b',
  }),
  llama2({
    id: 'llama-2-7b-chat-q5-k-m',
    size: '7B',
    quantization: 'Q5_K_M',
    bytes: 4_783_156_928,
    sha256: 'e0b99920cf47b94c78d2fb06a1eceb9ed795176dfa3f7feac64629f1b52b997f',
  }),
  llama2({
    id: 'llama-2-7b-chat-q8-0',
    size: '7B',
    quantization: 'Q8_0',
    bytes: 7_161_089_728,
    sha256: 'f47dade5e86466edb66c5afe6f8e9fb1fbb2c292827b90bd46b7a1817d864bf2',
  }),
  llama2({
    id: 'llama-2-13b-chat',
    size: '13B',
    quantization: 'Q4_K_M',
    bytes: 7_865_956_224,
    sha256: '7ddfe27f61bf994542c22aca213c46ecbd8a624cca74abff02a7b5a8c18f787f',
  }),
  {
    id: 'llama-3.2-1b-instruct',
    kind: 'chat',
    name: 'Llama-3.2-1B-Instruct Q4_K_M',
    repository: 'bartowski/Llama-3.2-1B-Instruct-GGUF',
    file: 'Llama-3.2-1B-Instruct-Q4_K_M.gguf',
    bytes: 807_694_464,
    sha256: '6f85a640a97cf2bf5b8e764087b1e83da0fdb51d7c9fab7d0fece9385611df83',
    licence: llama32Licence,
    parameters: 1_235_814_400,
    contextLength: 131_072,
    languages: llama32Languages,
    shape: { layers: 16, heads: 32, kvHeads: 8, embedding: 2048, feedForward: 8192 },
    faster: true,
  },
  {
    id: 'llama-3.2-3b-instruct',
    kind: 'chat',
    name: 'Llama-3.2-3B-Instruct Q4_K_M',
    repository: 'bartowski/Llama-3.2-3B-Instruct-GGUF',
    file: 'Llama-3.2-3B-Instruct-Q4_K_M.gguf',
    bytes: 2_019_377_696,
    sha256: '6c1a2b41161032677be168d354123594c0e6e67d2b9227c84f296ad037c728ff',
    licence: llama32Licence,
    parameters: 3_212_749_888,
    contextLength: 131_072,
    languages: llama32Languages,
    shape: { layers: 28, heads: 24, kvHeads: 8, embedding: 3072, feedForward: 8192 },
    faster: true,
  },
  {
    id: 'qwen2.5-coder-1.5b-instruct',
    kind: 'chat',
    name: 'Qwen2.5-Coder-1.5B-Instruct Q4_K_M',
    repository: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    bytes: 1_117_320_768,
    sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
    licence: apacheLicence,
    parameters: 1_543_714_304,
    contextLength: 32_768,
    languages: qwen25Languages,
    shape: { layers: 28, heads: 12, kvHeads: 2, embedding: 1536, feedForward: 8960 },
    faster: true,
  },
];

/** `hf:owner/repository/path/to/file.gguf` */
const anyFile = /^hf:([\w.-]+\/[\w.-]+)\/((?:[\w.-]+\/)*[\w.-]+\.gguf)$/;

/**
 * The model that `id` names: one of the catalog, or any .gguf file at the endpoint as
 * `hf:owner/repository/file.gguf`.
 * @throws Failure `model-missing` for any other text.
 */
export function findCatalogModel(id: string): FetchableModel {
  const known = modelCatalog.find((model) => model.id === id);
  if (known !== undefined) return known;
  const [, repository, file] = anyFile.exec(id) ?? [];
  if (
    repository === undefined ||
    file === undefined ||
    /(^|\/)\.\.?(\/|$)/.test(`${repository}/${file}`)
  ) {
    throw new Failure(
      'model-missing',
      wording('There is no model {id}. Name a file as hf:owner/repository/file.gguf.', {
        id: JSON.stringify(id),
      }),
    );
  }
  return { kind: 'chat', name: file, repository, file, bytes: null, sha256: null };
}
