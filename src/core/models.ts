import type { Cancellation } from './ports/cancellation.ts';
import type { FileState } from './ports/fileState.ts';
import type { Wording } from './texts/wording.ts';

/** Model files on this machine and in the catalog. */

/** The two kinds of models. */
export type ModelKind = 'chat' | 'embedding';

export interface ModelFile {
  readonly kind: ModelKind;
  readonly name: string;
  /** Absolute path of the .gguf or .onnx file. */
  readonly path: string;
  readonly bytes: number;
}

/** How long a question of the usual length is read before a chat model writes its first word. */
export interface FirstWord {
  readonly seconds: number;
  /** Whether a chat model was measured on this machine; otherwise it is a guess by its cores. */
  readonly isMeasured: boolean;
}

/** A model offered for download. */
export interface ModelOffer {
  readonly id: string;
  readonly kind: ModelKind;
  readonly name: string;
  readonly bytes: number;
  /** Memory it needs at the configured context, and free memory now. */
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  /** Null for embedding models. */
  readonly firstWord: FirstWord | null;
}

/** A model that can be downloaded by its id. */
export interface KnownModel extends ModelOffer {
  readonly licence: { readonly name: string; readonly url: string };
  readonly parameters: number;
  /** Tokens it was trained for. */
  readonly contextLength: number;
  /** Names of the languages that its publisher says it is for, English first. */
  readonly languages: readonly string[];
  /** For small machines: several times faster than the default model, but less capable. */
  readonly faster: boolean;
  /** Whether it is the chat model that suits this machine best now. */
  readonly isProposed: boolean;
}

/** How fast a chat model was in an answer, in tokens a second. */
export interface ModelSpeed {
  readonly read: number;
  readonly written: number;
}

/** What a chat model file takes, and how fast it is on this machine. */
export interface ChatModelFacts {
  /** Memory it needs at the configured context by its own header, and free memory now. */
  readonly memoryBytes: number;
  readonly freeMemoryBytes: number;
  readonly firstWord: FirstWord;
  /** In its latest answer that was long enough to tell; null before the first. */
  readonly speed: ModelSpeed | null;
}

/** A model file in the models folder, with its record. */
export interface KeptModel extends Omit<ModelFile, 'kind'> {
  readonly kind: ModelKind | 'detector';
  /** Hex; null if never computed. */
  readonly sha256: string | null;
  /**
   * Whether `sha256` is in the catalog. Otherwise it is the file's checksum when it was first seen.
   */
  readonly isKnown: boolean;
  readonly origin: 'downloaded' | 'imported' | 'found';
  /** Milliseconds since 1970. */
  readonly lastUsedMs: number | null;
  readonly inUse: boolean;
  /** Why it cannot be used, as the end of a sentence; null if it can. */
  readonly problem: Wording | null;
  /** Null unless it can be used to chat. */
  readonly chatFacts: ChatModelFacts | null;
}

/** The identity of a model file at the time it was used. */
export interface ModelIdentity {
  /** Hex; null while it is being computed, once per file. */
  readonly sha256: string | null;
  /**
   * Whether the file is still the same. If it changed before its checksum was computed, `sha256`
   * stays null.
   */
  readonly isThere: boolean;
}

export interface DownloadProgress {
  /** `waiting`: the server is busy; the next try is in `waitSeconds`. */
  readonly phase: 'receiving' | 'verifying' | 'waiting';
  readonly receivedBytes: number;
  readonly totalBytes: number;
  readonly waitSeconds?: number;
}

/** The models on this machine: found, downloaded on a click, or imported. */
export interface ModelFiles {
  /** Absolute path of the models folder in use. */
  readonly folder: string;
  /** The model in use; null if there is none. */
  find(kind: ModelKind): Promise<ModelFile | null>;
  /** The chat model that suits this machine's free memory, or the embedding model in use. */
  offer(kind: ModelKind): ModelOffer;
  /** All catalog models: the proposed chat model first, then the default ones. */
  catalog(): readonly KnownModel[];
  /**
   * Downloads with the global `fetch`, which applies the editor's proxy settings there.
   * @param id of a catalog model, or `hf:owner/repository/file.gguf`; the offered one if absent.
   * @throws Failure `disk-full`, `folder-read-only`, `offline`, `download-failed`,
   * `checksum-mismatch` or `cancelled`. An incomplete file is never found as a model.
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
  /**
   * Copies a detector, with its tokenizer and configuration, into the models folder.
   * @param path of its .onnx file or folder.
   * @returns the absolute path that the setting `answer.detector` can name.
   * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported`; `disk-full`;
   * `cancelled`.
   */
  importDetector(
    path: string,
    onProgress: (progress: DownloadProgress) => void,
    cancellation: Cancellation,
  ): Promise<string>;
  /** All model files in the folder, the largest first. */
  list(): Promise<readonly KeptModel[]>;
  /**
   * Reads all of a model file and compares it with its known or recorded checksum. Records the
   * checksum if there is none.
   * @returns its sha256, hex.
   * @throws Failure `checksum-mismatch`, `model-missing` or `cancelled`.
   */
  verify(
    path: string,
    onProgress: (progress: DownloadProgress) => void,
    cancellation: Cancellation,
  ): Promise<string>;
  /** @param used the file's size and date when it was used. */
  identify(path: string, used: FileState): Promise<ModelIdentity>;
  /**
   * Deletes a model file.
   * @throws Failure `model-missing` for any other path, `folder-read-only`.
   */
  delete(path: string): Promise<void>;
}

/**
 * What a .gguf file is for: chatting, embedding text, image input for another model, or adapting
 * another model (LoRA).
 */
export type ModelPurpose = 'chat' | 'embedding' | 'projector' | 'adapter';

/** A description of a .gguf file, from its header alone. */
export interface ModelInspection {
  readonly path: string;
  /** The name in the header, otherwise the file's name. */
  readonly name: string;
  readonly architecture: string;
  readonly purpose: ModelPurpose;
  /** Tokens it was trained for; 0 if the file does not say. */
  readonly contextLength: number;
  /** False for a file with only a vocabulary. */
  readonly hasTensors: boolean;
  /** Whether the file contains a chat template. */
  readonly hasChatTemplate: boolean;
  /**
   * Whether it uses the Llama-2 template, judged by its own template or, since many files have
   * none, by its name.
   */
  readonly isLlama2Chat: boolean;
  readonly parameters: number;
  /** `Q4_K_M`, `F16`... */
  readonly quantization: string;
  readonly fileBytes: number;
  /** Memory it needs at the requested context: weights, KV cache and working memory. */
  readonly memoryBytes: number;
}
