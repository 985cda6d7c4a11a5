import type { Hit } from '../../domain.ts';

/** The scores of a source that the question itself names: no search was needed for it. */
export const namedBreakdown: Hit['breakdown'] = {
  lexical: 0,
  dense: 0,
  phrases: 0,
  neighbours: 0,
  file: 0,
  prior: 1,
  final: 1,
  matchedWords: [],
};
