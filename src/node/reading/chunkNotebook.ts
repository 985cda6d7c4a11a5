import { withoutEncoded } from '../../core/chunking/skipping/encodedSpans.ts';
import { markdownHeadings } from '../../core/chunking/outline/headings.ts';
import type { Notebook } from '../../core/chunking/notebook.ts';
import { splitLines } from '../../core/chunking/textLines.ts';
import { joinChunked } from './lineChunker.ts';
import type { ChunkedLines, LineChunker } from './lineChunker.ts';
import { maskSecrets } from './maskSecrets.ts';

/** Chunks of a notebook, cell by cell. A cell is named after the last heading in or above it. */
export async function chunkNotebook(
  notebook: Notebook,
  path: string,
  chunkLines: LineChunker,
): Promise<ChunkedLines> {
  const parts: ChunkedLines[] = [];
  let heading = '';
  for (const { cell, kind, source } of notebook.cells) {
    const lines = splitLines(await maskSecrets(path, source));
    const language =
      kind === 'code' ? notebook.language : kind === 'markdown' ? 'markdown' : 'plaintext';
    parts.push(
      await chunkLines(
        lines,
        language,
        (startLine, endLine) => ({ kind: 'cell', cell, startLine, endLine }),
        heading,
      ),
    );
    if (kind === 'markdown')
      heading = markdownHeadings(withoutEncoded(lines)).at(-1)?.title ?? heading;
  }
  return joinChunked(parts);
}
