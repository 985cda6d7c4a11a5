import { isBinaryFile } from 'isbinaryfile';
import type { RangeOf } from '../../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../../core/chunking/fileChunker.ts';
import { fileRole } from '../../core/chunking/fileRole.ts';
import { languageOf } from '../../core/chunking/languageOf.ts';
import { parseNotebook } from '../../core/chunking/notebook.ts';
import type { Notebook } from '../../core/chunking/notebook.ts';
import { isSaidToBeGenerated, skipByContent } from '../../core/chunking/skipping/skipByContent.ts';
import { skipByBytes } from '../../core/chunking/skipping/skipByBytes.ts';
import { skipByName } from '../../core/chunking/skipping/skipByName.ts';
import { splitLines } from '../../core/chunking/textLines.ts';
import type { Chunk, SkipReason } from '../../core/domain.ts';
import { loadWordPiece } from '../embedding/loadWordPiece.ts';
import { chunkNotebook } from './chunkNotebook.ts';
import { decodeText } from './decodeText.ts';
import { extractPdf, isLockedPdf } from './pdf/extractPdf.ts';
import { extractDocx } from './word/extractDocx.ts';
import { isOldWordFile, isOleFile } from './oleFile.ts';
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
  const tokenizer = loadWordPiece();
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array): Promise<Result> {
    const skipped = skipByName(path) ?? skipByBytes(path, bytes);
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
    if (language === 'docx' && isOleFile(bytes))
      return { skipped: isOldWordFile(bytes) ? 'binary' : 'locked' };
    try {
      const { chunks, pagesWithoutText } =
        language === 'pdf' ? await chunkPdf(path, bytes) : await chunkDocx(path, bytes);
      return chunks.length === 0
        ? { skipped: 'no-text' }
        : {
            ...file(path, language, chunks),
            ...(pagesWithoutText === 0 ? {} : { pagesWithoutText }),
          };
    } catch (error) {
      // These parsers throw all kinds of errors; all but one mean that the file is damaged or not what its name says.
      return { skipped: isLockedPdf(error) ? 'locked' : 'parse-failed' };
    }
  }

  async function chunkPdf(path: string, bytes: Uint8Array): Promise<DocumentChunks> {
    const chunks: Chunk[] = [];
    let pagesWithoutText = 0;
    const pages = await extractPdf(bytes, (word) => tokenizer.count(word) === 1);
    for (const [i, lines] of pages.entries()) {
      if (!lines.some(hasWords)) {
        pagesWithoutText++;
        continue;
      }
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
    return { chunks, pagesWithoutText };
  }

  async function chunkDocx(path: string, bytes: Uint8Array): Promise<DocumentChunks> {
    const text = await maskSecrets(path, extractDocx(bytes));
    return {
      chunks: hasWords(text) ? await chunkLines(text.split('\n'), 'markdown', lineRange) : [],
      pagesWithoutText: 0,
    };
  }
}

interface DocumentChunks {
  readonly chunks: readonly Chunk[];
  readonly pagesWithoutText: number;
}

/** Marks alone say nothing; they come from page borders and from fonts that do not say what their letters are. */
function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
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
