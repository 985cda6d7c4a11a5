import { createHash } from 'node:crypto';
import { readFileInPieces } from './readFileInPieces.ts';

/**
 * The checksum of a file, in hex.
 * @param onBytes receives the number of bytes read so far.
 * @throws the signal's reason if it is aborted.
 */
export async function sha256OfFile(
  path: string,
  onBytes?: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of readFileInPieces(path)) {
    signal?.throwIfAborted();
    hash.update(piece);
    bytes += piece.length;
    onBytes?.(bytes);
  }
  return hash.digest('hex');
}
