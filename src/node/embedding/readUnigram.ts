import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { createUnigram } from '../../core/chunking/unigram.ts';

type Piece = readonly [piece: string, score: number];

/** Checked by hand: valibot would take seconds for 250,000 pieces. */
const vocab = v.custom<readonly Piece[]>(
  (input) =>
    Array.isArray(input) &&
    input.every(
      (entry: unknown) =>
        Array.isArray(entry) && typeof entry[0] === 'string' && Number.isFinite(entry[1]),
    ),
);
const tokenizerFile = v.object({
  added_tokens: v.array(v.object({ id: v.number(), content: v.string() })),
  model: v.object({ type: v.literal('Unigram'), unk_id: v.number(), vocab }),
});

/** The tokens that XLM-RoBERTa has around every text. */
const around = { begin: '<s>', end: '</s>' };

/**
 * The Unigram tokenizer in a model's `tokenizer.json`.
 * @returns the token ids of a text, with the tokens around it.
 * @throws Error if the file cannot be read or is of another kind.
 */
export async function readUnigram(path: string): Promise<(text: string) => number[]> {
  return parseUnigram(JSON.parse(await readFile(path, 'utf8')));
}

/**
 * @param file the content of a `tokenizer.json`.
 * @throws Error likewise.
 */
export function parseUnigram(file: unknown): (text: string) => number[] {
  const { added_tokens: added, model } = v.parse(tokenizerFile, file);
  const pieces = new Map(model.vocab);
  const addedTokens = new Map(added.map(({ id, content }) => [content, id]));
  const [begin, end] = [addedTokens.get(around.begin), addedTokens.get(around.end)];
  if (begin === undefined || end === undefined)
    throw new TypeError(`The tokenizer lacks ${around.begin} or ${around.end}.`);
  if (pieces.size !== model.vocab.length || model.vocab[model.unk_id] === undefined)
    throw new TypeError('The vocabulary has a piece twice, or lacks the one for unknown text.');
  return createUnigram({ pieces, unknown: model.unk_id, addedTokens, begin, end });
}
