import type { ModelKind } from '../../protocol/engine.ts';

/** A model that can be fetched. */
export interface CatalogModel {
  readonly kind: ModelKind;
  readonly name: string;
  /** `owner/name` at the endpoint. */
  readonly repository: string;
  /** Path of the file in the repository. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The chat model that is offered. */
export const defaultChatModel: CatalogModel = {
  kind: 'chat',
  name: 'Llama-2-7B-Chat',
  repository: 'TheBloke/Llama-2-7B-Chat-GGUF',
  file: 'llama-2-7b-chat.Q4_K_M.gguf',
  bytes: 4_081_004_224,
  sha256: '08a5566d61d7cb6b420c3e4387a39e0078e1f2fe5f055f3a03887385304d4bfa',
};

/** The embedding model: 384 dimensions, 256 tokens, 8-bit weights. */
export const embeddingModel: CatalogModel = {
  kind: 'embedding',
  name: 'all-MiniLM-L6-v2',
  repository: 'Xenova/all-MiniLM-L6-v2',
  file: 'onnx/model_quantized.onnx',
  bytes: 22_972_370,
  sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
};
