import type { Token } from 'node-llama-cpp';
import type {
  GenerateRequest,
  Generation,
  ReadingProgress,
  SourceChoice,
} from '../../core/ports/generation.ts';
import type { LoadedModel } from './llamaLoadedModel.ts';
import { makePrompt } from './llamaPrompt.ts';

/**
 * What the same question would take with only the best source, while `prompt` is being read.
 * @returns a function whose result is null while that would be the same prompt or the speed is not
 * known.
 */
export function bestSourceAlone(
  loaded: LoadedModel,
  request: GenerateRequest,
  prompt: readonly Token[],
): (progress: ReadingProgress) => SourceChoice | null {
  if (request.sources.length < 2) return () => null;
  const alone = makePrompt(loaded, { ...request, sources: request.sources.slice(0, 1) }).tokens;
  const shared = commonLength(alone, prompt);
  if (alone.length >= prompt.length) return () => null;
  return ({ readTokens, tokensPerSecond }) =>
    toChoice(1, alone.length - Math.min(readTokens, shared), tokensPerSecond);
}

/**
 * What it would take to answer the question again with only the best source, and with as many as
 * the context holds; each only if that number differs from what was sent. Call it when the answer
 * is part of the conversation, as it is when the user chooses.
 */
export function otherChoices(
  loaded: LoadedModel,
  request: GenerateRequest,
  sent: number,
): Pick<Generation, 'fewer' | 'more'> {
  const { sequence, reader, contextSize } = loaded;
  const choose = (changes: Partial<GenerateRequest>): SourceChoice | null => {
    const { layout, tokens } = makePrompt(loaded, { ...request, ...changes });
    return toChoice(
      layout.usedSources.length,
      tokens.length - commonLength(tokens, sequence.contextTokens),
      reader.tokensPerSecond,
    );
  };
  const most =
    sent < request.sources.length ? choose({ budgetTokens: contextSize, budgetSeconds: 0 }) : null;
  return {
    fewer: sent > 1 ? choose({ sources: request.sources.slice(0, 1) }) : null,
    more: most !== null && most.sources > sent ? most : null,
  };
}

function toChoice(sources: number, tokens: number, tokensPerSecond: number): SourceChoice | null {
  return tokensPerSecond === 0 ? null : { sources, seconds: tokens / tokensPerSecond };
}

function commonLength(one: readonly Token[], other: readonly Token[]): number {
  const differs = one.findIndex((token, index) => token !== other[index]);
  return differs < 0 ? one.length : differs;
}
