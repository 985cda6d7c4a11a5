import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** How many bytes of a file are read to identify it. */
export const foreignFileBytes = 512;

/** The first bytes of known formats, as Latin-1. */
const formats: readonly (readonly [start: string, what: Wording])[] = [
  ['FUGG', wording('it is a big-endian file; models for this machine are little-endian')],
  ...['tjgg', 'lmgg', 'fmgg', 'algg'].map(
    (magic) =>
      [magic, wording('it is a GGML file from before GGUF; it has to be converted')] as const,
  ),
  ['PK\u0003\u0004', wording('it is a zip archive, often a PyTorch model; it has to be converted')],
  ...['\u001f\u008b', 'BZh', '7z\u00bc\u00af', '\u00fd7zXZ', '(\u00b5/\u00fd'].map(
    (magic) => [magic, wording('it is compressed; unpack it first')] as const,
  ),
  ['\0'.repeat(16), wording('it begins with zeros; a download of it was stopped')],
];

/** Texts that servers and tools leave in place of a file, without a byte order mark. */
const texts: readonly (readonly [start: RegExp, what: Wording])[] = [
  [/^\s*<(!doctype html|html|head|body|!--)/i, wording('it is a web page')],
  [/^\s*<(\?xml|[a-z]+[\s>])/i, wording('it is an XML message of a server')],
  [/^\s*[{[]\s*["{}\]]/, wording('it is JSON, often an error message of a server')],
];

/**
 * What a file is that is not a model, as the end of a sentence; null if it is not recognised.
 * @param start its first bytes.
 */
export function nameForeignFile(start: Uint8Array): Wording | null {
  if (start.length === 0) return wording('it is empty');
  const bytes = Buffer.from(start).toString('latin1');
  const format = formats.find(([magic]) => bytes.startsWith(magic));
  if (format !== undefined) return format[1];
  if (bytes.slice(6, 10) === '\0\0{"')
    return wording('it is a safetensors file; it has to be converted');
  const text = Buffer.from(start)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  if (text.startsWith('version https://git-lfs.github.com/')) return pointerWords(text);
  const known = texts.find(([beginning]) => beginning.test(text));
  return known?.[1] ?? (isText(text) ? wording('it is text') : null);
}

function pointerWords(pointer: string): Wording {
  const bytes = /^size (\d+)$/m.exec(pointer)?.[1];
  return bytes === undefined
    ? wording('it is a Git LFS pointer to a file that was not fetched (git lfs pull)')
    : wording(
        'it is a Git LFS pointer to a file of {bytes} bytes that was not fetched (git lfs pull)',
        { bytes: Number(bytes).toLocaleString('en') },
      );
}

/** Tolerates a truncated last character. */
function isText(text: string): boolean {
  return !/(?![\t\r\n])\p{Cc}|\ufffd(?!$)/u.test(text);
}
