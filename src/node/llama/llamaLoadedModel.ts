import {
  InsufficientMemoryError,
  JinjaTemplateChatWrapper,
  Llama2ChatWrapper,
  resolveChatWrapper,
} from 'node-llama-cpp';
import type { ChatWrapper, LlamaContextSequence, LlamaModel } from 'node-llama-cpp';
import { DraftPolicy } from '../../core/decoding/draftPolicy.ts';
import { plainText } from '../../core/plainText.ts';
import { Failure } from '../../core/errors.ts';
import type { FileState } from '../../core/ports/fileState.ts';
import type { ModelInspection } from '../../core/models.ts';
import { wording } from '../../core/texts/wording.ts';
import { inspectGguf } from '../gguf/ggufInspection.ts';
import { batchTokens } from '../gguf/ggufMemory.ts';
import { modelState } from '../gguf/ggufParts.ts';
import { ModelFileFailure } from '../gguf/modelFileFailure.ts';
import { notForChatBecause } from '../gguf/notForChat.ts';
import { ModelConversation } from './llamaConversation.ts';
import { checkMemory } from './tuning/llamaMemory.ts';
import { PromptReader } from './llamaReader.ts';
import { assumedRounding } from './tuning/llamaRounding.ts';
import type { LlamaRuntime } from './llamaRuntime.ts';
import { ThreadChoice } from './tuning/llamaThreads.ts';
import { frameCosts } from './llamaTokens.ts';

/** Fewer tokens than this cannot hold instructions, a question and a source. */
const minContext = 256;

export interface LoadOptions {
  readonly path: string;
  /** Tokens of the prompt and the answer together. */
  readonly contextSize: number;
  /** 0 to choose from what the machine has free. */
  readonly threads: number;
}

/** A model in memory with its context, and what was learned about it. */
export interface LoadedModel {
  readonly inspection: ModelInspection;
  /** The file when it was loaded. */
  readonly file: FileState;
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly wrapper: ChatWrapper;
  /** Tokens that the template takes. */
  readonly frame: { readonly frameTokens: number; readonly turnFrameTokens: number };
  readonly contextSize: number;
  readonly threads: ThreadChoice;
  /** Whether it has been measured how many threads are fastest and how the model rounds. */
  isTuned: boolean;
  /** How far computing tokens at once may move a decision. */
  rounding: number;
  readonly reader: PromptReader;
  readonly drafts: DraftPolicy;
  readonly conversation: ModelConversation;
  dispose(): Promise<void>;
}

/**
 * Loads a model, after checking its file: llama.cpp is never given a file that is truncated, is not
 * a chat model, or is too large for the memory.
 * @throws Failure `model-missing`, `model-corrupt`, `model-unsupported`, `context-too-small` or
 * `out-of-memory`, naming the file.
 */
export async function loadModel(
  runtime: LlamaRuntime,
  { path, contextSize, threads }: LoadOptions,
): Promise<LoadedModel> {
  const file = await modelState(path);
  const inspection = await inspectGguf(path, contextSize);
  const reason = notForChatBecause(inspection);
  if (reason !== null) throw new ModelFileFailure('model-unsupported', path, reason);
  if (contextSize < minContext)
    throw new Failure(
      'context-too-small',
      wording('A context of {contextSize} tokens is too small: the minimum is {minContext}.', {
        contextSize,
        minContext,
      }),
    );
  await checkMemory(path, contextSize);
  runtime.takeErrors();
  let model: LlamaModel | undefined;
  try {
    // Without mmap: the weights are repacked anyway, and the file's pages would stay in memory as
    // well (docs/inference.md).
    model = await runtime.llama.loadModel({
      modelPath: path,
      gpuLayers: 0,
      useMmap: false,
      ignoreMemorySafetyChecks: true,
    });
    const context = await model.createContext({
      contextSize,
      batchSize: batchTokens,
      threads: runtime.cores,
      sequences: 1,
      flashAttention: false,
      failedCreationRemedy: false,
      ignoreMemorySafetyChecks: true,
    });
    const loaded = model;
    const sequence = context.getSequence();
    const wrapper = wrapperFor(loaded, inspection, runtime.log);
    const choice = new ThreadChoice(runtime.llama, runtime.cores, threads);
    return {
      inspection,
      file,
      model,
      sequence,
      wrapper,
      contextSize,
      frame: frameCosts(loaded, wrapper),
      threads: choice,
      isTuned: false,
      rounding: assumedRounding,
      reader: new PromptReader(sequence, () => {
        choice.apply('read');
      }),
      drafts: new DraftPolicy(),
      conversation: new ModelConversation(),
      dispose: () => loaded.dispose(),
    };
  } catch (error) {
    await model?.dispose();
    throw loadingFailure(error, path, runtime.takeErrors());
  }
}

/**
 * Llama-2 models get their template by name (their files often have none). Any other model gets the
 * template in its file or, if that is broken, the most similar known one.
 */
function wrapperFor(
  model: LlamaModel,
  inspection: ModelInspection,
  log: (line: string) => void,
): ChatWrapper {
  if (inspection.isLlama2Chat) return new Llama2ChatWrapper();
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  if (template === undefined) return resolveChatWrapper(model);
  try {
    const wrapper = new JinjaTemplateChatWrapper({
      template,
      tokenizer: model.tokenizer,
      reasoning: false,
    });
    frameCosts(model, wrapper); // some errors appear only when it is used
    return wrapper;
  } catch (error) {
    const known = resolveChatWrapper(model, { noJinja: true });
    const why = error instanceof Error ? error.message : String(error);
    log(
      `The chat template of ${inspection.path} is broken (${plainText(why)}). ` +
        `The known template ${known.wrapperName} is used instead.`,
    );
    return known;
  }
}

function loadingFailure(error: unknown, path: string, logged: string): unknown {
  if (!(error instanceof Error)) return error;
  const said = logged === '' ? error.message : logged;
  if (error instanceof InsufficientMemoryError || /alloc|memory/i.test(said)) {
    return new Failure(
      'out-of-memory',
      wording('{path} could not be loaded: {said}.', { path, said }),
      {
        cause: error,
      },
    );
  }
  if (/unknown (model )?architecture|unsupported|unknown pre-tokenizer/i.test(said)) {
    return new Failure(
      'model-unsupported',
      wording('llama.cpp does not know what is in {path}: {said}.', { path, said }),
      { cause: error },
    );
  }
  return new Failure(
    'model-corrupt',
    wording('llama.cpp cannot load {path}: {said}.', { path, said }),
    { cause: error },
  );
}
