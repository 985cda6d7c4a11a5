import type { PromptSource } from '../ports.ts';

/**
 * The same for every question, so that it is read once after loading and never again. Its words
 * were chosen by what a small model (SmolLM2-135M) makes of ten questions about the test workspace:
 * the plainest did best.
 */
export const systemPrompt =
  'Answer the question from the numbered sources in one or two sentences. If they do not hold ' +
  'the answer, say so. Cite sources like [1].';

/** One source as it stands in the prompt. */
export function sourceBlock({ number, label, text }: PromptSource): string {
  return `[${number}] ${label}\n${text}\n\n`;
}

/**
 * The question stands behind the sources, so that these can be read while it is still being typed.
 */
export function questionBlock(question: string): string {
  return `Answer this question from the sources above: ${question.trim()}`;
}
