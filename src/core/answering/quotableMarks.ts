import type { QuoteMark } from '../decoding/quoteForm.ts';
import type { PromptSource } from '../ports/generation.ts';
import type { PromptLayout } from '../prompt/layoutPrompt.ts';
import { lineFinder } from './narrowCitation.ts';

/** The lines that are quoted of a source without any word of the question: its first ones. */
const firstLines = 6;

/**
 * The marks that an answer made of quotations chooses from, with the prompt's numbers: for each
 * source of the question, the lines that share most of the question's words.
 */
export function quotableMarks(
  { exchanges, placed, numbers }: Pick<PromptLayout, 'exchanges' | 'placed' | 'numbers'>,
  question: string,
): readonly QuoteMark[] {
  return [...exchanges.flatMap(({ sources }) => sources), ...placed]
    .filter(({ number }) => numbers?.has(number) ?? true)
    .map((source) => quotableMark(source, question));
}

function quotableMark({ number, text, firstLine = 1 }: PromptSource, question: string): QuoteMark {
  const lines = text.split('\n');
  const { first, last } = lineFinder(lines)(question) ?? {
    first: 1,
    last: Math.min(firstLines, lines.length),
  };
  return { source: number, first: firstLine + first - 1, last: firstLine + last - 1 };
}
