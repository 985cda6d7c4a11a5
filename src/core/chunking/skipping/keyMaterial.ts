import { nameOf } from '../languageOf.ts';
import { looksEncoded } from './encodedSpans.ts';

const keyName = /\.key$/i;
const privateKey = /-----BEGIN [\w ]*(?:PRIVATE|STATIC) KEY/i;
const marker = /^(?:-----|[#;]|\/\/|$)/;
const token = /^[A-Za-z0-9+/=_:-]{16,}$/;

/** Whether a `.key` file contains a key: a private one in PEM, or nothing but encoded values. */
export function isKeyMaterial(path: string, lines: readonly string[]): boolean {
  if (!keyName.test(nameOf(path))) return false;
  if (lines.some((line) => privateKey.test(line))) return true;
  const values = lines.map((line) => line.trim()).filter((line) => !marker.test(line));
  return (
    values.length > 0 &&
    values.every((line) => token.test(line) && looksEncoded(line.replaceAll(':', '')))
  );
}
