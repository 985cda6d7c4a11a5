import assert from 'node:assert/strict';
import { embeddedText } from '../../../src/core/chunking/embeddedText.ts';
import type { LeftOutSpans } from '../../../src/core/chunking/chunkText.ts';
import { shownParts } from '../../../src/core/chunking/skipping/encodedSpans.ts';
import type { Span } from '../../../src/core/chunking/skipping/encodedSpans.ts';
import type { Chunk } from '../../../src/core/domain.ts';
import type { Tokenizer } from '../../../src/core/ports/textModels.ts';
import { maskCharacter } from '../../../src/core/domain.ts';

/**
 * What is true of the chunks of any text with line ranges. They cover every non-blank line, in
 * order and without overlap. Each text is exactly its lines, except for masked secrets. Parts of a
 * long line cover its columns. None is longer than the embedder reads.
 * @param lines of the whole text, as an editor numbers them
 * @param leftOut the spans that are meant to be in no chunk
 */
export function assertChunksOf(
  lines: readonly string[],
  chunks: readonly Chunk[],
  tokenizer: Tokenizer,
  leftOut: LeftOutSpans = new Map(),
): void {
  const wanted = lines.map((line, index) => withoutLeftOut(line, leftOut.get(index)));
  /** The earliest line at which the next chunk may begin. */
  let [line, column] = [1, 1];
  for (const { range, text, symbol } of chunks) {
    assert.equal(range.kind, 'lines');
    assert.ok(
      range.startLine >= line && range.startLine <= range.endLine && range.endLine <= lines.length,
      `${JSON.stringify(range)} after line ${line}`,
    );
    if (range.startLine > line) {
      assertBlank((wanted[line - 1] ?? '').slice(column - 1), line);
      for (let skipped = line + 1; skipped < range.startLine; skipped++)
        assertBlank(wanted[skipped - 1] ?? '', skipped);
      column = 1;
    }
    const [startColumn, endColumn] = range.columns ?? [1, (lines[range.endLine - 1] ?? '').length];
    assert.ok(
      startColumn >= column &&
        (range.columns === undefined ||
          (range.startLine === range.endLine && startColumn <= endColumn)),
      JSON.stringify(range),
    );
    assertBlank(
      (wanted[range.startLine - 1] ?? '').slice(column - 1, startColumn - 1),
      range.startLine,
    );
    assertSame(
      text,
      range.columns === undefined
        ? lines.slice(range.startLine - 1, range.endLine).join('\n')
        : (lines[range.startLine - 1] ?? '').slice(startColumn - 1, endColumn),
    );
    assertBlank(text.trim() === '' ? 'nothing' : '', range.startLine);
    const tokens = tokenizer.count(embeddedText({ symbol, text })) + 2;
    assert.ok(tokens <= 256, `${tokens} tokens in ${JSON.stringify(range)}`);
    [line, column] = [range.endLine, endColumn + 1];
  }
  assertBlank((wanted[line - 1] ?? '').slice(column - 1), line);
  for (let rest = line + 1; rest <= lines.length; rest++) assertBlank(wanted[rest - 1] ?? '', rest);
}

/** The line with white space in place of the spans that are left out and the marks beside them. */
function withoutLeftOut(line: string, spans: readonly Span[] | undefined): string {
  if (spans === undefined) return line;
  let wanted = ' '.repeat(line.length);
  for (const [start, end] of shownParts(line, spans))
    if (/[\w\u0080-\uffff]/.test(line.slice(start, end)))
      wanted = wanted.slice(0, start) + line.slice(start, end) + wanted.slice(end);
  return wanted;
}

function assertBlank(text: string, line: number): void {
  assert.equal(text.trim(), '', `text of line ${line} is in no chunk, or a chunk holds none`);
}

function assertSame(text: string, original: string): void {
  if (text === original) return;
  assert.equal(text.length, original.length, 'other text than that of its range');
  for (let i = 0; i < text.length; i++)
    if (text[i] !== maskCharacter)
      assert.equal(text[i], original[i], 'other text than that of its range');
}
