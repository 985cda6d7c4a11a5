import type { PromptSource } from '../ports.ts';

/** The same for every question, so that it is read once after loading and never again. */
export const systemPrompt =
  'You answer questions about the files of a workspace. Use only the numbered sources. '
  + 'After each statement write the number of its source, like [1]. If the sources do not hold the answer, say so. Be brief.';

/** One source as it stands in the prompt. Blocks end in a blank line, which is also where tokens never join (`tokenizeText`). */
export function sourceBlock(source: PromptSource, text: string = source.text): string {
  return `[${source.number}] ${source.label}\n${text}\n\n`;
}

/** The question stands behind the sources, so that these can be read while it is still being typed. */
export function questionBlock(question: string): string {
  return `Question: ${question.trim()}`;
}
