import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { GenerateEvent, GenerateRequest, Generation } from '../core/ports.ts';
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

/** Loads the model unless the same one is loaded with the same settings. */
export const Load = new RequestType<LoadParams, ModelDescription, FailureData>('llm/load');
/** `id` names the answer in the events that stream while the request is pending. Cancelling the request is Stop. */
export const Generate = new RequestType<{ id: string; load: LoadParams; request: GenerateRequest }, Generation, FailureData>('llm/generate');
export const Generated = new NotificationType<{ id: string; event: GenerateEvent }>('llm/event');
export const Unload = new RequestType0<void, FailureData>('llm/unload');
/** Ends the process. */
export const Shutdown = new RequestType0<void, FailureData>('llm/shutdown');
