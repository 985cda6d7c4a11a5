import type { Decoding } from '../domain.ts';

/**
 * A token that may come next. Probabilities of a list of candidates are relative to each other;
 * they need not add up to 1.
 */
export interface Candidate<Token extends number = number> {
  readonly token: Token;
  readonly probability: number;
}

/**
 * How many of the best candidates `chooseToken` needs. Greedy decoding needs two, to measure how
 * close the decision was.
 */
export function candidatesNeeded(decoding: Decoding): number {
  return isGreedy(decoding) ? 2 : decoding.topK;
}

export function isGreedy(decoding: Decoding): boolean {
  return decoding.strategy === 'greedy' || decoding.temperature === 0;
}

/**
 * The next token. Greedy decoding takes the most probable one, and the lowest id among equals.
 * Sampling keeps top_k, of these top_p, of these min_p, then applies the temperature and draws: the
 * order of llama.cpp's default sampler chain.
 * @param candidates at least the `candidatesNeeded` most probable tokens, best first.
 * @param random at least 0 and less than 1.
 */
export function chooseToken<Token extends number>(
  candidates: readonly Candidate<Token>[],
  decoding: Decoding,
  random: number,
): Token {
  const kept = isGreedy(decoding) ? mostProbable(candidates) : keptCandidates(candidates, decoding);
  const best = kept[0];
  if (best === undefined) throw new RangeError('No candidates to choose from.');
  const weights = kept.map(({ probability }) =>
    Math.pow(probability / best.probability, 1 / (decoding.temperature || 1)),
  );
  let rest = random * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => (rest -= weight) < 0);
  return (kept[index] ?? best).token;
}

/** The candidates that remain after top_k, top_p and min_p. */
export function keptCandidates<Token extends number>(
  candidates: readonly Candidate<Token>[],
  decoding: Pick<Decoding, 'topK' | 'topP' | 'minP'>,
): readonly Candidate<Token>[] {
  const top = candidates.slice(0, decoding.topK);
  const total = top.reduce((sum, { probability }) => sum + probability, 0);
  let reached = 0;
  const nucleus = top.filter(({ probability }, rank) => {
    const wanted = rank === 0 || reached < decoding.topP * total;
    reached += probability;
    return wanted;
  });
  const least = (nucleus[0]?.probability ?? 0) * decoding.minP;
  return nucleus.filter(({ probability }) => probability >= least);
}

function mostProbable<Token extends number>(
  candidates: readonly Candidate<Token>[],
): readonly Candidate<Token>[] {
  const best = candidates.reduce<Candidate<Token> | undefined>(
    (winner, next) =>
      winner === undefined ||
      next.probability > winner.probability ||
      (next.probability === winner.probability && next.token < winner.token)
        ? next
        : winner,
    undefined,
  );
  return best === undefined ? [] : [best];
}
