import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { InspectOutcome } from '../core/models.ts';
import type {
  GenerateEvent,
  GenerateRequest,
  Generation,
  Receipt,
  ReplayGuessing,
  ReplayOutcome,
} from '../core/ports.ts';
import type { ChatModelSettings } from '../core/settings/settings.ts';
import type { FailureData } from './failureData.ts';

/** Messages between the host (or the CLI) and `process/modelProcess`. */

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

/**
 * Reads only the headers; loads nothing native. `inspectGguf` of src/node does the same in-process.
 */
export const Inspect = new RequestType<InspectParams, readonly InspectOutcome[], FailureData>(
  'llm/inspect',
);
/** Loads the model unless the same one is loaded with the same settings. */
export const Load = new RequestType<LoadParams, ModelDescription, FailureData>('llm/load');
/**
 * `id` names the answer in the events that stream while the request is pending. Cancelling the
 * request is Stop.
 */
export const Generate = new RequestType<
  { id: string; load: LoadParams; request: GenerateRequest },
  Generation,
  FailureData
>('llm/generate');
export const Generated = new NotificationType<{ id: string; event: GenerateEvent }>('llm/event');
/**
 * Reads the sources of a question that is still being typed; the next request of any kind stops it
 * and keeps what was read. Resolves with the tokens read.
 */
export const ReadAhead = new RequestType<
  { load: LoadParams; request: GenerateRequest },
  number,
  FailureData
>('llm/readAhead');
/** The prompt that Generate would read now, as text. It stops nothing. */
export const PreviewPrompt = new RequestType<
  { load: LoadParams; request: GenerateRequest },
  string,
  FailureData
>('llm/previewPrompt');
/** Computes an answer anew from an empty context and compares. */
export const Replay = new RequestType<
  { load: LoadParams; receipt: Receipt; guessing: ReplayGuessing },
  ReplayOutcome,
  FailureData
>('llm/replay');
export const Unload = new RequestType0<void, FailureData>('llm/unload');
/** Ends the process. */
export const Shutdown = new RequestType0<void, FailureData>('llm/shutdown');
