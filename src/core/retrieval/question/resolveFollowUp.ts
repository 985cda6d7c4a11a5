import { anyOf } from '../../anyOf.ts';
import type { Turn } from '../../domain.ts';
import { analyzeQuestion, tellingWords } from './analyzeQuestion.ts';
import { analyzeText } from './analyzeText.ts';
import { parseMentions } from './parseMentions.ts';
import type { TermWeights } from '../presenting/rankLines.ts';

/** A question, completed with what it leaves unsaid because it was said before. */
export interface ResolvedQuestion {
  /** The text to embed: the question, preceded by the earlier one if it is a follow-up. */
  readonly text: string;
  /**
   * Terms for the lexical index. In a follow-up, its own terms occur twice and those carried over
   * once; terms of the turns before that are not used.
   */
  readonly terms: readonly string[];
  /** Whether earlier turns are carried over. */
  readonly followsUp: boolean;
}

/**
 * Half the weight of a term that occurs in a single chunk. A term in about the square root of all
 * chunks has this weight; a rarer one says what the question is about.
 */
const tellingWeight = 0.5;

/**
 * Words that refer back, in English, French, Spanish, Japanese, Korean and Chinese, and beginnings
 * that continue what was said.
 */
const pointsBack = anyOf(
  /\b(?:it|its|those|these|they|them|their|he|she)\b/iu,
  /\b(?:davon|darin|dort|cela|celui|eso|esto)\b/iu,
  /それ|これ|あれ|그것|그거|이것|거기|它|这个|那个|這個|那個/iu,
  /^(?:and|but|or|so|what about|how about|why not)\b/iu,
  /^(?:그럼|그러면|그리고|그런데|では|じゃあ|那么|那麼|还有|還有)/iu,
  /^(?:왜요?|なぜ(?:ですか)?|どうして(?:ですか)?|为什么|為什麼)[\s?？.。!]*$/iu,
  /\b(?:this|that|there)[\s?.!]*$/iu,
);

/** `dies` refers back among German words; otherwise, a process dies. */
const germanThis = /\bdies\b/iu;
const germanWord = anyOf(
  /\b(?:ist|sind|wird|werden|wurde|macht|gilt|passiert|geschieht|kann)\b/iu,
  /\b(?:warum|wieso|weshalb|wie|wo|wer|wann|welche[rsnm]?)\b/iu,
  /\b(?:und|nicht|eine?[rsnm]?|der|das|den|dem|für|auch|zu)\b/iu,
);

const opensNoun =
  'the|an?|each|every|any|do|does|did|is|are|was|were|can|could|will|would|should|has|have';
const noNoun =
  'the|an?|each|every|any|it|its|they|them|their|he|she|this|that|these|those|there|not|to|in|' +
  'on|of|all';
const joinsClause = 'before|after|when|while|if|until|once|because|so|that|and|or|how|where';
/**
 * A pronoun whose noun is in the question itself:
 * `How does the session keep its cookies?`, `How is a chunk embedded before it is stored?`. The
 * noun follows an article, or begins the clause after `do`, `is` and the like.
 */
const ownAntecedent = new RegExp(
  String.raw`\b(?:${opensNoun})[ \t]+(?!(?:${noNoun})\b)(?:[\p{L}\p{N}_.$]+[ \t,]+){1,8}?` +
    String.raw`(?:(?:its|their)\b|(?:${joinsClause})[ \t]+(?:it|they)\b)`,
  'giu',
);

/**
 * Words that refer back in a question that says nothing else, and only connect its parts in other
 * questions (`a function that…`, `is there…`).
 */
const mayPointBack = /\b(?:this|that|there|same|else|instead|also)\b/iu;

/** At most this many words are not a complete question: `who calls?`, `and tests?`. */
const fewWords = 2;

/** Words about an answer, not about the files. */
const aboutTheAnswer = new Set(
  analyzeText(
    'again clarify continue detail details elaborate example examples explain further give go ' +
      'longer more please shorter show simpler summarize tell',
  ),
);

/**
 * A question is a follow-up if it refers back, if it says nothing by itself, or if it is a word or
 * two that are common in these files. A question with words that are rare here, or unknown, is
 * complete: it is about something else.
 * @param history earlier turns, oldest first.
 * @param weigh as `weighTerms` does for the folders searched.
 */
export async function resolveFollowUp(
  question: string,
  history: readonly Turn[],
  weigh: (terms: readonly string[]) => Promise<TermWeights>,
): Promise<ResolvedQuestion> {
  const own = analyzeQuestion(question);
  const before = history.at(-1);
  if (before === undefined || own.quoted.length > 0 || !(await followsUp(question, weigh)))
    return { text: own.text, terms: own.terms, followsUp: false };
  const said = parseMentions(before.question).text;
  const earlier = await resolveFollowUp(said, history.slice(0, -1), weigh);
  const ownTerms = new Set(own.terms);
  const carried = [...new Set(earlier.terms)].filter((term) => !ownTerms.has(term));
  return {
    text: `${said} ${own.text}`,
    terms: [...own.terms, ...own.terms, ...carried],
    followsUp: true,
  };
}

async function followsUp(
  question: string,
  weigh: (terms: readonly string[]) => Promise<TermWeights>,
): Promise<boolean> {
  const unexplained = question.replace(ownAntecedent, ' ');
  if (pointsBack.test(unexplained)) return true;
  if (germanThis.test(question) && germanWord.test(question)) return true;
  const own = new Set(
    analyzeText(tellingWords(question).join(' ')).filter((term) => !aboutTheAnswer.has(term)),
  );
  const weights = [...(await weigh([...own])).values()];
  if (weights.some((weight) => weight === 0 || weight >= tellingWeight)) return false;
  return (
    own.size === 0 ||
    (question.match(/[\p{L}\p{N}_]+/gu) ?? []).length <= fewWords ||
    mayPointBack.test(question)
  );
}
