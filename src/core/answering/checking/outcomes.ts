import type { TextRange } from '../text/markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';

/** Outcomes that a statement can claim for code, and how code and its comments express them. */
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
/** After these words, the outcome does not happen or is only mentioned. */
const denied = new RegExp(
  String.raw`\b(?:not|never|without|rather than|instead of|no longer|n't|that|which|who|if it)` +
    String.raw`\s+(?:\w+\s+)?$`,
  'i',
);

/** Outcomes that the sentence claims and the lines show no trace of. */
export function unheldOutcomes(sentence: string, { text }: HeldLines): readonly TextRange[] {
  return outcomes.flatMap(([said, held]) =>
    held.test(text)
      ? []
      : Array.from(sentence.matchAll(said))
          .filter(({ index }) => !denied.test(sentence.slice(0, index)))
          .map(({ 0: words, index }) => ({ start: index, end: index + words.length })),
  );
}

/** What a statement says is raised or returned, by its name in code. */
const results: readonly (readonly [said: RegExp, line: RegExp])[] = [
  [
    /\b(?:rais(?:es?|ing)|throw(?:s|ing)?|(?:gives? up|fails?) with) (?:an? |the )?`([^`]+)`/g,
    /rais|throw|panic|reject|except|fail|\bErr\b/i,
  ],
  [/\breturn(?:s|ing) (?:an? |the )?`([^`]+)`/g, /return|yield|=>|->/i],
];

/**
 * Names that the sentence says are raised or returned, and that the lines contain only elsewhere.
 */
export function misplacedResults(sentence: string, { lines }: HeldLines): readonly TextRange[] {
  return results.flatMap(([said, line]) =>
    Array.from(sentence.matchAll(said)).flatMap((match) => {
      const name = match[1] ?? '';
      const end = match.index + match[0].length;
      const holders = lines.filter((text) => text.includes(name));
      const isKnown = holders.length > 0 && /^[\w.]+$/.test(name);
      return !isKnown || holders.some((text) => line.test(text))
        ? []
        : [{ start: end - name.length - 2, end }];
    }),
  );
}
