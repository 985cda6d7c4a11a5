/**
 * Nobody asks more in words; a longer text is a pasted file or log, whose beginning is enough to
 * find what it is about.
 */
export const maxSearchedCharacters = 20_000;

/** The part of a question that is searched for. Who asks is to say so where it is not all of it. */
export function searchedPart(question: string): string {
  return question.slice(0, maxSearchedCharacters);
}
