/** Why words of a sentence are doubted; docs/sentence-checks.md says what each sign caught. */
export const wordSigns = [
  'name',
  'number',
  'opposite',
  'technical',
  'absolute',
  'universal',
  'outcome',
  'crossed',
  'misplaced',
] as const;
export type WordSign = (typeof wordSigns)[number];

/** The signs of the rules, and `detector`: a model that the user chose doubts the words. */
export const doubtSigns = [...wordSigns, 'detector'] as const;
