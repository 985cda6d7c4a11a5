import { createHash } from 'node:crypto';
import { readFileInPieces } from './readFileInPieces.ts';

/**
 * The checksum of a file, in hex.
 * @param onBytes is told how many bytes have been read so far.
 * @throws the signal's reason when it is aborted.
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
