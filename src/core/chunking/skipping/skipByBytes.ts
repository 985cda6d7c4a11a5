import type { SkipReason } from '../../domain.ts';
import { nameOf } from '../languageOf.ts';

/**
 * RFC 1740: the resource fork and Finder information of a file, where the disk cannot hold them
 * beside it.
 */
const appleDouble = [0x00, 0x05, 0x16, 0x07];
/** A pointer's own specification limits it to this. */
const maxPointerBytes = 1024;
const pointer = /^version https?:\/\/[\w.-]+\/spec\/v1\r?\n(?:.*\n)*?oid sha256:[\da-f]{64}\r?\n/;

/**
 * Why a file is left out that stands for another one, whatever its name promises; null for most.
 */
export function skipByBytes(path: string, bytes: Uint8Array): SkipReason | null {
  if (nameOf(path).startsWith('._') && appleDouble.every((byte, i) => bytes[i] === byte))
    return 'apple-double';
  return bytes.length <= maxPointerBytes && pointer.test(String.fromCharCode(...bytes))
    ? 'lfs-pointer'
    : null;
}
