import type { RangeOf } from '../../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../../core/chunking/fileChunker.ts';
import { fileRole } from '../../core/chunking/fileRole.ts';
import { languageOf } from '../../core/chunking/languageOf.ts';
import { parseNotebook } from '../../core/chunking/notebook.ts';
import { isSaidToBeGenerated } from '../../core/chunking/skipping/generatedNote.ts';
import { isKeyMaterial } from '../../core/chunking/skipping/keyMaterial.ts';
import { skipByContent } from '../../core/chunking/skipping/skipByContent.ts';
import { skipByName } from '../../core/chunking/skipping/skipByName.ts';
import { splitLines } from '../../core/chunking/textLines.ts';
import type { SkipReason } from '../../core/domain.ts';
import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import { decodeText } from '../encoding/decodeText.ts';
import type { DecodedText } from '../encoding/decodeText.ts';
import { chunkNotebook } from './chunkNotebook.ts';
import { extractDocx } from './extractDocx.ts';
import { extractPdf } from './extractPdf.ts';
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
 * Reads text files of any kind, notebooks, PDF and Word files. Parsers are loaded when the first
 * file that needs them comes. `log` takes why one failed.
 */
export function createFileChunker(
  options: FileChunkerOptions,
  log: (line: string) => void = () => undefined,
): FileChunker {
  const chunkLines = createLineChunker(log);
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array, assumed?: EncodingId): Promise<Result> {
    const skipped = skipByName(path);
    if (skipped !== null) return { skipped };
    const language = languageOf(path);
    if (language === 'pdf' || language === 'docx') return chunkDocument(path, language, bytes);
    if (bytes.length > options.maxFileBytes) return { skipped: 'too-large' };
    const decoded = decodeText(bytes, assumed);
    return decoded === undefined ? { skipped: 'binary' } : chunkWhole(path, decoded);
  }

  async function chunkWhole(
    path: string,
    { text: original, encoding }: DecodedText,
  ): Promise<Result> {
    const language = languageOf(path, original.slice(0, 200).split(/[\r\n]/, 1)[0]);
    const notebook = language === 'ipynb' ? parseNotebook(original) : null;
    if (notebook !== null)
      return file(path, language, encoding, await chunkNotebook(notebook, path, chunkLines));
    const lines = splitLines(original);
    const skippedByContent = skipByContent(lines, language);
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
    try {
      return file(
        path,
        language,
        defaultEncoding,
        language === 'pdf' ? await chunkPdf(path, bytes) : await chunkDocx(path, bytes),
      );
    } catch (error) {
      // These parsers throw all kinds of errors, and each of them means that the file is damaged,
      // locked or not what its name says.
      log(`${path} is left out, because it cannot be read as ${language}: ${String(error)}`);
      return { skipped: 'parse-failed' };
    }
  }

  async function chunkPdf(path: string, bytes: Uint8Array): Promise<ChunkedLines> {
    const parts: ChunkedLines[] = [];
    for (const [i, lines] of (await extractPdf(bytes)).entries()) {
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
    return joinChunked(parts);
  }

  async function chunkDocx(path: string, bytes: Uint8Array): Promise<ChunkedLines> {
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

function file(
  path: string,
  language: string,
  encoding: EncodingId,
  { chunks, linesLeftOut }: ChunkedLines,
): ChunkedFile {
  const reading = { encoding, linesLeftOut };
  return { language, role: fileRole(path, language), reading, chunks };
}
