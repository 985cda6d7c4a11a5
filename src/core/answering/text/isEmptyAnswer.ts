import { splitSentences } from './sentences.ts';

/** Whether an answer says nothing: no words, or only an introduction (`The answer is:`). */
export function isEmptyAnswer(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || (/[:：]$/.test(trimmed) && splitSentences(trimmed).length === 1);
}
