import type { Turn } from '../domain.ts';
import type { GenerateRequest, PromptSource, UsedSource } from '../ports/generation.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { bestSources, minSourceTokens } from './bestSources.ts';
import { timeRoom } from './layoutPrompt.ts';
import type { Exchange, PromptLayout, PromptLimits } from './layoutPrompt.ts';
import { questionBlock, sourceBlock, systemPrompt } from './promptText.ts';

/** A conversation, word for word as it is in the model's context. */
export interface StandingConversation {
  readonly exchanges: readonly Exchange[];
  /** Tokens from the start of the prompt to the end of the last answer. */
  readonly tokens: number;
}

/**
 * Lays out a question as the next message of the conversation in the context, so that none of it is
 * read again. Sources that are already there keep their places and numbers, and count against the
 * budget as if they were read. New ones follow with the next numbers.
 * @returns null if the request's history is another conversation, or if the context has no room.
 * Then everything must be laid out again.
 */
export function layoutFollowUp(
  request: Omit<GenerateRequest, 'decoding'>,
  standing: StandingConversation,
  limits: PromptLimits,
  tokenizer: Tokenizer,
): PromptLayout | null {
  const earlier = request.history.length - standing.exchanges.length;
  if (standing.exchanges.length === 0 || earlier < 0) return null;
  if (
    !standing.exchanges.every(({ turn }, index) => isSame(turn, request.history[earlier + index]))
  )
    return null;
  const { kept, fresh, numbers } = number(
    request.sources,
    standing.exchanges.flatMap(({ sources }) => sources),
  );
  const keptTokens = kept.reduce((sum, source) => sum + tokenizer.count(sourceBlock(source)), 0);
  const question = questionBlock(request.question);
  const ownTokens = limits.turnFrameTokens + tokenizer.count(question);
  const free = limits.roomTokens - standing.tokens - ownTokens;
  const isBestNew =
    fresh[0] !== undefined && numbers.get(fresh[0].number) === request.sources[0]?.number;
  const least = isBestNew ? minSourceTokens : 0;
  if (free < least) return null;
  const inBudget = Math.max(request.budgetTokens - ownTokens - keptTokens, least);
  const inTime = timeRoom(
    limits.timeTokens - ownTokens,
    isBestNew ? fresh[0] : undefined,
    tokenizer,
  ); // what is in the context is not read again
  const placed = bestSources(fresh, Math.min(free, inBudget, inTime), tokenizer);
  return {
    system: systemPrompt,
    exchanges: standing.exchanges,
    user: placed.text + question,
    placed: placed.sources,
    numbers,
    usedSources: [...kept, ...placed.sources].flatMap((source) => {
      const asked = numbers.get(source.number);
      return asked === undefined ? [] : [usedSource(asked, source)];
    }),
    droppedTurns: earlier,
    tokens: standing.tokens + ownTokens + placed.tokens,
  };
}

function usedSource(asked: number, { number: inPrompt, text }: PromptSource): UsedSource {
  const lines = text.split('\n').length;
  return { number: asked, lines, ...(inPrompt === asked ? {} : { inPrompt }) };
}

interface Numbered {
  /** Sources of the request that are already in the context, as they are there. */
  readonly kept: readonly PromptSource[];
  /** The others, with the next numbers. */
  readonly fresh: readonly PromptSource[];
  /** From numbers in the prompt to numbers in the request. */
  readonly numbers: ReadonlyMap<number, number>;
}

function number(sources: readonly PromptSource[], standing: readonly PromptSource[]): Numbered {
  const kept: PromptSource[] = [];
  const fresh: PromptSource[] = [];
  const numbers = new Map<number, number>();
  let next = Math.max(0, ...standing.map((source) => source.number)) + 1;
  for (const source of sources) {
    const there = standing.find(
      ({ label, text }) => label === source.label && source.text.startsWith(text),
    );
    const place = there ?? { ...source, number: next++ };
    (there === undefined ? fresh : kept).push(place);
    numbers.set(place.number, source.number);
  }
  return { kept, fresh, numbers };
}

function isSame(turn: Turn, other: Turn | undefined): boolean {
  return (
    other !== undefined &&
    turn.question.trim() === other.question.trim() &&
    turn.answer.trim() === other.answer.trim()
  );
}
