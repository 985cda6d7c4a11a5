import { setImmediate as letOthersRun } from 'node:timers/promises';
import { isBinaryFile } from 'isbinaryfile';
import { chunkText } from '../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../core/chunking/fileChunker.ts';
import { fileRole } from '../core/chunking/fileRole.ts';
import { languageOf } from '../core/chunking/languageOf.ts';
import { plainOutline } from '../core/chunking/plainOutline.ts';
import { splitLines } from '../core/chunking/textLines.ts';
import type { SkipReason } from '../core/model.ts';
import { decodeText } from './decodeText.ts';
import { loadWordPiece } from './loadWordPiece.ts';

export interface FileChunkerOptions {
  readonly maxFileBytes: number;
  /** For PDF and Word files. */
  readonly maxPdfBytes: number;
}

/** Milliseconds of work between two turns of the event loop. */
const sliceMs = 15;

export function createFileChunker(options: FileChunkerOptions): FileChunker {
  const tokenizer = loadWordPiece();
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array): Promise<ChunkedFile | { readonly skipped: SkipReason }> {
    if (bytes.length > options.maxFileBytes) return { skipped: 'too-large' };
    if (await isBinaryFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) return { skipped: 'binary' };
    const text = decodeText(bytes);
    if (text === undefined) return { skipped: 'binary' };
    const lines = splitLines(text);
    const language = languageOf(path, lines[0]);
    const chunks = await inSlices(chunkText(lines, plainOutline(lines), tokenizer, (startLine, endLine, columns) => (
      { kind: 'lines', startLine, endLine, ...(columns === undefined ? {} : { columns }) })));
    return { language, role: fileRole(path, language), chunks };
  }
}

/** Runs a generator to its end, giving way to the event loop every few milliseconds. */
async function inSlices<T>(steps: Generator<undefined, T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < sliceMs) continue;
    await letOthersRun();
    start = performance.now();
  }
}
