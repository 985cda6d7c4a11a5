import type { SkipReason } from '../../domain.ts';
import { nameOf } from '../languageOf.ts';

/**
 * RFC 1740: a companion file with a file's resource fork and Finder information, for disks that
 * cannot store them otherwise.
 */
const appleDouble = [0x00, 0x05, 0x16, 0x07];
/** Maximum size of a pointer, by its specification. */
const maxPointerBytes = 1024;
const pointer = /^version https?:\/\/[\w.-]+\/spec\/v1\r?\n(?:.*\n)*?oid sha256:[\da-f]{64}\r?\n/;

/**
 * Why a file is left out because it only stands in for another one, whatever its name; null for
 * most files.
 */
export function skipByBytes(path: string, bytes: Uint8Array): SkipReason | null {
  if (nameOf(path).startsWith('._') && appleDouble.every((byte, i) => bytes[i] === byte))
    return 'apple-double';
  return bytes.length <= maxPointerBytes && pointer.test(String.fromCharCode(...bytes))
    ? 'lfs-pointer'
    : null;
}
