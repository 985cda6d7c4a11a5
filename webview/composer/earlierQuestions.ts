/**
 * The question that Up and Down put into the composer: from an empty draft to the newest question,
 * on to older ones, and back. A draft that is not an earlier question is left alone.
 * @param step -1 for the question before, 1 for the one after.
 * @returns null if the key moves the cursor as usual.
 */
export function earlierQuestion(
  questions: readonly string[],
  draft: string,
  step: -1 | 1,
): string | null {
  const each = [...new Set(questions.toReversed())].reverse();
  const place = draft === '' ? each.length : each.indexOf(draft);
  if (place < 0) return null;
  const next = place + step;
  return next === each.length ? '' : (each[next] ?? null);
}
