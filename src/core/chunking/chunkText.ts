import type { Chunk, SourceRange } from '../domain.ts';
import type { Tokenizer } from '../ports.ts';
import { maxChunkChars, maxChunkTokens, specialTokens } from './chunkLimits.ts';
import { chunkSymbol } from './chunkSymbol.ts';
import type { Outline } from './outline/outline.ts';
import { segment } from './segment.ts';
import type { MeasuredLines, Segment } from './segment.ts';
import { splitLongLine } from './splitLongLine.ts';
import { isBlank } from './textLines.ts';

/** Makes the range of a chunk from 1-based inclusive lines, and columns for a piece of one line. */
export type RangeOf = (
  startLine: number,
  endLine: number,
  columns?: readonly [number, number],
) => SourceRange;

/** A line of brackets alone names nothing. */
const hasWord = /[\w\u0080-\uffff]/;
/** Characters measured between two pauses, about a millisecond's work. */
const charsBetweenPauses = 30_000;

/**
 * Chunks of the lines of one text. Together they cover every line that is not blank, in order and
 * without overlap; the text of each is its lines joined by `\n`; none has more than
 * `maxChunkTokens` WordPiece tokens with its symbol, [CLS] and [SEP]. A generator that yields
 * wherever the caller may let others work for a while, every few milliseconds.
 */
export function* chunkText(
  lines: readonly string[],
  outline: Outline,
  tokenizer: Tokenizer,
  rangeOf: RangeOf,
): Generator<undefined, Chunk[]> {
  const measured = yield* measure(lines, outline, tokenizer);
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
    let measuredChars = 0;
    for (const [start, end] of splitLongLine(
      line,
      maxChunkTokens - specialTokens - tokenizer.count(symbol),
      tokenizer,
    )) {
      chunks.push({
        range: rangeOf(index + 1, index + 1, [start, end]),
        text: line.slice(start - 1, end),
        symbol,
      });
      if (end - measuredChars > charsBetweenPauses) {
        measuredChars = end;
        yield;
      }
    }
  }
}

function* measure(
  lines: readonly string[],
  outline: Outline,
  tokenizer: Tokenizer,
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
    const tokens = text.length > maxChunkChars ? Infinity : tokenizer.count(text);
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
