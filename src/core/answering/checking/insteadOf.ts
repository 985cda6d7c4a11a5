import { analyzeText } from '../../retrieval/question/analyzeText.ts';
import { contentTerms } from '../text/contentTerms.ts';
import type { SentenceFact } from '../sentenceFacts.ts';
import type { HeldLines } from './heldLines.ts';

/** At most this many names are shown in place of one. */
const maxNames = 2;
/** The line must share at least this part of the sentence's words to be about the same thing. */
const minShare = 0.3;

/**
 * What the lines have in place of a fact that they do not contain: names that share a part with it,
 * or the only number in the line about the same thing. Empty if that cannot be determined.
 */
export function insteadOf(
  fact: SentenceFact,
  sentence: string,
  held: HeldLines,
): readonly string[] {
  if (fact.kind === 'number' || fact.kind === 'count') return numbersInstead(fact, sentence, held);
  return fact.kind === 'span' || fact.kind === 'name' ? namesInstead(fact, sentence, held) : [];
}

function namesInstead(
  { text }: SentenceFact,
  sentence: string,
  held: HeldLines,
): readonly string[] {
  const parts = new Set(partsOf(text));
  const names = new Set(held.text.match(/(?:--)?[A-Za-z_$][\w$]*(?:-[\w$]+)*/g));
  return [...names]
    .filter((name) => isCodeName(name) && !sentence.includes(name))
    .map((name) => {
      const own = partsOf(name);
      const shared = own.filter((part) => parts.has(part)).length;
      return { name, likeness: shared / Math.max(own.length, parts.size) };
    })
    .filter(({ likeness }) => likeness >= 1 / 2)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, maxNames)
    .map(({ name }) => name);
}

/** The words of an identifier, without the identifier as one term. */
function partsOf(name: string): readonly string[] {
  const parts = analyzeText(name);
  return parts.length > 1 ? parts.filter((part) => part !== parts.at(-1)) : parts;
}

function isCodeName(name: string): boolean {
  return /_|^--|[a-z][A-Z]/.test(name);
}

function numbersInstead(fact: SentenceFact, sentence: string, held: HeldLines): readonly string[] {
  const words = [...contentTerms(sentence.replace(fact.text, ' '))];
  let best = { share: minShare, line: '' };
  for (const [index, terms] of held.termsByLine.entries()) {
    const share = words.filter((word) => terms.has(word)).length / words.length;
    if (share >= best.share && /\d/.test(held.lines[index] ?? ''))
      best = { share, line: held.lines[index] ?? '' };
  }
  const numbers = new Set(best.line.match(/(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?![\w.])/g));
  return numbers.size === 1 ? [...numbers] : [];
}
