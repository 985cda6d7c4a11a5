import { citationMarks } from './text/citationMarks.ts';
import { codeSpans } from './text/markdownBlocks.ts';
import type { TextRange } from './text/markdownBlocks.ts';
import { numberFacts } from './numberFacts.ts';
import { readNumber } from './text/numbers.ts';

/** Something in a sentence that can be looked up literally, as a UTF-16 range of the sentence. */
export interface SentenceFact extends TextRange {
  /**
   * A `span` is in backticks, a `quote` in double quotes; a `name` is code without either; a
   * `number` is in digits or measures something; a `count` is a number word.
   */
  readonly kind: 'span' | 'quote' | 'name' | 'number' | 'count';
  /** Without backticks, quotes or unit. */
  readonly text: string;
  /** For a number: the values in the lines that would confirm it, in any of its units. */
  readonly values: readonly number[];
  /** For a number with a large unit: a line that names the unit also confirms it. */
  readonly inUnit?: { readonly value: number; readonly unit: RegExp };
}

/** Values and basic types that a sentence may name even if no line contains them. */
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
/** What follows these is an example, which need not be in the lines. */
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
/** Acronyms that a sentence about code may use even if no line contains them. */
const commonAcronyms = new Set(
  (
    'API APIS CLI GUI IDE CPU RAM GPU URL URLS URI HTTP HTTPS HTML CSS JSON XML YAML SQL UTF ' +
    'ASCII EOF TCP UDP DNS TLS SSL ORM CRUD REST OOP AST DOM PDF CSV RFC PEP NOTE TODO KIB MIB GIB'
  ).split(' '),
);
/** In prose, `LXR` is more often a constant than not. */
const acronym = /\b[A-Z]{3,}\d*\b/g;

/**
 * The code names, numbers and quoted words of a sentence, in order. Source marks, what follows
 * "such as" and the names of values (`None`) are omitted.
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
  for (const { 0: text, index } of prose.matchAll(acronym))
    if (!commonAcronyms.has(text))
      add({ kind: 'name', start: index, end: index + text.length, text, values: [] });
  numberFacts(prose).forEach(add);
  return facts.sort((a, b) => a.start - b.start);
}
