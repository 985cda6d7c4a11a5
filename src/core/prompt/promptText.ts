import type { PromptSource } from '../ports/generation.ts';
import { questionLanguage } from '../retrieval/translation/questionLanguage.ts';

/**
 * The same for every question, so that it is read once after loading and never again. The wording
 * was chosen by how a small model (SmolLM2-135M) answers ten questions about the test workspace:
 * the plainest did best.
 */
export const systemPrompt =
  'Answer the question from the numbered sources in one or two sentences. If they do not hold ' +
  'the answer, say so. Cite sources like [1].';

/** The beginning of a line that reads like the heading of another source. */
const imitatedHeading = /^(?=[^\S\n\r]*\[\d+\][^\S\n\r]+\S)/gmu;

/**
 * A source in the prompt: a heading with its number and label, then its text. A line of the text
 * that imitates such a heading gets a quote sign, and the label stays on one line. Fences around
 * each text, or a sentence about instructions, made a small model copy instead of answer
 * (docs/inference.md).
 */
export function sourceBlock({ number, label, text }: PromptSource): string {
  const oneLine = label.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return `[${number}] ${oneLine}\n${text.replaceAll(imitatedHeading, '> ')}\n\n`;
}

const languageNames = { ko: 'Korean', ja: 'Japanese', zh: 'Chinese' } as const;

/**
 * The question comes after the sources, so that they can be read while it is still being typed.
 * The answer to a Korean, Japanese or Chinese question is asked for in its language.
 */
export function questionBlock(question: string): string {
  const language = questionLanguage(question);
  const wanted = language === null ? '' : `, in ${languageNames[language]}`;
  return `Answer this question from the sources above${wanted}: ${question.trim()}`;
}
