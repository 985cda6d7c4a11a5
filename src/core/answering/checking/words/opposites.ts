import { analyzeText } from '../../../retrieval/question/analyzeText.ts';
import type { TextRange } from '../../text/markdownBlocks.ts';
import type { HeldLines } from '../heldLines.ts';
import { sentenceWords } from './sentenceWords.ts';

/**
 * Groups of mutually exclusive words. If a statement has one and the lines have another, the
 * statement is probably wrong.
 */
const groups: readonly (readonly string[])[] = [
  'ascending descending',
  'before after',
  'first last',
  'enable disable',
  'min max',
  'minimum maximum',
  'smallest largest',
  'smaller larger',
  'shortest longest',
  'shorter longer',
  'lower upper',
  'lowest highest',
  'lowest max',
  'highest min',
  'together separate',
  'together separately',
  'lowercase uppercase',
  'up down',
  'include exclude',
  'encode decode',
  'encrypt decrypt',
  'serialize deserialize',
  'client server',
  'synchronous asynchronous',
  'left right',
  'top bottom',
  'prepend append',
  'prefix suffix',
  'positive negative',
  'even odd',
  'increase decrease',
  'shorten lengthen',
  'success failure',
  'absolute relative',
  'optional required',
  'older newer',
  'static dynamic',
  'internal external',
  'hexadecimal octal decimal',
  'hex octal',
  'nanosecond microsecond millisecond second minute hour day week month year',
  'comma colon semicolon tab dash underscore slash backslash',
  'json xml yaml toml pickle csv',
  'mutable immutable',
  'public private',
  'recommended deprecated',
  'strict lenient lossy',
  'strictly leniently lossily',
  'row column',
  'parent child',
  'inclusive exclusive',
  'earlier later',
  'oldest newest',
  'forward backward',
  'horizontal vertical',
  'explicit implicit',
  'explicitly implicitly',
  'inside outside',
  'beginning end',
  'head tail',
  'width height',
  'sender receiver',
  'stdin stdout stderr',
  'acquire release',
  'connect disconnect',
  'attach detach',
  'expand collapse',
  'grow shrink',
  'widen narrow',
  'accept reject',
  'rounded truncated',
  'local global',
  'sensitive insensitive',
  'sensitively insensitively',
  'singular plural',
  'uppercase lowercase titlecase',
  'leading trailing',
  'outermost innermost',
  'shallow deep',
  'eager lazy',
  'eagerly lazily',
  'breadth depth',
  'stable unstable',
  'signed unsigned',
  'big little',
  'ingress egress',
  'upstream downstream',
  'minor major',
].map((group) => group.split(' '));

const truths = new RegExp(
  String.raw`\b(?:default\w*(?: is| to| of)?|initially|set to)\s+` + '(?:`|\\*\\*)?(true|false)\\b',
  'gi',
);
const caseSensitive = new RegExp(
  String.raw`(?<!\b(?:not|never|n't|without being) )` +
    String.raw`(?:\bcase[- ]sensitive(?:ly)?|\brespecting (?:the )?case)\b`,
  'gi',
);
const foldsCase = new RegExp(
  String.raw`\(\?i\)|` +
    String.raw`\b\w*(?:to_?lower|lower_?case|down_?case|case_?fold|ignore_?case|str_?casecmp)\w*`,
  'i',
);

/** A word, and what the lines have in its place. */
export interface Opposed extends TextRange {
  readonly instead: readonly string[];
}

/**
 * Words of the sentence that are not in the lines, while an opposite is in the lines and not in the
 * sentence.
 */
export function opposites(sentence: string, held: HeldLines): readonly Opposed[] {
  const words = sentenceWords(sentence).filter(({ end }) => sentence[end] !== '-');
  const said = new Set(words.map(({ stem }) => stem));
  const opposed = words.flatMap(({ start, end, stem, text }) => {
    const instead = groups.flatMap((group) => {
      const stems = group.map(stemOf);
      if (!stems.includes(stem) || held.hasLoosely(text)) return [];
      const others = group.filter((_, index) => isSaidThere(stems[index] ?? '', held, said, stems));
      return others.some((other) => said.has(stemOf(other))) ? [] : others;
    });
    return instead.length === 0 ? [] : [{ start, end, instead }];
  });
  return [...opposed, ...opposedTruths(sentence, held), ...opposedCase(sentence, held)];
}

/** `case-sensitively` of code that folds the case. */
function opposedCase(sentence: string, { text }: HeldLines): readonly Opposed[] {
  const folding = foldsCase.exec(text)?.[0];
  if (folding === undefined || /sensitiv/i.test(text)) return [];
  return Array.from(sentence.matchAll(caseSensitive), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    instead: [folding],
  }));
}

/** Words that comments use about anything, so that their line must say what they are about. */
const ofOneLine = new Set(['before', 'after'].map(stemOf));
/** Keywords of Ruby, Lua and others. */
const keywordLine = /^\s*(?:begin|end)\b\W*$/;

/**
 * Whether the lines say a word of the group. An `after` in a comment about something else is no
 * opposite of the sentence's `before`.
 */
function isSaidThere(
  stem: string,
  held: HeldLines,
  said: ReadonlySet<string>,
  group: readonly string[],
): boolean {
  return held.termsByLine.some(
    (terms, line) =>
      terms.has(stem) &&
      !keywordLine.test(held.lines[line] ?? '') &&
      (!ofOneLine.has(stem) || [...said].some((word) => terms.has(word) && !group.includes(word))),
  );
}

/** `defaults to true` if the lines of the default, or all lines, only have false. */
function opposedTruths(sentence: string, held: HeldLines): readonly Opposed[] {
  return Array.from(sentence.matchAll(truths)).flatMap((match) => {
    const said = (match[1] ?? '').toLowerCase();
    const other = said === 'true' ? 'false' : 'true';
    const end = match.index + match[0].length;
    const range = { start: end - said.length, end, instead: [other] };
    const given = new Set(
      held.lines
        .filter((line) => /default/i.test(line))
        .flatMap((line) => line.toLowerCase().match(/(?<!\w)(?:true|false)\b/g) ?? []),
    );
    if (given.size > 0) return given.has(said) ? [] : [range];
    return held.hasTerm(stemOf(said)) || !held.hasTerm(stemOf(other)) ? [] : [range];
  });
}

function stemOf(word: string): string {
  return analyzeText(word)[0] ?? word;
}
