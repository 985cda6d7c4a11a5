import { open } from 'node:fs/promises';

/** One piece is hashed in a few milliseconds: in the extension host nothing may block longer. */
const pieceBytes = 1 << 20;

/** The bytes of a file, a piece at a time; each piece is valid until the next one is asked for. */
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
