import { citationMarks } from './citationMarks.ts';
import { codeSpans } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';
import { numberFacts } from './numberFacts.ts';
import { readNumber } from './numbers.ts';

/** Something a sentence says that can be looked up literally, as a UTF-16 range of the sentence. */
export interface SentenceFact extends TextRange {
  /**
   * A `span` is in backticks, a `quote` in double quotes; a `name` is code without either; a
   * `proper` name or acronym is prose; a `number` is in digits or measures something; a `count` is
   * a number word.
   */
  readonly kind: 'span' | 'quote' | 'name' | 'proper' | 'number' | 'count';
  /** Without backticks, quotes or unit. */
  readonly text: string;
  /** For a number: the values that the lines may hold for it, in any of its units. */
  readonly values: readonly number[];
  /** For a number of large units: it may also be on a line that names the unit. */
  readonly inUnit?: { readonly value: number; readonly unit: RegExp };
}

/** Values and basic types that a sentence may name although no line spells them. */
export const impliedNames: ReadonlySet<string> = new Set(
  (
    'none null nil undefined true false void nan self this yes no ' +
    'str int float bool string number integer boolean object list dict tuple set array map bytes'
  ).split(' '),
);
export const productNames: ReadonlySet<string> = new Set(
  (
    'javascript typescript coffeescript commonjs github gitlab bitbucket postgresql mysql ' +
    'mongodb ' +
    'graphql websocket websockets youtube macos ios openssl leveldb rocksdb sqlite powershell ' +
    'iphone ipad wordpress linkedin javadoc nodejs webassembly devops fastapi numpy'
  ).split(' '),
);
/** What follows is an illustration, which need not be in the lines. */
const illustration = /\b(?:e\.g\.|i\.e\.|for example|for instance|such as|looks? like)/i;
const codeName = new RegExp(
  [
    String.raw`--?[a-z][\w-]*[a-z\d]\b`, // an option
    String.raw`(?:[\w-]+\/)*[\w-]+\.(?:${[
      'py|pyi|ts|tsx|js|jsx|mjs|cjs|java|kt|cs|go|rs|c|h|cc|cpp|hpp|rb|php|swift|scala|sh|sql',
      'json|jsonc|yaml|yml|toml|ini|cfg|conf|xml|html|css|scss|md|rst|txt|lock|gradle|proto',
    ].join('|')})\b`,
    String.raw`[A-Za-z_]\w*(?:(?:::|\.)[A-Za-z_]\w*)*\(\)`,
    String.raw`[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+`,
    String.raw`(?=\w*[A-Za-z])(?=\w*[^\W_]_|_\w*[^\W_])[A-Za-z_]\w*`,
    String.raw`[a-z]+\d*[A-Z]\w*|[A-Z][a-z]+\d*[A-Z][A-Za-z]\w*`,
  ]
    .map((form) => `(?:${form})`)
    .join('|'),
  'g',
);
/** Languages and acronyms that a sentence about code may use although no line has them. */
const commonProperNames = new Set(
  (
    'python java javascript typescript rust go ruby php swift scala kotlin english markdown ' +
    'api apis cli gui ui ux ide id ids os cpu ram gpu io url urls uri http https html css json ' +
    'xml yaml sql utf ascii ok eof ip tcp udp dns tls ssl orm crud rest oop ast dom regex pdf ' +
    'csv i kb mb gb kib mib gib ms eg ie note'
  ).split(' '),
);
/** A product or an acronym in prose: a capital letter within a sentence. */
const properName = /\b(?:[A-Z]{2,}\d*|[A-Z][a-z]+[A-Za-z]*)\b/g;

/**
 * The code names, numbers and quoted words of a sentence, in their order. Source marks, what
 * follows "such as" and the names of values (`None`) are left out.
 */
export function sentenceFacts(sentence: string): readonly SentenceFact[] {
  const facts: SentenceFact[] = [];
  const shown = illustration.exec(sentence)?.index ?? sentence.length;
  let prose = sentence;
  const hide = ({ start, end }: TextRange): void => {
    prose = prose.slice(0, start) + ' '.repeat(end - start) + prose.slice(end);
  };
  const add = (fact: SentenceFact): void => {
    if (fact.end <= shown && !impliedNames.has(fact.text.toLowerCase())) facts.push(fact);
  };
  for (const { start, end } of codeSpans(sentence, { start: 0, end: sentence.length }).spans) {
    const ticks = /^`+/.exec(sentence.slice(start, end))?.[0].length ?? 0;
    const text = sentence.slice(start + ticks, end - ticks).trim();
    const value = readNumber(text);
    if (text !== '')
      add({
        kind: value === null ? 'span' : 'number',
        start,
        end,
        text,
        values: value === null ? [] : [value],
      });
    hide({ start, end });
  }
  citationMarks(sentence).forEach(hide);
  for (const match of prose.matchAll(/"([^"\n]+)"|“([^”\n]+)”/g)) {
    const text = (match[1] ?? match[2] ?? '').replace(/[.,;]$/, '').trim();
    const range = { start: match.index, end: match.index + match[0].length };
    if (text !== '') add({ kind: 'quote', ...range, text, values: [] });
    hide(range);
  }
  for (const match of prose.matchAll(/\bhttps?:\/\/[^\s)>\]]*[^\s)>\].,;:]/g)) {
    const range = { start: match.index, end: match.index + match[0].length };
    add({ kind: 'name', ...range, text: match[0], values: [] });
    hide(range);
  }
  for (const match of prose.matchAll(codeName)) {
    const range = { start: match.index, end: match.index + match[0].length };
    if (/[\w-]/.test(prose[range.start - 1] ?? '')) continue;
    if (!productNames.has(match[0].toLowerCase()))
      add({ kind: 'name', ...range, text: match[0], values: [] });
    hide(range);
  }
  for (const match of prose.matchAll(properName)) {
    const before = prose.slice(0, match.index);
    if (commonProperNames.has(match[0].toLowerCase())) continue;
    const isAcronym = /^[A-Z]{2}/.test(match[0]);
    if (!isAcronym && (before.trim() === '' || /[.:;!?(*_]\s*$/.test(before))) continue;
    const range = { start: match.index, end: match.index + match[0].length };
    add({ kind: 'proper', ...range, text: match[0], values: [] });
  }
  numberFacts(prose).forEach(add);
  return facts.sort((a, b) => a.start - b.start);
}
