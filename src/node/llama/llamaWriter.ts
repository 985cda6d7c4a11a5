import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { eraseAfter } from './eraseAfter.ts';
import { candidatesNeeded, chooseToken, isGreedy } from '../../core/decoding/chooseToken.ts';
import type { Candidate } from '../../core/decoding/chooseToken.ts';
import { guessNext } from '../../core/decoding/promptLookup.ts';
import { randomAt } from '../../core/decoding/randomAt.ts';
import { Failure } from '../../core/errors.ts';
import type { Decoding } from '../../core/domain.ts';

/** How many of the newest tokens a repeat penalty looks back on (llama.cpp's default). */
const penaltyWindow = 64;

/** How the tokens of an answer came about. */
export interface WritingCounts {
  /** Tokens computed at once, step by step. */
  readonly batches: number[];
  /** Tokens that were guessed from the sources, and how many of them were right. */
  guessed: number;
  accepted: number;
  /**
   * Greedy decisions, from the first guess on, between two tokens that rounding might make change
   * places.
   */
  closeCalls: number;
}

export function noCounts(): WritingCounts {
  return { batches: [], guessed: 0, accepted: 0, closeCalls: 0 };
}

/** A token with what it was chosen from, best first. */
export interface WrittenToken {
  readonly token: Token;
  readonly candidates: readonly Candidate<Token>[];
}

/** Decides how many tokens to guess behind a match, and learns from what came (`DraftPolicy`). */
export interface Drafts {
  choose(matched: number): number;
  observe(matched: number, wasRight: boolean): void;
  observeCost(size: number, ms: number): void;
}

export interface WritingOptions {
  readonly sequence: LlamaContextSequence;
  /** The last token of the prompt, which is not in the context yet. */
  readonly first: Token;
  readonly decoding: Decoding;
  /** What the answer may copy from. */
  readonly copyable: readonly Token[];
  readonly drafts: Drafts;
  /** How far computing tokens at once may move a decision; 0 where that is not counted. */
  readonly rounding: number;
  /** How many candidates to look at, where more are wanted than the choice needs. */
  readonly candidates?: number;
  /** Called before each batch. */
  readonly beforeBatch: () => void;
}

/**
 * Writes token after token; the caller ends it by no longer asking. Tokens that are likely copied
 * from `copyable` are guessed and checked in one batch; the answer is the same as without guessing.
 * @yields each token.
 */
export async function* writeTokens(
  options: WritingOptions,
  counts: WritingCounts,
): AsyncGenerator<WrittenToken, void, undefined> {
  const { sequence, decoding, copyable, drafts } = options;
  const written: Token[] = [];
  let current = options.first;
  for (;;) {
    options.beforeBatch();
    const guess = guessNext(copyable, written, 7);
    const draft = guess.tokens.slice(0, drafts.choose(guess.matched));
    const room = sequence.contextSize - 1 - sequence.nextTokenIndex;
    const batch = [current, ...draft].slice(0, Math.max(1, room));
    const startedMs = computedMs();
    const base = sequence.nextTokenIndex;
    const outputs = await sequence.controlledEvaluate(
      batch.map((token, index) => [
        token,
        {
          generateNext: {
            probabilities: true,
            options: samplerOptions(decoding, options.candidates ?? 0, [
              ...written,
              ...batch.slice(1, index + 1),
            ]),
          },
        },
      ]),
    );
    drafts.observeCost(batch.length, computedMs() - startedMs);
    counts.batches.push(batch.length);
    counts.guessed += batch.length - 1;
    for (const [index, output] of outputs.entries()) {
      const candidates = [...(output?.next.probabilities ?? [])].map(
        ([token, probability]): Candidate<Token> => ({ token, probability }),
      );
      if (!((candidates[0]?.probability ?? 0) > 0))
        throw new Failure(
          'model-corrupt',
          'The model finds no token probable: the weights in its file are damaged.',
        );
      current = chooseToken(candidates, decoding, randomAt(decoding.seed, written.length));
      if (counts.guessed > 0 && isGreedy(decoding) && logitGap(candidates) < options.rounding)
        counts.closeCalls++;
      if (index < guess.tokens.length)
        drafts.observe(guess.matched + index, guess.tokens[index] === current);
      written.push(current);
      const isRight = batch[index + 1] === current;
      if (isRight) counts.accepted++;
      else await eraseAfter(sequence, base + index + 1);
      yield { token: current, candidates };
      if (!isRight) break;
    }
  }
}

/** Time that was spent computing: unlike the clock it is the same however busy the machine is. */
function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function logitGap([first, second]: readonly Candidate[]): number {
  return first === undefined || second === undefined
    ? Infinity
    : Math.log(first.probability / second.probability);
}

/**
 * Asks llama.cpp for the best candidates alone: temperature 1 and nothing cut but top_k, because
 * the choice is made by `chooseToken`, whose randomness depends on nothing but seed and position.
 * The repeat penalty needs the raw logits and stays with llama.cpp.
 */
function samplerOptions(decoding: Decoding, shown: number, written: readonly Token[]) {
  return {
    temperature: 1,
    topK: Math.max(shown, candidatesNeeded(decoding)),
    topP: 1,
    minP: 0,
    seed: 0,
    ...(isGreedy(decoding) || decoding.repeatPenalty === 1
      ? {}
      : {
          repeatPenalty: {
            punishTokens: written.slice(-penaltyWindow),
            penalty: decoding.repeatPenalty,
            maxPunishTokens: penaltyWindow,
          },
        }),
  };
}
