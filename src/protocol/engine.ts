import type { Answer, AnswerEvent, AnswerRequest } from '../core/answering/answer.ts';
import type { Cancellation } from '../core/ports.ts';
import type { Settings } from '../core/settings.ts';
import type { IndexClient } from './indexClient.ts';

/** Which of the two models. */
export type ModelKind = 'chat' | 'embedding';

export interface ModelFile {
  readonly kind: ModelKind;
  readonly name: string;
  /** Absolute path of the .gguf or .onnx file. */
  readonly path: string;
  readonly bytes: number;
}

/** The model that a download would bring. */
export interface ModelOffer {
  readonly kind: ModelKind;
  readonly name: string;
  readonly bytes: number;
  /** Memory it needs at the default context, and what is free now. */
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
}

export interface DownloadProgress {
  readonly phase: 'receiving' | 'verifying';
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** The models on this machine: found, fetched on a click, imported. */
export interface ModelFiles {
  /** Absolute path of the models folder in use. */
  readonly folder: string;
  /** The model in use, or null where there is none. */
  find(kind: ModelKind): Promise<ModelFile | null>;
  offer(kind: ModelKind): ModelOffer;
  /**
   * `fetch` comes from outside: the editor's own applies its proxy settings.
   * @throws Failure `disk-full`, `offline`, `download-failed`, `checksum-mismatch` or `cancelled`; nothing half-done is ever found later.
   */
  download(kind: ModelKind, fetch: typeof globalThis.fetch, onProgress: (progress: DownloadProgress) => void, cancellation: Cancellation): Promise<ModelFile>;
  /**
   * Copies a .gguf file, or the folder or .onnx file of the embedding model, into the models folder.
   * @throws Failure `model-corrupt` or `model-unsupported` naming the file; `disk-full`; `cancelled`.
   */
  import(kind: ModelKind, path: string, onProgress: (progress: DownloadProgress) => void, cancellation: Cancellation): Promise<ModelFile>;
}

/** The product without a face: what the editor and the terminal drive. */
export interface Engine {
  readonly index: IndexClient;
  readonly models: ModelFiles;
  /** Applies changed settings; also to be called after a model was found, fetched or imported. */
  configure(settings: Settings): Promise<void>;
  /**
   * Sources first, then the model's words, then citations and checks. Pauses indexing meanwhile where the settings say so.
   * @throws Failure by reason; `cancelled` when stopped.
   */
  answer(request: AnswerRequest, onEvent: (event: AnswerEvent) => void, cancellation: Cancellation): Promise<Answer>;
  /** Ends both child processes. */
  stop(): Promise<void>;
}
