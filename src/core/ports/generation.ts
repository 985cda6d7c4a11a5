import type { Decoding, Turn } from '../domain.ts';
import type { Receipt } from './receipt.ts';

/** A hit as the model gets it. Citations refer to its `number`, from 1. */
export interface PromptSource {
  readonly number: number;
  readonly label: string;
  readonly text: string;
  /** The line of its file, page or cell where the text begins; omitted: 1. */
  readonly firstLine?: number;
}

export interface GenerateRequest {
  readonly question: string;
  readonly sources: readonly PromptSource[];
  readonly history: readonly Turn[];
  /**
   * Maximum number of tokens to read for this question, as the model counts them. A conversation
   * already in the context does not count.
   */
  readonly budgetTokens: number;
  /**
   * Maximum time for reading, estimated from the speed measured so far. Fewer sources are sent to
   * keep within it, but always at least the best one. 0 or omitted: no limit.
   */
  readonly budgetSeconds?: number;
  readonly decoding: Decoding;
}

/** The same question with another number of sources in the prompt. */
export interface SourceChoice {
  readonly sources: number;
  /** How long it takes to read what is not in memory yet, estimated from the measured speed. */
  readonly seconds: number;
}

/** How far reading a prompt has progressed. */
export interface ReadingProgress {
  readonly readTokens: number;
  readonly totalTokens: number;
  /** As measured recently; 0 if nothing has been read yet. */
  readonly tokensPerSecond: number;
}

export type GenerateEvent =
  | { readonly type: 'loading' }
  /**
   * `fewer` is the best source alone, if chosen now. Null if that is what is being read, or the
   * speed is unknown.
   */
  | (ReadingProgress & { readonly type: 'reading'; readonly fewer: SourceChoice | null })
  /** `thought` is no part of the answer: it is neither checked nor cited. */
  | { readonly type: 'text' | 'thought'; readonly delta: string };

/** A source in the prompt. */
export interface UsedSource {
  readonly number: number;
  readonly lines: number;
  /** Its number in the prompt, if that is another one. */
  readonly inPrompt?: number;
}

export interface Generation {
  readonly text: string;
  /** What the model thought before or between the words of the answer; omitted if nothing. */
  readonly thoughts?: string;
  /** The exact prompt the model read, or the messages as sent if a server does not show it. */
  readonly prompt: string;
  /**
   * Numbers of the sources in the prompt, in order; each is complete, or cut at the end to `lines`
   * lines.
   */
  readonly usedSources: readonly UsedSource[];
  /** Number of earlier turns for which there was no more room. */
  readonly droppedTurns: number;
  /** What ended it: the model, the length limit, or that it had begun to repeat itself. */
  readonly stop: 'end' | 'max-tokens' | 'repetition';
  /**
   * The same question with only the best source, and with as many as fit the context; null if that
   * is what was sent.
   */
  readonly fewer: SourceChoice | null;
  readonly more: SourceChoice | null;
  readonly model: AnsweringModel;
  /** What is known about the server that answered; omitted for a model on this machine. */
  readonly served?: Served;
  /** Null if the model provides none; the answer can then not be computed again. */
  readonly receipt: Receipt | null;
  readonly timings: {
    readonly loadMs: number;
    readonly readMs: number;
    readonly writeMs: number;
    readonly promptTokens: number;
    readonly reusedTokens: number;
    readonly outputTokens: number;
    /** Whether token counts are estimates, because the server reported none. */
    readonly areEstimates?: boolean;
  };
}

/** What is known about an answer from a server. */
export interface Served {
  /** Host and port. */
  readonly host: string;
  /** The server's name for its own version; empty if it does not say. */
  readonly build: string;
  /** The requested settings. Whether the server followed them is not known. */
  readonly decoding: Decoding;
}

/** The model that gave an answer. */
export interface AnsweringModel {
  readonly name: string;
  /** Absolute path of its file; null for a model that is not a file on this machine. */
  readonly path: string | null;
}

/** An answer from a model file, with what is needed to compute it again. */
export interface ReplayableGeneration extends Generation {
  readonly model: AnsweringModel & { readonly path: string };
  readonly receipt: Receipt;
}

/** An answer that was cut, to be written on. */
export interface Continuation {
  readonly answer: ReplayableGeneration;
  /** Maximum number of further tokens. */
  readonly maxTokens: number;
}

/** Whether an answer has what is needed to compute it again. */
export function isReplayable(generation: Generation): generation is ReplayableGeneration {
  return generation.receipt !== null && generation.model.path !== null;
}

/** An answer with less room than this in the context is not continued, in tokens. */
const minContinuation = 32;

/** Whether an answer was cut and can be continued where it ends. */
export function isContinuable(generation: Generation): generation is ReplayableGeneration {
  if (generation.stop !== 'max-tokens' || !isReplayable(generation)) return false;
  const { contextSize, promptTokens, outputTokens } = generation.receipt;
  return contextSize - promptTokens.length - outputTokens.length >= minContinuation;
}
