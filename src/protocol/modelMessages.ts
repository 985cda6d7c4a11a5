import type { ConverseRequest, Reply } from '../core/ports/conversing.ts';
import type {
  Continuation,
  GenerateEvent,
  GenerateRequest,
  ReplayableGeneration,
} from '../core/ports/generation.ts';
import type { Receipt, ReplayGuessing, ReplayOutcome } from '../core/ports/receipt.ts';
import type { ChatModelSettings } from '../core/settings/settings.ts';
import { MessageTable } from './messageTable.ts';

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

/** What the host (or the CLI) asks `process/modelProcess`. */
export interface ModelRequests {
  /** Loads the model unless the same one is loaded with the same settings. */
  load(params: LoadParams): ModelDescription;
  /**
   * `id` names the answer in the events that arrive while the request is pending. Cancelling the
   * request is Stop.
   */
  generate(params: {
    id: string;
    load: LoadParams;
    request: GenerateRequest;
  }): ReplayableGeneration;
  /** Writes on where an answer was cut; like `generate`. */
  continueAnswer(params: {
    id: string;
    load: LoadParams;
    continuation: Continuation;
  }): ReplayableGeneration;
  /**
   * Answers a conversation of another program, after what was asked before. Events as for
   * `generate`.
   */
  converse(params: { id: string; load: LoadParams; request: ConverseRequest }): Reply;
  /** The tokens of a text; null while the model is not loaded. It stops nothing. */
  countTokens(params: { load: LoadParams; text: string }): number | null;
  /**
   * Reads the sources of a question that is still being typed. The next request of any kind stops
   * it and keeps what was read. Resolves with the number of tokens read.
   */
  readAhead(params: { load: LoadParams; request: GenerateRequest }): number;
  /** The prompt that `generate` would read now, as text. It stops nothing. */
  previewPrompt(params: { load: LoadParams; request: GenerateRequest }): string;
  /** Computes an answer again from an empty context and compares. */
  replay(params: { load: LoadParams; receipt: Receipt; guessing: ReplayGuessing }): ReplayOutcome;
  unload(): void;
  /** Ends the process. */
  shutdown(): void;
}

/** What `process/modelProcess` reports. */
export interface ModelNotifications {
  readonly generated: { readonly id: string; readonly event: GenerateEvent };
}

export const modelMessages = new MessageTable<ModelRequests, ModelNotifications>('model');
