import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { GenerateEvent, GenerateRequest, Generation, Receipt } from '../core/ports.ts';
import type { FailureReason } from '../core/errors.ts';
import type { ChatModelSettings } from '../core/settings.ts';
import type { FailureData } from './failureData.ts';

/** Messages between the host (or the CLI) and `process/llm`. */

export interface LoadParams {
  /** Absolute path of the .gguf file. */
  readonly modelPath: string;
  readonly settings: ChatModelSettings;
}

export interface ModelDescription {
  readonly name: string;
  readonly path: string;
  readonly contextSize: number;
  readonly parameters: number;
}

export interface InspectParams {
  /** Absolute paths of .gguf files. */
  readonly paths: readonly string[];
  /** Context in tokens that the memory is estimated for. */
  readonly contextSize: number;
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
  /** Whether it speaks the Llama-2 template, by its own template or (many files carry none) by its name. */
  readonly isLlama2Chat: boolean;
  readonly parameters: number;
  /** `Q4_K_M`, `F16`... */
  readonly quantization: string;
  readonly fileBytes: number;
  /** Memory it needs at the context asked for: weights, KV cache and working memory. */
  readonly memoryBytes: number;
}

/** A file that could not be inspected keeps its reason, so that one bad file hides no other. */
export type InspectOutcome = { readonly ok: true; readonly model: ModelInspection } | { readonly ok: false; readonly path: string; readonly reason: FailureReason; readonly message: string };

/** What came of computing an answer again. `index` is the first token that differs; `logitGap` how far apart the two tokens' logits are, null where it is large. */
export type ReplayOutcome =
  | { readonly same: true; readonly text: string }
  | { readonly same: false; readonly text: string; readonly index: number; readonly logitGap: number | null };

/** Whether an answer is computed again with the guesses that the receipt records, or token by token, to compare guessing with not guessing. */
export type ReplayGuessing = 'as recorded' | 'none';

/** Reads only the headers; loads nothing native. `inspectGguf` of src/node does the same in-process. */
export const Inspect = new RequestType<InspectParams, readonly InspectOutcome[], FailureData>('llm/inspect');
/** Loads the model unless the same one is loaded with the same settings. */
export const Load = new RequestType<LoadParams, ModelDescription, FailureData>('llm/load');
/** `id` names the answer in the events that stream while the request is pending. Cancelling the request is Stop. */
export const Generate = new RequestType<{ id: string; load: LoadParams; request: GenerateRequest }, Generation, FailureData>('llm/generate');
export const Generated = new NotificationType<{ id: string; event: GenerateEvent }>('llm/event');
/** Reads the sources of a question that is still being typed; the next request of any kind stops it and keeps what was read. Resolves with the tokens read. */
export const ReadAhead = new RequestType<{ load: LoadParams; request: GenerateRequest }, number, FailureData>('llm/readAhead');
/** The prompt that Generate would read now, as text. It stops nothing. */
export const PreviewPrompt = new RequestType<{ load: LoadParams; request: GenerateRequest }, string, FailureData>('llm/previewPrompt');
/** Computes an answer anew from an empty context and compares. */
export const Replay = new RequestType<{ load: LoadParams; receipt: Receipt; guessing: ReplayGuessing }, ReplayOutcome, FailureData>('llm/replay');
export const Unload = new RequestType0<void, FailureData>('llm/unload');
/** Ends the process. */
export const Shutdown = new RequestType0<void, FailureData>('llm/shutdown');
