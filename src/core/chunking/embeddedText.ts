import type { Chunk } from '../domain.ts';

/**
 * What is embedded of a chunk: symbol path and body. The file path is left out, so that a rename or
 * a move embeds nothing.
 */
export function embeddedText(chunk: Pick<Chunk, 'symbol' | 'text'>): string {
  return chunk.symbol === '' ? chunk.text : `${chunk.symbol}\n${chunk.text}`;
}
