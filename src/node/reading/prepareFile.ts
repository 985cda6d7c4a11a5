import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedText } from '../../core/chunking/embeddedText.ts';
import type { FileChunker } from '../../core/chunking/fileChunker.ts';
import type { EncodingId } from '../../core/encoding/encodingNames.ts';
import type { PreparedChunk, PreparedFile } from '../../core/indexing/fileRecords.ts';
import type { Chunk } from '../../core/domain.ts';
import { analyzeText } from '../../core/retrieval/question/analyzeText.ts';
import { isGone } from '../listing/lookAtFiles.ts';

/** Bytes of a sha256 that are kept. 128 bits make a collision practically impossible. */
const hashBytes = 16;

export interface FileToPrepare {
  readonly root: string;
  /** Relative to `root`, with forward slashes. */
  readonly path: string;
  /** Hash of the content that is already stored; empty if there is none. */
  readonly knownHash: string;
  /** The file is left out if it has grown beyond this since it was listed. */
  readonly maxBytes: number;
  /** `files.encoding` of the folder. */
  readonly encoding?: EncodingId | undefined;
}

/**
 * Reads one file and prepares it for storing: chunks, words, and the hashes that identify
 * embeddings.
 */
export async function prepareFile(
  { root, path, knownHash, maxBytes, encoding }: FileToPrepare,
  chunker: FileChunker,
): Promise<PreparedFile> {
  const content = await readBounded(join(root, path), maxBytes);
  if (typeof content === 'string')
    return content === 'gone'
      ? { outcome: 'gone' }
      : { outcome: 'skipped', hash: '', reason: content };
  const hash = hashOf(content);
  if (hash === knownHash) return { outcome: 'unchanged' };
  const chunked = await chunker.chunk(path, content, encoding);
  if ('skipped' in chunked) return { outcome: 'skipped', hash, reason: chunked.skipped };
  const { chunks, ...described } = chunked;
  return {
    outcome: 'chunked',
    hash,
    ...described,
    pathWords: words(path),
    chunks: chunks.map(preparedChunk),
  };
}

function preparedChunk(chunk: Chunk): PreparedChunk {
  return {
    ...chunk,
    symbolWords: words(chunk.symbol),
    bodyWords: words(chunk.text),
    content: hashOf(embeddedText(chunk)),
  };
}

function words(text: string): string {
  return analyzeText(text).join(' ');
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest().subarray(0, hashBytes).toString('hex');
}

async function readBounded(
  file: string,
  maxBytes: number,
): Promise<Uint8Array | 'gone' | 'too-large' | 'unreadable'> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const { size } = await handle.stat();
    return size > maxBytes ? 'too-large' : await handle.readFile();
  } catch (error) {
    return isGone(error) ? 'gone' : 'unreadable';
  } finally {
    await handle?.close();
  }
}
