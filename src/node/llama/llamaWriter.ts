import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { eraseAfter } from './eraseAfter.ts';
import { candidatesNeeded, chooseToken, isGreedy } from '../../core/decoding/chooseToken.ts';
import type { Candidate } from '../../core/decoding/chooseToken.ts';
import type { Restrictions } from '../../core/decoding/grounding.ts';
import { guessNext } from '../../core/decoding/promptLookup.ts';
import { randomAt } from '../../core/decoding/randomAt.ts';
import { Failure } from '../../core/errors.ts';
import type { Decoding } from '../../core/domain.ts';
import { wording } from '../../core/texts/wording.ts';

/**
 * How many of the best candidates are searched for one that the restrictions permit, before
 * searching all of the vocabulary.
 */
const searchedCandidates = 64;
const allCandidates = 2 ** 24;

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
   * Greedy decisions, from the first guess on, between two tokens that rounding might swap. They
   * were made a second time, token by token.
   */
  closeCalls: number;
  /** Tokens that were computed again one by one for these. */
  recomputed: number;
  /** Tokens written in place of a more probable one that the restrictions did not permit. */
  redirected: number;
}

export function noCounts(): WritingCounts {
  return { batches: [], guessed: 0, accepted: 0, closeCalls: 0, recomputed: 0, redirected: 0 };
}

/** A token, with the candidates it was chosen from, best first. */
export interface WrittenToken {
  readonly token: Token;
  readonly candidates: readonly Candidate<Token>[];
}

/**
 * Decides how many tokens to guess after a match, and learns from what followed (`DraftPolicy`).
 */
export interface Drafts {
  choose(matched: number): number;
  observe(matched: number, wasRight: boolean): void;
  observeCost(size: number, ms: number): void;
  /** Omitted if nothing is learned. */
  observeRecomputed?(tokens: number): void;
}

export interface WritingOptions {
  readonly sequence: LlamaContextSequence;
  /** The last token of the prompt, which is not in the context yet. */
  readonly first: Token;
  /** Tokens of the answer that were written before, if it is continued. */
  readonly earlier?: readonly Token[];
  readonly decoding: Decoding;
  /** What the answer may copy from. */
  readonly copyable: readonly Token[];
  readonly drafts: Drafts;
  /**
   * How far computing tokens at once may move a decision. Closer decisions are made a second time,
   * token by token; never if 0.
   */
  readonly rounding: number;
  /** Decide which tokens may be written, following the answer; null if all may. */
  readonly restrictions: Restrictions<Token> | null;
  /** How many candidates to look at, if more are wanted than the choice needs. */
  readonly candidates?: number;
  /** Called before each batch. */
  readonly beforeBatch: () => void;
}

/**
 * Writes token after token; the caller ends it by no longer asking. Tokens that are likely copied
 * from `copyable` are guessed and checked in one batch; the answer is the same as without guessing.
 * A batch rounds differently from single tokens, in its own decisions and, through what it leaves
 * in the context, in later ones. So if a greedy decision is close, everything that batches have
 * left is computed again token by token. Tokens that the restrictions do not permit are skipped.
 * @yields each token.
 */
