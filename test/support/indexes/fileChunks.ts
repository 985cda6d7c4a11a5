import assert from 'node:assert/strict';
import type { ChunkedFile } from '../../../src/core/chunking/fileChunker.ts';
import { createFileChunker } from '../../../src/node/reading/createFileChunker.ts';

/** The product's chunker with the default size limits. */
export const chunker = createFileChunker({ maxFileBytes: 1.5e6, maxPdfBytes: 20e6 });

/** The chunks of a file that must not be skipped. */
export async function chunked(path: string, content: string | Uint8Array): Promise<ChunkedFile> {
  const result = await chunker.chunk(path, Buffer.from(content));
  assert.ok(!('skipped' in result), `${path} was skipped`);
  return result;
}

/** Why a file is skipped; null if it is not. */
export async function skipped(path: string, content: string | Uint8Array): Promise<string | null> {
  const result = await chunker.chunk(path, Buffer.from(content));
  return 'skipped' in result ? result.skipped : null;
}
