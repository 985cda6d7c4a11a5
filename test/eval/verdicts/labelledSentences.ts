import { extname } from 'node:path';
import * as v from 'valibot';

const labels = ['supported', 'partly', 'not supported', 'not a claim'] as const;
export type Label = (typeof labels)[number];

const shape = v.object({
  id: v.string(),
  repo: v.string(),
  path: v.string(),
  sources: v.array(v.object({ path: v.string(), startLine: v.number(), endLine: v.number() })),
  sourceTexts: v.array(v.string()),
  sentence: v.string(),
  label: v.picklist(labels),
  corruption: v.string(),
});

/** A sentence about lines of a repository, and whether those lines support it. */
export type LabelledSentence = v.InferOutput<typeof shape>;

/** @throws ValiError with the field's name for a line that is not a labelled sentence. */
export function parseLabelledSentences(text: string): readonly LabelledSentence[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => v.parse(shape, JSON.parse(line)));
}

/** How a false sentence was made, in the words of the table; for others, their label. */
export function kindOf({ label, corruption }: LabelledSentence): string {
  switch (label) {
    case 'supported':
      return 'true';
    case 'partly':
      return 'partly true';
    case 'not a claim':
      return 'no claim';
    case 'not supported':
      return `false: ${corruption}`;
  }
}

export function languageOf({ path }: LabelledSentence): string {
  const extension = extname(path).slice(1);
  return /^(?:md|mdx|rst)$/.test(extension) ? 'prose' : extension;
}
