import type { Token } from 'node-llama-cpp';
import type { PromptLayout } from '../../core/prompt/layoutPrompt.ts';
import type { GenerateRequest } from '../../core/ports/generation.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { commonBeginning, renderPrompt, tokenizeText } from './llamaTokens.ts';
import { answerTokens } from '../../core/prompt/answerTokens.ts';

/** A prompt as the model reads it. */
export interface Prompt {
  readonly layout: PromptLayout;
  readonly tokens: readonly Token[];
}

/** @throws Failure `context-too-small`. */
export function makePrompt(loaded: LoadedModel, request: GenerateRequest): Prompt {
  const { model, wrapper, contextSize, conversation, reader } = loaded;
  const reserved = answerTokens(contextSize, request.decoding.maxTokens);
  const seconds = request.budgetSeconds ?? 0;
  const timeTokens =
    seconds === 0 || reader.tokensPerSecond === 0
      ? Infinity
      : Math.floor(seconds * reader.tokensPerSecond);
  const limits = { roomTokens: contextSize - reserved, timeTokens, ...loaded.frame };
  const layout = conversation.layout(request, limits, {
    count: (text) => tokenizeText(model, text).length,
  });
  return { layout, tokens: renderPrompt(model, wrapper, layout, conversation.written) };
}

/** A prompt as text, including the template's markers. */
export function promptText({ model }: LoadedModel, tokens: readonly Token[]): string {
  return model.detokenize(tokens, true);
}

/** The part that answers copy from: all of a prompt except its beginning. */
export function copyablePart(
  { model, wrapper }: LoadedModel,
  prompt: readonly Token[],
): readonly Token[] {
  return prompt.slice(commonBeginning(model, wrapper).length);
}
