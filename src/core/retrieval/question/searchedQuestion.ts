/**
 * Nobody types a longer question. A longer text is a pasted file or log, and its beginning is
 * enough to find what it is about.
 */
export const maxSearchedCharacters = 20_000;

/**
 * The part of a question that is searched for. The caller must tell the user if it is not all of
 * it.
 */
export function searchedPart(question: string): string {
  return question.slice(0, maxSearchedCharacters);
}

/**
 * A question as it is embedded: with one question mark, whether or not one was typed. An embedding
 * depends on it, and with it the ranking: a question must find the same lines while it is still
 * being typed, when its sources are read ahead.
 */
export function embeddedQuestion(question: string): string {
  const typed = question.replace(/[\s?？]+$/u, '');
  return /[.!…。！]$/u.test(typed) ? typed : `${typed}?`;
}
