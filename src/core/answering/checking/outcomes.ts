import type { TextRange } from '../text/markdownBlocks.ts';
import type { HeldLines } from './heldLines.ts';

/** Outcomes that a statement can claim for code, and how code and its comments express them. */
const outcomes: readonly (readonly [said: RegExp, held: RegExp])[] = [
  [
    /\b(?:raises?|throws?|aborts?)\b/gi,
    new RegExp(
      String.raw`\b(?:(?:rais|throw|panic|abort|assert|reject|fail)\w*|unwrap|expect|must|err)\b|` +
        String.raw`\berrors?\.(?:New|\w*Error)|Errorf`,
      'i',
    ),
  ],
  [/\bpanics?\b/gi, /panic|unwrap|expect|fatal|abort|\bmust/i],
  [/\bwarns?\b/gi, /warn/i],
  [
    /\b(?:is|are) (?:rejected|refused)\b/gi,
    /rais|throw|err|reject|refus|fail|panic|abort|invalid|assert|forbid|den(?:y|ied)|return/i,
  ],
  [
    /\b(?:returns?|returning|gives back) (?:`)?(?:none|null|nil|undefined)\b/gi,
    /\b(?:none|null|nil|undefined|nullptr|optional)\b|\breturn\b\s*;?\s*$/im,
  ],
  [
    /\b(?:is|are) (?:allowed|accepted|tolerated|permitted)\b/gi,
    /allow|accept|permit|valid|toler|max|limit|exceed/i,
  ],
  [
    /\b(?:is|are) (?:simply |just |silently )?ignored\b|\bignores\b/gi,
    new RegExp(
      String.raw`ignor|skip|noop|no-op|nothing|swallow|suppress|catch|except|continue|\bpass\b|` +
        String.raw`\breturn\b\s*;?\s*$|\breturn (?:nil|null|none|None)\b`,
      'im',
    ),
  ],
  [/\b(?:is|are|gets?) logged\b|\blogs\b/gi, /log|print|warn|trace|debug|report|echo|stderr/i],
  [
    /\b(?:is|are|gets?) (?:removed|deleted|discarded)\b/gi,
    new RegExp(
      'remov|delet|discard|unset|pop|clear|unlink|strip|trim|drop|free|erase|replace|filter|' +
        String.raw`shift|evict|splice|slice|sub\b|gsub|re(?:named|set)|\bdel\b|\brm\b`,
      'i',
    ),
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

/** A number that is said to be returned, alone or in some case. */
const inSomeCase = 'if|when|on|once|for|otherwise|unless|and|or|to';
const saidReturned = [
  new RegExp(
    String.raw`\breturn(?:s|ing|ed) \`?(-?\d+)\`?(?=[,.;]?$|[,;]? (?:${inSomeCase})\b)`,
    'g',
  ),
  /\breturns?\b[^.;]*? (?:and|or) `?(-?\d+)`? (?=otherwise|if|when|on|for)/g,
];
const returned = /\breturn\b(.*)$/;

/** Numbers that are said to be returned, if the lines return numbers, but not these. */
export function unreturnedNumbers(sentence: string, { lines }: HeldLines): readonly TextRange[] {
  const values = new Set(
    lines.flatMap((line) => returned.exec(line)?.[1]?.match(/(?<![\w.])-?\d+(?![\w.])/g) ?? []),
  );
  if (values.size === 0) return [];
  return saidReturned.flatMap((form) =>
    Array.from(sentence.matchAll(form)).flatMap((match) => {
      const value = match[1] ?? '';
      const start = match.index + match[0].lastIndexOf(value);
      return values.has(value) ? [] : [{ start, end: start + value.length }];
    }),
  );
}
