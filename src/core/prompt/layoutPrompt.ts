import { withoutMarks } from '../answering/text/citationMarks.ts';
import { Failure } from '../errors.ts';
import { wording } from '../texts/wording.ts';
import type { Wording } from '../texts/wording.ts';
import type { Turn } from '../domain.ts';
import type { GenerateRequest, Generation, PromptSource } from '../ports/generation.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { bestSources, minSourceTokens } from './bestSources.ts';
import { blockTokens } from './cutToFit.ts';
import { questionBlock, sourceBlock, systemPrompt } from './promptText.ts';

/** Limits of a prompt, in tokens of the model that reads it. */
export interface PromptLimits {
  /**
   * Maximum tokens of the prompt: the context without the part kept for the answer. Never exceeded.
   */
  readonly roomTokens: number;
  /** Tokens that the chat template adds around the system prompt and the last message. */
  readonly frameTokens: number;
  /** Tokens that the chat template adds around each earlier question and its answer. */
  readonly turnFrameTokens: number;
  /**
   * Tokens that can be read within the time limit. Only sources are left out for it, and never any
   * part of the best one. Infinity without a limit.
   */
  readonly timeTokens: number;
}

/** An earlier question and the model's answer, as chat messages. */
export interface Exchange {
  readonly user: string;
  readonly model: string;
  /** The same exchange as the user sees it. */
  readonly turn: Turn;
  /**
   * The sources in its message: each with its number in the prompt and the part of its text that is
   * included.
   */
  readonly sources: readonly PromptSource[];
}

/** A prompt that fits, as chat messages. */
export interface PromptLayout {
  readonly system: string;
  /** Earlier turns that are included, oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly user: string;
  /**
   * The sources in the last message, with their numbers in the prompt and the included part of
   * their texts.
   */
  readonly placed: readonly PromptSource[];
  /** From numbers in the prompt to numbers in the request; null if they are the same. */
  readonly numbers: ReadonlyMap<number, number> | null;
  readonly usedSources: Generation['usedSources'];
  /** Number of earlier turns that did not fit. */
  readonly droppedTurns: number;
  readonly tokens: number;
}

/**
 * Reserved for the question, however short, so that sources are cut at the same line while it is
 * being typed.
 */
const questionTokens = 64;

/** Maximum share of the free tokens for earlier turns; the rest is for sources. */
const turnsShare = 1 / 3;

/**
 * Lays out system prompt, earlier turns, sources and question so that they fit. The question is
 * always complete. Then come the newest turns, each complete, then the best sources, the last of
 * them cut after a line. The result says what was left out.
 * @param tokenizer counts text as it will be tokenized. The sum is exact up to a token or two per
 * message.
 * @throws Failure `context-too-small` if the question, or the question with one line of a source,
 * does not fit.
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
      wording('The question takes {tokens} tokens with the instructions; {room} fit.', {
        tokens: fixedTokens,
        room: limits.roomTokens,
      }),
    );
  const reserved = Math.max(0, questionTokens - tokenizer.count(question));
  const wanted = Math.max(
    0,
    Math.min(free, Math.max(request.budgetTokens - fixedTokens, minSourceTokens)) - reserved,
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
    throw tooSmall(
      wording('{tokens} tokens are left for sources: not one line of the best source fits.', {
        tokens: free,
      }),
    );
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

/** Room for sources by time alone. The best one is sent however long it takes. */
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
    // Its marks refer to sources that are not in this prompt.
    const model = withoutMarks(turn.answer).trim();
    const exchange: Exchange = { user: turn.question.trim(), model, turn, sources: [] };
    const cost = frameTokens + tokenizer.count(exchange.user) + tokenizer.count(exchange.model);
    if (tokens + cost > room) break;
    tokens += cost;
    kept.unshift(exchange);
  }
  return { kept, tokens };
}

function tooSmall(message: Wording): Failure {
  return new Failure(
    'context-too-small',
    wording('{message} The setting askWorkspace.chatModel.contextSize can be raised.', { message }),
  );
}