export async function* writeTokens(
  options: WritingOptions,
  counts: WritingCounts,
): AsyncGenerator<WrittenToken, void, undefined> {
  const { sequence, decoding, copyable, drafts, restrictions } = options;
  const needed = candidatesNeeded(decoding);
  const permitted = (candidates: readonly Candidate<Token>[]): readonly Candidate<Token>[] =>
    restrictions?.permitted(candidates, needed) ?? candidates;
  const written: Token[] = [...(options.earlier ?? [])];
  let current = options.first;
  /** Up to this length, the context is what single tokens make of it. */
  let exactLength = sequence.nextTokenIndex;
  for (;;) {
    options.beforeBatch();
    const guess = guessNext(copyable, written, 7);
    const draft = guess.tokens.slice(0, drafts.choose(guess.matched));
    const room = sequence.contextSize - 1 - sequence.nextTokenIndex;
    const batch = [current, ...draft].slice(0, Math.max(1, room));
    const startedMs = computedMs();
    const base = sequence.nextTokenIndex;
    const outputs = await evaluate(options, batch, written);
    if (batch.length === 1 && exactLength === base) exactLength++;
    drafts.observeCost(batch.length, computedMs() - startedMs);
    counts.batches.push(batch.length);
    counts.guessed += batch.length - 1;
    for (const [index, output] of outputs.entries()) {
      let candidates = output;
      let choices = permitted(candidates);
      const length = base + index + 1;
      const isStuck = choices.length === 0;
      const isClose =
        length > exactLength &&
        isGreedy(decoding) &&
        logitGap(choices, candidates) < options.rounding;
      const isComputedAgain = isStuck || isClose;
      if (isComputedAgain) {
        const from = Math.min(exactLength, length - 1);
        const again = sequence.contextTokens.slice(from, length);
        await eraseAfter(sequence, from);
        candidates = await evaluateOneByOne(
          isStuck ? { ...options, candidates: allCandidates } : options,
          again,
          written,
        );
        choices = permitted(candidates);
        drafts.observeRecomputed?.(again.length);
        exactLength = length;
        if (isClose) counts.closeCalls++;
        counts.recomputed += again.length;
      }
      if (choices.length === 0) choices = candidates; // a wrong token is better than none
      current = chooseToken(choices, decoding, randomAt(decoding.seed, written.length));
      if (choices[0] !== candidates[0]) counts.redirected++;
      restrictions?.add(current);
      if (index < guess.tokens.length)
        drafts.observe(guess.matched + index, guess.tokens[index] === current);
      written.push(current);
      const isRight = batch[index + 1] === current;
      if (isRight) counts.accepted++;
      else await eraseAfter(sequence, length);
      yield { token: current, candidates };
      if (!isRight || isComputedAgain) break; // what followed in the batch has left the context
    }
  }
}

/**
 * @param batch tokens computed at once: the first is already written, the others are guessed.
 * @returns for each token, the candidates for the next one.
 */
async function evaluate(
  { sequence, decoding, restrictions, candidates = 0 }: WritingOptions,
  batch: readonly Token[],
  written: readonly Token[],
): Promise<readonly (readonly Candidate<Token>[])[]> {
  const shown = Math.max(candidates, restrictions === null ? 0 : searchedCandidates);
  const outputs = await sequence.controlledEvaluate(
    batch.map((token, index) => [
      token,
      {
        generateNext: {
          probabilities: true,
          options: samplerOptions(decoding, shown, [...written, ...batch.slice(1, index + 1)]),
        },
      },
    ]),
  );
  return outputs.map((output) => {
    const found = [...(output?.next.probabilities ?? [])].map(
      ([token, probability]): Candidate<Token> => ({ token, probability }),
    );
    if (!((found[0]?.probability ?? 0) > 0))
      throw new Failure(
        'model-corrupt',
        wording('The model finds no token probable: the weights in its file are damaged.'),
      );
    return found;
  });
}

/** @returns the candidates after the last of the tokens. */
async function evaluateOneByOne(
  options: WritingOptions,
  tokens: readonly Token[],
  written: readonly Token[],
): Promise<readonly Candidate<Token>[]> {
  for (const token of tokens.slice(0, -1)) {
    options.beforeBatch();
    await options.sequence.evaluateWithoutGeneratingNewTokens([token]);
  }
  options.beforeBatch();
  const [candidates = []] = await evaluate(options, tokens.slice(-1), written);
  return candidates;
}

/** Time spent computing. Unlike the clock, it does not depend on how busy the machine is. */
function computedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * How much more probable the first choice is than the second, as a logarithm. A second choice that
 * is not among the candidates is not more probable than the last of them.
 */
function logitGap([first, second]: readonly Candidate[], candidates: readonly Candidate[]): number {
  const next = second ?? candidates.at(-1);
  return first === undefined || next === undefined || next === first
    ? Infinity
    : Math.log(first.probability / next.probability);
}

/**
 * Asks llama.cpp only for the best candidates: temperature 1 and no cut except top_k. `chooseToken`
 * makes the choice, and its randomness depends only on seed and position. The repeat penalty needs
 * the raw logits and stays with llama.cpp.
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
