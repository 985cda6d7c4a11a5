import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { createWordPiece } from '../core/chunking/wordPiece.ts';
import type { WordPiece } from '../core/chunking/wordPiece.ts';
import { shippedFile } from './shippedFiles.ts';

/** As pairs: valibot's records leave out the key `prototype`, which is a piece of the vocabulary. */
const vocab = v.pipe(v.custom<object>((input) => typeof input === 'object' && input !== null), v.transform(Object.entries), v.array(v.tuple([v.string(), v.number()])));
const tokenizerFile = v.object({
  added_tokens: v.array(v.object({ id: v.number(), content: v.string() })),
  model: v.object({ type: v.literal('WordPiece'), vocab }),
});

let shipped: WordPiece | undefined;

/** The tokenizer that chunk lengths are counted with, read once from `media/tokenizer.json`. */
export function loadWordPiece(): WordPiece {
  shipped ??= readWordPiece(shippedFile('media/tokenizer.json'));
  return shipped;
}

function readWordPiece(path: string): WordPiece {
  const { added_tokens: added, model } = v.parse(tokenizerFile, JSON.parse(readFileSync(path, 'utf8')));
  return createWordPiece({
    pieces: new Map(model.vocab),
    addedTokens: new Map(added.map(({ id, content }) => [content, id])),
  });
}
