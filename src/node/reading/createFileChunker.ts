import { isBinaryFile } from 'isbinaryfile';
import type { RangeOf } from '../../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../../core/chunking/fileChunker.ts';
import { fileRole } from '../../core/chunking/fileRole.ts';
import { languageOf } from '../../core/chunking/languageOf.ts';
import { parseNotebook } from '../../core/chunking/notebook.ts';
import type { Notebook } from '../../core/chunking/notebook.ts';
import { isSaidToBeGenerated, skipByContent } from '../../core/chunking/skipping/skipByContent.ts';
import { skipByName } from '../../core/chunking/skipping/skipByName.ts';
import { splitLines } from '../../core/chunking/textLines.ts';
import type { Chunk, SkipReason } from '../../core/domain.ts';
import { chunkNotebook } from './chunkNotebook.ts';
import { decodeText } from './decodeText.ts';
import { extractDocx } from './extractDocx.ts';
import { extractPdf } from './extractPdf.ts';
import { createLineChunker } from './lineChunker.ts';
import { isMostlyMasked, maskSecrets } from './maskSecrets.ts';

export interface FileChunkerOptions {
  readonly maxFileBytes: number;
  /** For PDF and Word files, and for notebooks with their outputs. */
  readonly maxPdfBytes: number;
}

type Result = ChunkedFile | { readonly skipped: SkipReason };

/** Reads text files of any kind, notebooks, PDF and Word files. Parsers are loaded when the first file that needs them comes. */
export function createFileChunker(options: FileChunkerOptions): FileChunker {
  const chunkLines = createLineChunker();
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array): Promise<Result> {
    const skipped = skipByName(path);
    if (skipped !== null) return { skipped };
    const language = languageOf(path);
    if (language === 'pdf' || language === 'docx') return chunkDocument(path, language, bytes);
    if (bytes.length > maxBytes(language)) return { skipped: 'too-large' };
    const text = (await isBinaryFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
      ? undefined
      : decodeText(bytes);
    return text === undefined ? { skipped: 'binary' } : chunkWhole(path, text);
  }

  /** Most of a notebook is output, which is not indexed. Its sources have the limit of other files. */
  function maxBytes(language: string): number {
    return language === 'ipynb' ? options.maxPdfBytes : options.maxFileBytes;
  }

  async function chunkWhole(path: string, original: string): Promise<Result> {
    const language = languageOf(path, original.slice(0, 200).split(/[\r\n]/, 1)[0]);
    const notebook = language === 'ipynb' ? parseNotebook(original) : null;
    if (notebook !== null)
      return notebookSize(notebook) > options.maxFileBytes
        ? { skipped: 'too-large' }
        : file(path, language, await chunkNotebook(notebook, path, chunkLines));
    if (original.length > options.maxFileBytes) return { skipped: 'too-large' };
    const lines = splitLines(original);
    const skippedByContent = skipByContent(lines, language);
    if (skippedByContent !== null)
      return {
        // People do not write long lines into a notebook either, but it is damage that keeps it from being read.
        skipped:
          language === 'ipynb' && skippedByContent === 'minified'
            ? 'parse-failed'
            : skippedByContent,
      };
    const text = await maskSecrets(path, original);
    if (isMostlyMasked(text)) return { skipped: 'secret' };
    const chunks = await chunkLines(
      text === original ? lines : splitLines(text),
      language,
      lineRange,
    );
    return isSaidToBeGenerated(lines)
      ? { language, role: 'generated', chunks }
      : file(path, language, chunks);
  }

  async function chunkDocument(
    path: string,
    language: 'pdf' | 'docx',
    bytes: Uint8Array,
  ): Promise<Result> {
    if (bytes.length > options.maxPdfBytes) return { skipped: 'too-large' };
    try {
      return file(
        path,
        language,
        language === 'pdf' ? await chunkPdf(path, bytes) : await chunkDocx(path, bytes),
      );
    } catch {
      // These parsers throw all kinds of errors, and each of them means that the file is damaged, locked or not what its name says.
      return { skipped: 'parse-failed' };
    }
  }

  async function chunkPdf(path: string, bytes: Uint8Array): Promise<readonly Chunk[]> {
    const chunks: Chunk[] = [];
    for (const [i, lines] of (await extractPdf(bytes)).entries()) {
      const text = await maskSecrets(path, lines.join('\n'));
      chunks.push(
        ...(await chunkLines(text.split('\n'), 'plaintext', (startLine, endLine) => ({
          kind: 'page',
          page: i + 1,
          startLine,
          endLine,
        }))),
      );
    }
    return chunks;
  }

  async function chunkDocx(path: string, bytes: Uint8Array): Promise<readonly Chunk[]> {
    const text = await maskSecrets(path, await extractDocx(bytes));
    return chunkLines(text.split('\n'), 'markdown', lineRange);
  }
}

const lineRange: RangeOf = (startLine, endLine, columns) => ({
  kind: 'lines',
  startLine,
  endLine,
  ...(columns === undefined ? {} : { columns }),
});

function notebookSize({ cells }: Notebook): number {
  return cells.reduce((sum, { source }) => sum + Buffer.byteLength(source), 0);
}

function file(path: string, language: string, chunks: readonly Chunk[]): ChunkedFile {
  return { language, role: fileRole(path, language), chunks };
}
