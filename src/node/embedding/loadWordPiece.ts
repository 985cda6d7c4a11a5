import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { createWordPiece } from '../../core/chunking/wordPiece.ts';
import type { WordPiece } from '../../core/chunking/wordPiece.ts';
import { shippedFile } from '../files/shippedFiles.ts';

/**
 * Checked by hand: valibot's `record` drops the key `prototype`, which is in the vocabulary, and is
 * slow for 30,000 keys.
 */
const vocab = v.custom<Record<string, number>>(
  (input) =>
    typeof input === 'object' &&
    input !== null &&
    Object.values(input).every((id) => typeof id === 'number'),
);
const tokenizerFile = v.object({
  added_tokens: v.array(v.object({ id: v.number(), content: v.string() })),
  model: v.object({ type: v.literal('WordPiece'), vocab }),
});

let shipped: WordPiece | undefined;

/** The tokenizer that measures chunk lengths, read once from `media/tokenizer.json`. */
export function loadWordPiece(): WordPiece {
  shipped ??= readWordPiece(shippedFile('media/tokenizer.json'));
  return shipped;
}

function readWordPiece(path: string): WordPiece {
  const { added_tokens: added, model } = v.parse(
    tokenizerFile,
    JSON.parse(readFileSync(path, 'utf8')),
  );
  return createWordPiece({
    pieces: new Map(Object.entries(model.vocab)),
    addedTokens: new Map(added.map(({ id, content }) => [content, id])),
  });
}
