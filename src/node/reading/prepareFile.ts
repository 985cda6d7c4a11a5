import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedText } from '../../core/chunking/embeddedText.ts';
import type { FileChunker } from '../../core/chunking/fileChunker.ts';
import type { PreparedChunk, PreparedFile } from '../../core/indexing/fileRecords.ts';
import type { Chunk } from '../../core/domain.ts';
import { analyzeText } from '../../core/retrieval/question/analyzeText.ts';
import { isGone } from '../listing/lookAtFiles.ts';

/** Bytes of a sha256 that are kept: enough that two texts never meet. */
const hashBytes = 16;

/**
 * Reads one file and makes it ready to be stored: chunks, words, addresses of embeddings.
 * @param path relative to `root`, with forward slashes.
 * @param knownHash hash of the content that is stored already; empty where nothing is.
 * @param maxBytes what may be read at all; a file that has grown beyond it since it was listed is left out.
 */
export async function prepareFile(
  root: string,
  path: string,
  knownHash: string,
  maxBytes: number,
  chunker: FileChunker,
): Promise<PreparedFile> {
  const content = await readBounded(join(root, path), maxBytes);
  if (typeof content === 'string')
    return content === 'gone'
      ? { outcome: 'gone' }
      : { outcome: 'skipped', hash: '', reason: content };
  const hash = hashOf(content);
  if (hash === knownHash) return { outcome: 'unchanged' };
  const chunked = await chunker.chunk(path, content);
  if ('skipped' in chunked) return { outcome: 'skipped', hash, reason: chunked.skipped };
  const { language, role, chunks, pagesWithoutText } = chunked;
  return {
    outcome: 'chunked',
    hash,
    language,
    role,
    pathWords: words(path),
    chunks: chunks.map(preparedChunk),
    ...(pagesWithoutText === undefined ? {} : { pagesWithoutText }),
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
