import type { Chunk, SourceRange } from '../domain.ts';
import type { Tokenizer } from '../ports/textModels.ts';
import { maxChunkChars, maxChunkTokens, specialTokens } from './chunkLimits.ts';
import { chunkSymbol } from './chunkSymbol.ts';
import type { Outline } from './outline/outline.ts';
import { segment } from './segment.ts';
import type { MeasuredLines, Segment } from './segment.ts';
import { shownParts } from './skipping/encodedSpans.ts';
import type { Span } from './skipping/encodedSpans.ts';
import { splitLongLine } from './splitLongLine.ts';
import { isBlank } from './textLines.ts';

/** Makes a chunk's range from 1-based inclusive lines, with columns for part of a line. */
export type RangeOf = (
  startLine: number,
  endLine: number,
  columns?: readonly [number, number],
) => SourceRange;

/**
 * Parts of lines to leave out of all chunks, by line index. A line with such a part does not share
 * its chunk with other lines.
 */
export type LeftOutSpans = ReadonlyMap<number, readonly Span[]>;

/** Where a text comes from, and what to leave out of it. */
export interface TextPlace {
  readonly rangeOf: RangeOf;
  readonly leftOut?: LeftOutSpans;
}

/** A line without a word, such as one of brackets, does not count for the symbol. */
const hasWord = /[\w\u0080-\uffff]/;
/** Characters measured between two yields: about a millisecond of work. */
const charsBetweenPauses = 30_000;

/**
 * Cuts the lines of a text into chunks. Together they cover every line that is not blank or left
 * out, in order and without overlap. A chunk's text is its lines joined by `\n`. With its symbol,
 * [CLS] and [SEP] it has at most `maxChunkTokens` WordPiece tokens. Yields every few milliseconds,
 * so that the caller can give way.
 */
export function* chunkText(
  lines: readonly string[],
  outline: Outline,
  tokenizer: Tokenizer,
  { rangeOf, leftOut = new Map() }: TextPlace,
): Generator<undefined, Chunk[]> {
  const measured = yield* measure(lines, outline, tokenizer, leftOut);
  const tokensOf = new Float64Array(lines.length);
  measured.line.forEach((line, i) => {
    tokensOf[line] = measured.tokens[i] ?? 0;
  });
  const chunks: Chunk[] = [];
  for (const segments of segment(measured, outline)) {
    for (const { start, end } of segments) {
      if (tokensOf[start] === Infinity) yield* pieces(start);
      else chunks.push(whole({ start, end }));
    }
    yield;
  }
  return chunks;

  function whole({ start, end }: Segment): Chunk {
    const touched = new Map<number, number>();
    let tokens = specialTokens;
    for (let line = start; line <= end; line++) {
      tokens += tokensOf[line] ?? 0;
      const scope = outline.scope[line] ?? -1;
      if (hasWord.test(lines[line] ?? '')) touched.set(scope, (touched.get(scope) ?? 0) + 1);
    }
    const symbol = chunkSymbol(touched, outline.scopes, maxChunkTokens - tokens, tokenizer);
    return {
      range: rangeOf(start + 1, end + 1),
      text: lines.slice(start, end + 1).join('\n'),
      symbol,
    };
  }

  function* pieces(index: number): Generator<undefined, void> {
    const line = lines[index] ?? '';
    const symbol = chunkSymbol(
      new Map([[outline.scope[index] ?? -1, 1]]),
      outline.scopes,
      0,
      tokenizer,
    );
    const budget = maxChunkTokens - specialTokens - tokenizer.count(symbol);
    const spans = leftOut.get(index);
    let measuredChars = 0;
    for (const [from, to] of spans === undefined ? [[0, line.length]] : shownParts(line, spans)) {
      // Next to data that is left out, punctuation alone is worth no chunk.
      if (spans !== undefined && !hasWord.test(line.slice(from, to))) continue;
      for (const [start, end] of splitLongLine(line.slice(from, to), budget, tokenizer)) {
        const columns = [from + start, from + end] as const;
        chunks.push({
          range: rangeOf(index + 1, index + 1, columns),
          text: line.slice(columns[0] - 1, columns[1]),
          symbol,
        });
        if (columns[1] - measuredChars > charsBetweenPauses) {
          measuredChars = columns[1];
          yield;
        }
      }
    }
  }
}

function* measure(
  lines: readonly string[],
  outline: Outline,
  tokenizer: Tokenizer,
  leftOut: LeftOutSpans,
): Generator<undefined, MeasuredLines> {
  const symbolTokensOf = outline.scopes.map(({ symbol }) => tokenizer.count(symbol));
  const line: number[] = [];
  const blankCharsBefore: number[] = [];
  let blankChars = 0;
  lines.forEach((text, i) => {
    if (isBlank(text)) {
      blankChars += text.length + 1;
      return;
    }
    line.push(i);
    blankCharsBefore.push(blankChars);
    blankChars = 0;
  });
  const measured = {
    line: Int32Array.from(line),
    blankCharsBefore: Int32Array.from(blankCharsBefore),
    tokens: new Float64Array(line.length),
    chars: new Int32Array(line.length),
    symbolTokens: new Int32Array(line.length),
  };
  let chars = 0;
  for (const [i, number] of line.entries()) {
    const text = lines[number] ?? '';
    const symbolTokens = symbolTokensOf[outline.scope[number] ?? -1] ?? 0;
    const tokens =
      leftOut.has(number) || text.length > maxChunkChars ? Infinity : tokenizer.count(text);
    measured.tokens[i] = tokens + symbolTokens + specialTokens > maxChunkTokens ? Infinity : tokens;
    measured.chars[i] = text.length + 1;
    measured.symbolTokens[i] = symbolTokens;
    chars += text.length;
    if (chars > charsBetweenPauses) {
      chars = 0;
      yield;
    }
  }
  return measured;
}
