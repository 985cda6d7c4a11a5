import type { Turn } from '../model.ts';
import { analyzeQuestion } from './analyzeQuestion.ts';

/** A question with what it leaves unsaid because it was said before. */
export interface ResolvedQuestion {
  /** What is embedded: the question, behind the earlier one where it follows up. */
  readonly text: string;
  /** Terms for the lexical index; in a follow-up its own stand twice, those carried over once, and those of turns before that not at all. */
  readonly terms: readonly string[];
  /** True where earlier turns are carried over. */
  readonly followsUp: boolean;
}

/** So few telling words seldom stand for themselves once a conversation is under way. */
const fewTerms = 3;

/** Words that point back, in English, German, French, Spanish, Japanese, Korean and Chinese. */
const pointsBack = /\b(?:it|its|that|this|those|these|they|them|their|there|he|same|else|instead|also)\b|^(?:and|but|or|so|what about|how about|why not)\b|\b(?:dies|davon|darin|dort|cela|celui|eso|esto)\b|それ|これ|あれ|그것|그거|이것|거기|它|这个|那个|這個|那個/iu;

/** @param history earlier turns, oldest first. */
export function resolveFollowUp(question: string, history: readonly Turn[]): ResolvedQuestion {
  const own = analyzeQuestion(question);
  const before = history.at(-1);
  const alone = { text: own.text, terms: own.terms, followsUp: false };
  if (before === undefined || own.quoted.length > 0) return alone;
  if (!pointsBack.test(question) && new Set(own.terms).size > fewTerms) return alone;
  const earlier = resolveFollowUp(before.question, history.slice(0, -1));
  const carried = [...new Set(earlier.terms)].filter((term) => !own.terms.includes(term));
  return { text: `${before.question} ${own.text}`, terms: [...own.terms, ...own.terms, ...carried], followsUp: true };
}
