import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRepetitionModel } from './tinyOnnx.ts';

/** The labels of LettuceDetect's encoders. */
const labels = { 0: 'supported', 1: 'hallucinated' };

/**
 * Writes a detector: a real token classifier that doubts words which are nowhere else in what it
 * reads. So a word that the sources and the question lack is doubted.
 * @param words the vocabulary; other words are read byte by byte, which the model never doubts.
 * @param config changes to its config.json.
 */
export async function writeTinyDetector(
  folder: string,
  words: string,
  config: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  makeRepetitionModel(join(folder, 'model.onnx'));
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(byteLevelTokenizer(words)));
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({ max_position_embeddings: 512, id2label: labels, ...config }),
  );
}

/**
 * The content of a `tokenizer.json`: byte-level BPE as of ModernBERT, in which each of the words,
 * with a space before it, is one token.
 */
export function byteLevelTokenizer(words: string): object {
  const characters = [...byteCharacters.values()];
  const vocabulary = new Map(['[CLS]', '[SEP]', ...characters].map((token, id) => [token, id]));
  const merges: [string, string][] = [];
  for (const word of new Set(words.match(/[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]+/gu))) {
    const [first = '', ...rest] = Array.from(
      Buffer.from(` ${word}`),
      (byte) => byteCharacters.get(byte) ?? '',
    );
    rest.reduce((start, next) => {
      const whole = start + next;
      if (!vocabulary.has(whole)) {
        merges.push([start, next]);
        vocabulary.set(whole, vocabulary.size);
      }
      return whole;
    }, first);
  }
  return {
    version: '1.0',
    added_tokens: ['[CLS]', '[SEP]'].map((content, id) => ({ id, content, special: true })),
    normalizer: { type: 'NFC' },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), part('A', 0), special('[SEP]')],
      pair: [special('[CLS]'), part('A', 0), special('[SEP]'), part('B', 1), special('[SEP]')],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id, index) => [id, { id, ids: [index], tokens: [id] }]),
      ),
    },
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab: Object.fromEntries(vocabulary), merges },
  };
}

function special(id: string): object {
  return { SpecialToken: { id, type_id: 0 } };
}

function part(id: 'A' | 'B', type_id: number): object {
  return { Sequence: { id, type_id } };
}

/** How byte-level vocabularies spell bytes: printable ones as they are, others from U+0100 on. */
const byteCharacters: ReadonlyMap<number, string> = (() => {
  const isPrintable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 255 && byte !== 173);
  let next = 256;
  return new Map(
    Array.from({ length: 256 }, (_, byte) => [
      byte,
      String.fromCodePoint(isPrintable(byte) ? byte : next++),
    ]),
  );
})();
