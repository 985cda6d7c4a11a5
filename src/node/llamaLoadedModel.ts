import { InsufficientMemoryError, JinjaTemplateChatWrapper, Llama2ChatWrapper, resolveChatWrapper } from 'node-llama-cpp';
import type { ChatWrapper, LlamaContext, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { Failure } from '../core/errors.ts';
import type { ModelInspection } from '../protocol/modelMessages.ts';
import { inspectGguf } from './ggufInspection.ts';
import { batchTokens } from './ggufMemory.ts';
import type { LlamaRuntime } from './llamaRuntime.ts';

/** Fewer tokens than this hold no instructions, question and source. */
const leastContext = 256;

export interface LoadOptions {
  readonly path: string;
  readonly contextSize: number;
  readonly threads: number;
}

/** A model in memory with its context, ready to read and write. */
export interface LoadedModel {
  readonly inspection: ModelInspection;
  readonly model: LlamaModel;
  readonly context: LlamaContext;
  readonly sequence: LlamaContextSequence;
  readonly wrapper: ChatWrapper;
  /** Tokens of prompt and answer together. */
  readonly contextSize: number;
  dispose(): Promise<void>;
}

/**
 * Loads a model. Its file is looked at first: llama.cpp is given nothing that is cut short or no chat model.
 * @throws Failure `model-missing`, `model-corrupt`, `model-unsupported`, `context-too-small` or `out-of-memory`, naming the file.
 */
export async function loadModel(runtime: LlamaRuntime, { path, contextSize, threads }: LoadOptions): Promise<LoadedModel> {
  const inspection = await inspectGguf(path, contextSize);
  if (!inspection.hasTensors) throw new Failure('model-unsupported', `${path} holds a vocabulary and no weights.`);
  if (contextSize < leastContext) throw new Failure('context-too-small', `A context of ${contextSize} tokens is too small: ${leastContext} are the least.`);
  runtime.takeErrors();
  let model: LlamaModel | undefined;
  try {
    model = await runtime.llama.loadModel({ modelPath: path, gpuLayers: 0, useMmap: false });
    const context = await model.createContext({
      contextSize, batchSize: batchTokens, threads, sequences: 1, flashAttention: false, failedCreationRemedy: false,
    });
    const loaded = model;
    return {
      inspection, model, context, contextSize,
      sequence: context.getSequence(),
      wrapper: wrapperFor(loaded, inspection),
      dispose: () => loaded.dispose(),
    };
  } catch (error) {
    await model?.dispose();
    throw loadingFailure(error, path, runtime.takeErrors());
  }
}

/** Llama-2 models get their template by name (their files often carry none); any other model the template in its file. */
function wrapperFor(model: LlamaModel, inspection: ModelInspection): ChatWrapper {
  if (inspection.isLlama2Chat) return new Llama2ChatWrapper();
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template !== undefined) return new JinjaTemplateChatWrapper({ template, tokenizer: model.tokenizer, reasoning: false });
  return resolveChatWrapper(model);
}

function loadingFailure(error: unknown, path: string, logged: string): unknown {
  if (!(error instanceof Error)) return error;
  const said = logged === '' ? error.message : logged;
  if (error instanceof InsufficientMemoryError || /alloc|memory/i.test(said)) {
    return new Failure('out-of-memory', `There is too little memory for ${path}: ${said}.`, { cause: error });
  }
  if (/unknown (model )?architecture|unsupported|unknown pre-tokenizer/i.test(said)) {
    return new Failure('model-unsupported', `llama.cpp does not know what is in ${path}: ${said}.`, { cause: error });
  }
  return new Failure('model-corrupt', `llama.cpp cannot load ${path}: ${said}.`, { cause: error });
}
