import type { RangeOf } from '../../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../../core/chunking/fileChunker.ts';
import { fileRole } from '../../core/chunking/fileRole.ts';
import { languageOf } from '../../core/chunking/languageOf.ts';
import { parseNotebook } from '../../core/chunking/notebook.ts';
import type { Notebook } from '../../core/chunking/notebook.ts';
import { isSaidToBeGenerated } from '../../core/chunking/skipping/generatedNote.ts';
import { isKeyMaterial } from '../../core/chunking/skipping/keyMaterial.ts';
import { skipByContent } from '../../core/chunking/skipping/skipByContent.ts';
import { skipByBytes } from '../../core/chunking/skipping/skipByBytes.ts';
import { skipByName } from '../../core/chunking/skipping/skipByName.ts';
import { splitLines } from '../../core/chunking/textLines.ts';
import type { SkipReason } from '../../core/domain.ts';
import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import { loadWordPiece } from '../embedding/loadWordPiece.ts';
import type { DecodedText } from '../encoding/decodeText.ts';
import { readText } from '../encoding/readText.ts';
import { chunkNotebook } from './chunkNotebook.ts';
import { isOldWordFile, isOleFile } from './oleFile.ts';
import { extractPdf, isLockedPdf } from './pdf/extractPdf.ts';
import { extractDocx } from './word/extractDocx.ts';
import { createLineChunker, joinChunked } from './lineChunker.ts';
import type { ChunkedLines } from './lineChunker.ts';
import { isMostlyMasked, maskSecrets } from './maskSecrets.ts';

export interface FileChunkerOptions {
  readonly maxFileBytes: number;
  /** For PDF and Word files. */
  readonly maxPdfBytes: number;
}

type Result = ChunkedFile | { readonly skipped: SkipReason };

/**
 * Reads text files of any kind, notebooks, PDF and Word files. Each parser is loaded when the first
 * file needs it.
 * @param log receives why a parser failed.
 */
export function createFileChunker(
  options: FileChunkerOptions,
  log: (line: string) => void = () => undefined,
): FileChunker {
  const chunkLines = createLineChunker(log);
  const tokenizer = loadWordPiece();
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array, assumed?: EncodingId): Promise<Result> {
    const skipped = skipByName(path) ?? skipByBytes(path, bytes);
    if (skipped !== null) return { skipped };
    const language = languageOf(path);
    if (language === 'pdf' || language === 'docx') return chunkDocument(path, language, bytes);
    if (bytes.length > maxBytes(language)) return { skipped: 'too-large' };
    const decoded = await readText(bytes, assumed);
    return decoded === undefined ? { skipped: 'binary' } : chunkWhole(path, decoded);
  }

  /**
   * Most of a notebook is output, which is not indexed. The limit for other files applies to its
   * sources.
   */
  function maxBytes(language: string): number {
    return language === 'ipynb' ? options.maxPdfBytes : options.maxFileBytes;
  }

  async function chunkWhole(
    path: string,
    { text: original, encoding }: DecodedText,
  ): Promise<Result> {
    const language = languageOf(path, original.slice(0, 200).split(/[\r\n]/, 1)[0]);
    const notebook = language === 'ipynb' ? parseNotebook(original) : null;
    if (notebook !== null)
      return notebookSize(notebook) > options.maxFileBytes
        ? { skipped: 'too-large' }
        : file(path, language, encoding, await chunkNotebook(notebook, path, chunkLines));
    if (language === 'ipynb' && original.length > options.maxFileBytes)
      return { skipped: 'too-large' };
    const lines = splitLines(original);
    const skippedByContent = skipByContent(lines, language);
    // Nobody writes such long lines into a notebook, so this one is damaged.
    if (language === 'ipynb' && skippedByContent === 'minified') return { skipped: 'parse-failed' };
    if (skippedByContent !== null) return { skipped: skippedByContent };
    if (isKeyMaterial(path, lines)) return { skipped: 'secret' };
    const text = await maskSecrets(path, original);
    if (isMostlyMasked(text)) return { skipped: 'secret' };
    const chunked = file(
      path,
      language,
      encoding,
      await chunkLines(text === original ? lines : splitLines(text), language, lineRange),
    );
    if (isSaidToBeGenerated(lines, language)) return { ...chunked, role: 'generated' };
    return { ...chunked, role: fileRole(path, language, original.startsWith('#!')) };
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
      const { pagesWithoutText, ...lines } =
        language === 'pdf' ? await chunkPdf(path, bytes) : await chunkDocx(path, bytes);
      if (lines.chunks.length === 0) return { skipped: 'no-text' };
      return {
        ...file(path, language, defaultEncoding, lines),
        ...(pagesWithoutText === 0 ? {} : { pagesWithoutText }),
      };
    } catch (error) {
      if (isLockedPdf(error)) return { skipped: 'locked' };
      // These parsers throw all kinds of errors. Any other error means that the file is damaged or
      // is not what its name says.
      log(`${path} is skipped, because it cannot be read as ${language}: ${String(error)}`);
      return { skipped: 'parse-failed' };
    }
  }

  async function chunkPdf(path: string, bytes: Uint8Array): Promise<ChunkedDocument> {
    const parts: ChunkedLines[] = [];
    let pagesWithoutText = 0;
    const pages = await extractPdf(bytes, (word) => tokenizer.count(word) === 1);
    for (const [i, lines] of pages.entries()) {
      if (!lines.some(hasWords)) {
        pagesWithoutText++;
        continue;
      }
      const text = await maskSecrets(path, lines.join('\n'));
      parts.push(
        await chunkLines(text.split('\n'), 'plaintext', (startLine, endLine) => ({
          kind: 'page',
          page: i + 1,
          startLine,
          endLine,
        })),
      );
    }
    return { ...joinChunked(parts), pagesWithoutText };
  }

  async function chunkDocx(path: string, bytes: Uint8Array): Promise<ChunkedDocument> {
    const text = await maskSecrets(path, extractDocx(bytes));
    const lines = hasWords(text) ? text.split('\n') : [];
    return { ...(await chunkLines(lines, 'markdown', lineRange)), pagesWithoutText: 0 };
  }
}

interface ChunkedDocument extends ChunkedLines {
  readonly pagesWithoutText: number;
}

/**
 * Punctuation alone is not text: it comes from page borders and from fonts that do not declare
 * their letters.
 */
function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function notebookSize({ cells }: Notebook): number {
  return cells.reduce((sum, { source }) => sum + Buffer.byteLength(source), 0);
}

const lineRange: RangeOf = (startLine, endLine, columns) => ({
  kind: 'lines',
  startLine,
  endLine,
  ...(columns === undefined ? {} : { columns }),
});

function file(
  path: string,
  language: string,
  encoding: EncodingId,
  { chunks, linesLeftOut }: ChunkedLines,
): ChunkedFile {
  const reading = { encoding, linesLeftOut };
  return { language, role: fileRole(path, language), reading, chunks };
}
