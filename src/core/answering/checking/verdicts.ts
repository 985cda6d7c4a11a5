/**
 * The outcome of a sentence's check. `quoted`: its words are in the lines, in the same order;
 * `facts-found`: each of its names and numbers is in the lines; `partly`: one clause is not
 * supported; `not-in-lines`: the sentence is not supported; `not-checked`: nothing could be
 * established; `no-claim`: it says nothing about the workspace. None of them is proof.
 */
export const verdicts = [
  'quoted',
  'facts-found',
  'partly',
  'not-in-lines',
  'not-checked',
  'no-claim',
] as const;
export type Verdict = (typeof verdicts)[number];
