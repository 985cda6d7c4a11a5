import { citationMarks } from './citationMarks.ts';
import { codeSpans } from './markdownBlocks.ts';
import type { TextRange } from './markdownBlocks.ts';
import { numberWords, readNumber } from './numbers.ts';

/** Something a sentence says that can be looked up literally, as a UTF-16 range of the sentence. */
export interface SentenceFact extends TextRange {
  /** A `span` is in backticks, a `quote` in double quotes; a `name` is code without either. */
  readonly kind: 'span' | 'quote' | 'name' | 'number';
  /** Without backticks, quotes or unit. */
  readonly text: string;
  /** For a number: the values that the lines may hold for it, in any of its units. */
  readonly values: readonly number[];
}

/** Values and basic types that a sentence may name although no line spells them. */
const impliedNames = new Set(
  (
    'none null nil undefined true false void nan self this yes no ' +
    'str int float bool string number integer boolean object list dict tuple set array map bytes'
  ).split(' '),
);
const productNames = new Set(
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
const number = new RegExp(
  [
    String.raw`\d[\d_]*(?:\^|\*\*)\d+(?:\s?-\s?1)?`,
    String.raw`\d+\s?<<\s?\d+`,
    String.raw`0[xob][\da-f_]+`,
    String.raw`\d+(?:[,_]\d{3})+`,
    String.raw`\d[\d_]*(?:\.\d+)?`,
  ].join('|'),
  'gi',
);
const measure =
  'ms|msec|milliseconds?|s|secs?|seconds?|min|minutes?|hours?|days?|weeks?|months?|years?|' +
  'bits?|bytes?|[kmg]i?b|kilobytes?|megabytes?|gigabytes?|%|percent';
const unit = new RegExp(String.raw`^[\s-]?(${measure})(?![\w])`, 'i');
/** A number word is a claim about a value only where it measures something. */
const countedWord = new RegExp(
  String.raw`\b(${Object.keys(numberWords).join('|')})(?= (?:[a-z]+ )?` +
    String.raw`(?:${measure}|times|attempts|` +
    String.raw`retries|tries|characters|columns|digits)\b)`,
  'gi',
);
/** Before a number that names something: a line, a version, an entry of a list. */
const nameOfNumber = new RegExp(
  String.raw`(?:\b(?:lines?|steps?|sources?|sections?|figures?|chapters?|pages?|cells?|` +
    String.raw`versions?|v)\s?|\b[A-Z][a-z]+ |[\p{L}_.]-?|\d[-–])$`,
  'u',
);

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
  prose = prose.replace(/^\s*\d{1,9}[.)](?=\s)/, (lead) => ' '.repeat(lead.length));
  for (const match of prose.matchAll(number))
    addNumber(match.index, match[0], readNumber(match[0]));
  for (const match of prose.matchAll(countedWord))
    addNumber(match.index, match[0], numberWords[match[0].toLowerCase()] ?? null);
  return facts.sort((a, b) => a.start - b.start);

  function addNumber(start: number, text: string, value: number | null): void {
    const end = start + text.length;
    if (value === null || nameOfNumber.test(prose.slice(0, start))) return;
    const rest = prose.slice(end);
    const measured = unit.exec(rest)?.[1]?.toLowerCase() ?? '';
    if (measured === '' && /^[\p{L}_]|^\.\d/u.test(rest)) return;
    add({ kind: 'number', start, end, text, values: inOtherUnits(value, measured) });
  }
}

function inOtherUnits(value: number, measured: string): readonly number[] {
  const factors = factorsOf(measured);
  return [value, ...factors.map((factor) => value * factor)];
}

function factorsOf(measured: string): readonly number[] {
  if (/^(ms|msec|millis)/.test(measured)) return [1 / 1000];
  if (/^s(ec|$)/.test(measured)) return [1000];
  if (/^min/.test(measured)) return [60, 60_000];
  if (/^hour/.test(measured)) return [60, 3600, 3_600_000];
  if (/^day/.test(measured)) return [24, 86_400, 86_400_000];
  if (/^week/.test(measured)) return [7, 168, 604_800, 604_800_000];
  if (/^year/.test(measured)) return [12, 365, 31_536_000];
  if (/^bytes?$/.test(measured)) return [8, 1 / 1024];
  if (/^bits?$/.test(measured)) return [1 / 8];
  if (/^k/.test(measured)) return [1000, 1024];
  if (/^(mi?b|mega)/.test(measured)) return [1000, 1024, 1e6, 2 ** 20];
  if (/^g/.test(measured)) return [1000, 1024, 1e9, 2 ** 30, 2 ** 20];
  return /^(%|percent)/.test(measured) ? [1 / 100] : [];
}
