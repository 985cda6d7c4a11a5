import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import { candidatesNeeded, chooseToken, isGreedy } from '../core/decoding/chooseToken.ts';
import type { Candidate } from '../core/decoding/chooseToken.ts';
import { randomAt } from '../core/decoding/randomAt.ts';
import type { Decoding } from '../core/model.ts';

/** How many of the newest tokens a repeat penalty looks back on (llama.cpp's default). */
const penaltyWindow = 64;

/**
 * Writes token after token; the caller ends it by no longer asking.
 * @param first the last token of the prompt, which is not in the context yet.
 */
export async function* writeTokens(sequence: LlamaContextSequence, first: Token, decoding: Decoding): AsyncGenerator<Token, void, undefined> {
  let current = first;
  const written: Token[] = [];
  for (;;) {
    const [output] = await sequence.controlledEvaluate([[current, { generateNext: { probabilities: true, options: samplerOptions(decoding, written) } }]]);
    const candidates = [...output?.next.probabilities ?? []].map(([token, probability]): Candidate<Token> => ({ token, probability }));
    current = chooseToken(candidates, decoding, randomAt(decoding.seed, written.length));
    written.push(current);
    yield current;
  }
}

/**
 * Asks llama.cpp for the best candidates alone: temperature 1 and nothing cut but top_k, because the choice is made by `chooseToken`, whose
 * randomness depends on nothing but seed and position. The repeat penalty needs the raw logits and stays with llama.cpp.
 */
function samplerOptions(decoding: Decoding, written: readonly Token[]) {
  return {
    temperature: 1, topK: candidatesNeeded(decoding), topP: 1, minP: 0, seed: 0,
    ...(isGreedy(decoding) || decoding.repeatPenalty === 1
      ? {}
      : { repeatPenalty: { punishTokens: written.slice(-penaltyWindow), penalty: decoding.repeatPenalty, maxPunishTokens: penaltyWindow } }),
  };
}
