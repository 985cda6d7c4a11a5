import { isBinaryFile } from 'isbinaryfile';
import { chunkText } from '../core/chunking/chunkText.ts';
import type { RangeOf } from '../core/chunking/chunkText.ts';
import type { ChunkedFile, FileChunker } from '../core/chunking/fileChunker.ts';
import { fileRole } from '../core/chunking/fileRole.ts';
import { languageOf } from '../core/chunking/languageOf.ts';
import type { Outline } from '../core/chunking/outline.ts';
import { plainOutline } from '../core/chunking/plainOutline.ts';
import { syntaxLanguages } from '../core/chunking/syntaxLanguages.ts';
import { syntaxOutline } from '../core/chunking/syntaxOutline.ts';
import { splitLines } from '../core/chunking/textLines.ts';
import type { SkipReason } from '../core/model.ts';
import { decodeText } from './decodeText.ts';
import { inSlices } from './inSlices.ts';
import { loadWordPiece } from './loadWordPiece.ts';
import { createSyntaxParser } from './treeSitterParser.ts';

export interface FileChunkerOptions {
  readonly maxFileBytes: number;
  /** For PDF and Word files. */
  readonly maxPdfBytes: number;
}

export function createFileChunker(options: FileChunkerOptions): FileChunker {
  const tokenizer = loadWordPiece();
  const syntaxParser = createSyntaxParser();
  return { chunk };

  async function chunk(path: string, bytes: Uint8Array): Promise<ChunkedFile | { readonly skipped: SkipReason }> {
    if (bytes.length > options.maxFileBytes) return { skipped: 'too-large' };
    if (await isBinaryFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) return { skipped: 'binary' };
    const text = decodeText(bytes);
    if (text === undefined) return { skipped: 'binary' };
    const lines = splitLines(text);
    const language = languageOf(path, lines[0]);
    const chunks = await inSlices(chunkText(lines, await outlineOf(lines, language), tokenizer, lineRange));
    return { language, role: fileRole(path, language), chunks };
  }

  async function outlineOf(lines: readonly string[], language: string): Promise<Outline> {
    const syntax = syntaxLanguages[language];
    const root = syntax === undefined ? null : await syntaxParser.parse(lines, syntax);
    return syntax === undefined || root === null ? plainOutline(lines) : syntaxOutline(root, syntax, lines, tokenizer);
  }
}

const lineRange: RangeOf = (startLine, endLine, columns) => ({ kind: 'lines', startLine, endLine, ...(columns === undefined ? {} : { columns }) });
