import type { Chunk } from '../domain.ts';

/**
 * The text that is embedded for a chunk: symbol path and body. The file path is left out, so that a
 * rename or a move needs no new embedding.
 */
export function embeddedText(chunk: Pick<Chunk, 'symbol' | 'text'>): string {
  return chunk.symbol === '' ? chunk.text : `${chunk.symbol}\n${chunk.text}`;
}
