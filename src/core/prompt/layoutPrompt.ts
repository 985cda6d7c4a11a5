import { Failure } from '../errors.ts';
import type { Turn } from '../model.ts';
import type { GenerateRequest, PromptSource, Tokenizer } from '../ports.ts';
import { cutToFit } from './cutToFit.ts';
import { questionBlock, systemPrompt } from './promptText.ts';

/** What a prompt may cost, all in tokens of the model that reads it. */
export interface PromptLimits {
  /** Most tokens that prompt and answer may take together less those kept for the answer; never exceeded. */
  readonly roomTokens: number;
  /** What the chat template itself takes around the system prompt and the last message. */
  readonly frameTokens: number;
  /** What the chat template takes around each earlier question and its answer. */
  readonly turnFrameTokens: number;
}

/** An earlier question with what the model answered, as the messages of a chat. */
export interface Exchange {
  readonly user: string;
  readonly model: string;
}

/** A prompt that fits, as the messages of a chat. */
export interface PromptLayout {
  readonly system: string;
  /** Earlier turns that stayed, oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly user: string;
  readonly usedSources: readonly { readonly number: number; readonly lines: number }[];
  /** Earlier turns that had no room. */
  readonly droppedTurns: number;
  readonly tokens: number;
}

/** The budget may shorten the sources down to this much, about one chunk; below it only the context may. */
const leastSourceTokens = 256;

/** Share of the free tokens that earlier turns may take from the sources. */
const turnsShare = 1 / 3;

/**
 * Lays out system prompt, earlier turns, sources and question so that they fit: the question whole, then the newest turns whole, then the
 * best sources whole and the last of them cut behind a line. What is left out is named in the result.
 * @param tokenizer counts text as it will be tokenized; texts that end in a blank line add up exactly.
 * @throws Failure `context-too-small` where the question, or the question with one line of a source, does not fit.
 */
export function layoutPrompt(request: Omit<GenerateRequest, 'decoding'>, limits: PromptLimits, tokenizer: Tokenizer): PromptLayout {
  const question = questionBlock(request.question);
  const fixedTokens = limits.frameTokens + tokenizer.count(systemPrompt) + tokenizer.count(question);
  const free = limits.roomTokens - fixedTokens;
  if (free < 0) throw tooSmall(`The question takes ${fixedTokens} tokens with the instructions; ${limits.roomTokens} fit.`);
  const wanted = Math.min(free, Math.max(request.budgetTokens - fixedTokens, leastSourceTokens));
  const turns = newestTurns(request.history, wanted * turnsShare, limits.turnFrameTokens, tokenizer);
  const sources = bestSources(request.sources, wanted - turns.tokens, tokenizer);
  if (request.sources.length > 0 && sources.used.length === 0) {
    throw tooSmall(`${free} tokens are left for sources: not one line of the best source fits.`);
  }
  return {
    system: systemPrompt,
    exchanges: turns.kept,
    user: sources.text + question,
    usedSources: sources.used,
    droppedTurns: request.history.length - turns.kept.length,
    tokens: fixedTokens + turns.tokens + sources.tokens,
  };
}

function newestTurns(history: readonly Turn[], room: number, frameTokens: number, tokenizer: Tokenizer): { kept: readonly Exchange[]; tokens: number } {
  const kept: Exchange[] = [];
  let tokens = 0;
  for (const turn of history.toReversed()) {
    const exchange: Exchange = { user: questionBlock(turn.question), model: turn.answer.trim() };
    const cost = frameTokens + tokenizer.count(exchange.user) + tokenizer.count(exchange.model);
    if (tokens + cost > room) break;
    tokens += cost;
    kept.unshift(exchange);
  }
  return { kept, tokens };
}

interface PlacedSources {
  readonly text: string;
  readonly used: readonly { readonly number: number; readonly lines: number }[];
  readonly tokens: number;
}

function bestSources(sources: readonly PromptSource[], room: number, tokenizer: Tokenizer): PlacedSources {
  const used: { number: number; lines: number }[] = [];
  let text = '';
  let tokens = 0;
  for (const source of sources) {
    const fitting = cutToFit(source, room - tokens, tokenizer);
    if (fitting === null) break;
    text += fitting.block;
    tokens += fitting.tokens;
    used.push({ number: source.number, lines: fitting.lines });
    if (fitting.isCut) break;
  }
  return { text, used, tokens };
}

function tooSmall(message: string): Failure {
  return new Failure('context-too-small', `${message} The setting askWorkspace.chatModel.contextSize can be raised.`);
}
