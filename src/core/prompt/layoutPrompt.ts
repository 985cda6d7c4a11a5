import { Failure } from '../errors.ts';
import type { Turn } from '../domain.ts';
import type { GenerateRequest, Generation, PromptSource, Tokenizer } from '../ports.ts';
import { bestSources, leastSourceTokens } from './bestSources.ts';
import { translateMarks } from './citationMarks.ts';
import { blockTokens } from './cutToFit.ts';
import { questionBlock, sourceBlock, systemPrompt } from './promptText.ts';

/** What a prompt may cost, all in tokens of the model that reads it. */
export interface PromptLimits {
  /**
   * Most tokens that prompt and answer may take together less those kept for the answer; never
   * exceeded.
   */
  readonly roomTokens: number;
  /** What the chat template itself takes around the system prompt and the last message. */
  readonly frameTokens: number;
  /** What the chat template takes around each earlier question and its answer. */
  readonly turnFrameTokens: number;
  /**
   * What can be read in the time that reading may take; only sources are left out for it, and never
   * any of the best one. Infinity without a bound.
   */
  readonly timeTokens: number;
}

/** An earlier question with what the model answered, as the messages of a chat. */
export interface Exchange {
  readonly user: string;
  readonly model: string;
  /** The same as those see it who ask. */
  readonly turn: Turn;
  /**
   * The sources in its message, each with its number in the prompt and as much of its text as is
   * there.
   */
  readonly sources: readonly PromptSource[];
}

/** A prompt that fits, as the messages of a chat. */
export interface PromptLayout {
  readonly system: string;
  /** Earlier turns that stayed, oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly user: string;
  /**
   * The sources in the last message, with their numbers in the prompt and as much of their texts as
   * is there.
   */
  readonly placed: readonly PromptSource[];
  /** From numbers in the prompt to numbers in the request; null where they are the same. */
  readonly numbers: ReadonlyMap<number, number> | null;
  readonly usedSources: Generation['usedSources'];
  /** Earlier turns that had no room. */
  readonly droppedTurns: number;
  readonly tokens: number;
}

/**
 * Kept for the question, however short it is, so that the sources are cut at the same line while it
 * is still being typed.
 */
const questionTokens = 64;

/** Share of the free tokens that earlier turns may take from the sources. */
const turnsShare = 1 / 3;

/**
 * Lays out system prompt, earlier turns, sources and question so that they fit: the question whole,
 * then the newest turns whole, then the best sources whole and the last of them cut behind a line.
 * What is left out is named in the result.
 * @param tokenizer counts text as it will be tokenized; the sum is right up to a token or two a
 * message.
 * @throws Failure `context-too-small` where the question, or the question with one line of a
 * source, does not fit.
 */
export function layoutPrompt(
  request: Omit<GenerateRequest, 'decoding'>,
  limits: PromptLimits,
  tokenizer: Tokenizer,
): PromptLayout {
  const question =
    request.sources.length === 0 ? request.question.trim() : questionBlock(request.question);
  const fixedTokens =
    limits.frameTokens + tokenizer.count(systemPrompt) + tokenizer.count(question);
  const free = limits.roomTokens - fixedTokens;
  if (free < 0)
    throw tooSmall(
      `The question takes ${fixedTokens} tokens with the instructions; ${limits.roomTokens} fit.`,
    );
  const reserved = Math.max(0, questionTokens - tokenizer.count(question));
  const wanted = Math.max(
    0,
    Math.min(free, Math.max(request.budgetTokens - fixedTokens, leastSourceTokens)) - reserved,
  );
  const turns = newestTurns(
    request.history,
    wanted * turnsShare,
    limits.turnFrameTokens,
    tokenizer,
  );
  const inTime = timeRoom(
    limits.timeTokens - fixedTokens - turns.tokens,
    request.sources[0],
    tokenizer,
  );
  const sources = bestSources(request.sources, Math.min(wanted - turns.tokens, inTime), tokenizer);
  if (request.sources.length > 0 && sources.sources.length === 0) {
    throw tooSmall(`${free} tokens are left for sources: not one line of the best source fits.`);
  }
  return {
    system: systemPrompt,
    exchanges: turns.kept,
    user: sources.text + question,
    placed: sources.sources,
    numbers: null,
    usedSources: sources.sources.map(({ number, text }) => ({
      number,
      lines: text.split('\n').length,
    })),
    droppedTurns: request.history.length - turns.kept.length,
    tokens: fixedTokens + turns.tokens + sources.tokens,
  };
}

/** Room for sources by time alone: the best one is sent however long it takes. */
export function timeRoom(
  tokens: number,
  best: PromptSource | undefined,
  tokenizer: Tokenizer,
): number {
  return best === undefined ? tokens : Math.max(tokens, blockTokens(sourceBlock(best), tokenizer));
}

function newestTurns(
  history: readonly Turn[],
  room: number,
  frameTokens: number,
  tokenizer: Tokenizer,
): { kept: readonly Exchange[]; tokens: number } {
  const kept: Exchange[] = [];
  let tokens = 0;
  for (const turn of history.toReversed()) {
    // Its marks name sources that are not in this prompt.
    const model = translateMarks(turn.answer, new Map()).trim();
    const exchange: Exchange = { user: turn.question.trim(), model, turn, sources: [] };
    const cost = frameTokens + tokenizer.count(exchange.user) + tokenizer.count(exchange.model);
    if (tokens + cost > room) break;
    tokens += cost;
    kept.unshift(exchange);
  }
  return { kept, tokens };
}

function tooSmall(message: string): Failure {
  return new Failure(
    'context-too-small',
    `${message} The setting askWorkspace.chatModel.contextSize can be raised.`,
  );
}
