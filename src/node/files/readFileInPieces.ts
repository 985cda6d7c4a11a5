import { open } from 'node:fs/promises';

/**
 * Hashing one piece takes a few milliseconds, the longest that anything may block the extension
 * host.
 */
const pieceBytes = 1 << 20;

/** The bytes of a file, a piece at a time. A piece is valid until the next one is requested. */
export async function* readFileInPieces(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, pieceBytes);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
