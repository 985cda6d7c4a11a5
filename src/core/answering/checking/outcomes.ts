import type { TextRange } from '../markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';

/** What a statement says that code does in the end, with how code and its comments spell that. */
const outcomes: readonly (readonly [said: RegExp, held: RegExp])[] = [
  [
    /\b(?:raises?|throws?|panics?|aborts?)\b/gi,
    new RegExp(
      String.raw`\b(?:(?:rais|throw|panic|abort|assert|reject|fail)\w*|unwrap|expect|must|err)\b|` +
        String.raw`\berrors?\.(?:New|\w*Error)|Errorf`,
      'i',
    ),
  ],
  [/\bwarns?\b/gi, /warn/i],
  [
    /\b(?:returns?|returning|gives back) (?:`)?(?:none|null|nil|undefined)\b/gi,
    /\b(?:none|null|nil|undefined|nullptr|optional)\b|\breturn\b\s*;?\s*$/im,
  ],
  [/\breturns? (?:an? )?empty (?:list|array|string|map|dict)/gi, /\[\]|''|""|\{\}|empty|new /i],
];
/** After these, the outcome does not come, or is only spoken of. */
const denied = new RegExp(
  String.raw`\b(?:not|never|without|rather than|instead of|no longer|n't|that|which|who|if it)` +
    String.raw`\s+(?:\w+\s+)?$`,
  'i',
);

/** Outcomes that the sentence says happen, and of which the lines have no trace. */
export function unheldOutcomes(sentence: string, { text }: HeldLines): readonly TextRange[] {
  return outcomes.flatMap(([said, held]) =>
    held.test(text)
      ? []
      : Array.from(sentence.matchAll(said))
          .filter(({ index }) => !denied.test(sentence.slice(0, index)))
          .map(({ 0: words, index }) => ({ start: index, end: index + words.length })),
  );
}
