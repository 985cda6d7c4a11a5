import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** A stream would leave every piece of the file in memory until the next garbage collection; one buffer does. */
const bufferBytes = 1024 * 1024;

/** @returns the checksum in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(bufferBytes);
  const handle = await open(file, 'r');
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, bufferBytes);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
