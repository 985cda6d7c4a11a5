import type { Cancellation, FileState } from './ports.ts';

/** Model files on this machine and in the catalog. */

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

/** A model that can be downloaded by its id. */
export interface KnownModel extends ModelOffer {
  readonly id: string;
  readonly licence: { readonly name: string; readonly url: string };
  readonly parameters: number;
  /** Tokens it was trained for. */
  readonly contextLength: number;
  /** For small machines: several times faster than the default, and less able. */
  readonly faster: boolean;
}

/** A model file in the models folder, with what is remembered of it. */
export interface KeptModel extends ModelFile {
  /** Hex; null where it was never computed. */
  readonly sha256: string | null;
  /**
   * Whether that is the checksum which the catalog knows; else it is that of the file when it first
   * came.
   */
  readonly isKnown: boolean;
  readonly origin: 'downloaded' | 'imported' | 'found';
  /** Milliseconds since 1970. */
  readonly lastUsedMs: number | null;
  readonly inUse: boolean;
  /** Why it cannot be used, as the end of a sentence; null where it can. */
  readonly problem: string | null;
}

/** What is known of a model file as it was when it was used. */
export interface ModelIdentity {
  /** Hex; null while it is being computed, which is done once for each file. */
  readonly sha256: string | null;
  /**
   * Whether the file is still the same; one that has changed before its checksum was there never
   * gets one.
   */
  readonly isThere: boolean;
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
  /** All models that are known, the offered ones first. */
  catalog(): readonly KnownModel[];
  /**
   * Downloads by the global `fetch`, which in the editor applies its proxy settings.
   * @param id of a known model, or `hf:owner/repository/file.gguf`; the offered one where it is
   * left out.
   * @throws Failure `disk-full`, `folder-read-only`, `offline`, `download-failed`,
   * `checksum-mismatch` or `cancelled`; nothing half-done is ever found later.
   */
  download(
    kind: ModelKind,
    onProgress: (progress: DownloadProgress) => void,
    cancellation: Cancellation,
    id?: string,
  ): Promise<ModelFile>;
  /**
   * Copies a .gguf file, or the folder or .onnx file of the embedding model, into the models
   * folder.
   * @throws Failure `model-corrupt` or `model-unsupported` naming the file; `disk-full`;
   * `cancelled`.
   */
  import(
    kind: ModelKind,
    path: string,
    onProgress: (progress: DownloadProgress) => void,
    cancellation: Cancellation,
  ): Promise<ModelFile>;
  /** All model files in the folder, the largest first. */
  list(): Promise<readonly KeptModel[]>;
  /**
   * Reads a model file whole and compares it with its known or recorded checksum; records it where
   * there is none.
   * @returns its sha256, hex.
   * @throws Failure `checksum-mismatch`, `model-missing` or `cancelled`.
   */
  verify(
    path: string,
    onProgress: (progress: DownloadProgress) => void,
    cancellation: Cancellation,
  ): Promise<string>;
  /** @param used size and date of the file when it was used. */
  identify(path: string, used: FileState): Promise<ModelIdentity>;
  /**
   * Deletes a model file.
   * @throws Failure `model-missing` for any other path, `folder-read-only`.
   */
  delete(path: string): Promise<void>;
}

/** What a .gguf file is, by its header alone. */
export interface ModelInspection {
  readonly path: string;
  /** As the file names itself, else the file's name. */
  readonly name: string;
  readonly architecture: string;
  /** Tokens it was trained for; 0 where the file does not say. */
  readonly contextLength: number;
  /** False for a file that holds a vocabulary alone. */
  readonly hasTensors: boolean;
  /** Whether the file carries a chat template of its own. */
  readonly hasChatTemplate: boolean;
  /**
   * Whether it speaks the Llama-2 template, by its own template or (many files carry none) by its
   * name.
   */
  readonly isLlama2Chat: boolean;
  readonly parameters: number;
  /** `Q4_K_M`, `F16`... */
  readonly quantization: string;
  readonly fileBytes: number;
  /** Memory it needs at the context asked for: weights, KV cache and working memory. */
  readonly memoryBytes: number;
}
