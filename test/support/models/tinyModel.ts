import { writeGguf, writeGgufParts } from './ggufWriter.ts';
import type { HeaderValue, TensorToWrite } from './ggufWriter.ts';
import { makeVocabulary } from './tinyVocabulary.ts';
import type { Vocabulary } from './tinyVocabulary.ts';

/**
 * Tiny models of the llama architecture, built from scratch in milliseconds, so that the real
 * llama.cpp can be tested anywhere.
 */

/** How much computation a model takes, and what its header says. */
export interface TinyModelShape {
  readonly contextLength: number;
  readonly layers: number;
  readonly embedding: number;
  readonly feedForward: number;
  readonly architecture: string;
  /** Empty for a file without a template. */
  readonly chatTemplate: string;
  readonly moreMetadata: Readonly<Record<string, HeaderValue>>;
  /** Writes two files; the path is then their common stem. */
  readonly inParts: boolean;
}

/** A shortened Llama-2 template; a model that has it is treated as a Llama-2 model. */
const llama2Template =
  "{{ '[INST] <<SYS>>\\n' + messages[0]['content'] + '\\n<</SYS>>\\n\\n' + " +
  "messages[1]['content'] + ' [/INST]' }}";

const tinyShape: TinyModelShape = {
  contextLength: 2048,
  layers: 2,
  embedding: 128,
  feedForward: 256,
  architecture: 'llama',
  chatTemplate: llama2Template,
  moreMetadata: {},
  inParts: false,
};

/**
 * A shape that reads so slowly (about 100 tokens a second on one core) that a user can press Stop.
 * It takes about 450 MB of memory and nothing on disk.
 */
export const slowShape: Partial<TinyModelShape> = {
  layers: 12,
  embedding: 2048,
  feedForward: 8192,
};

/**
 * A model that answers every question with `reply` and then ends. It may contain repeated words.
 * Sampling settings have no effect on it. Characters beyond ASCII are written byte by byte, as real
 * models do with rare ones.
 */
export function makeScriptedModel(
  path: string,
  reply: string,
  shape: Partial<TinyModelShape> = {},
): void {
  const pieces = distinctPieces(reply);
  const vocabulary = makeVocabulary(pieces);
  const chain = pieces.map((piece) => vocabulary.idOf(piece));
  if (new Set(chain).size !== chain.length) throw new Error('A byte repeats in the reply.');
  const full = { ...tinyShape, ...shape };
  const any = signs(full.embedding, 0);
  const input = rows(vocabulary.size, full.embedding, (token) =>
    chain.includes(token) ? signs(full.embedding, token) : any,
  );
  const output = new Float32Array(vocabulary.size * full.embedding);
  const follow = (vector: Float32Array, next: number): void => {
    vector.forEach((sign, i) => {
      output[next * full.embedding + i]! += (sign * 32) / full.embedding;
    });
  };
  follow(any, chain[0] ?? vocabulary.end);
  chain.forEach((token, i) => {
    follow(signs(full.embedding, token), chain[i + 1] ?? vocabulary.end);
  });
  write(path, full, vocabulary, { input, output, layers: () => 'q4_0 zeros' });
}

/**
 * A model that gives each of these words the same probability at every position, whatever it has
 * read. Weights are relative.
 */
export function makeDistributionModel(
  path: string,
  weightByWord: Readonly<Record<string, number>>,
  shape: Partial<TinyModelShape> = {},
): void {
  const words = Object.keys(weightByWord).map((word) => ` ${word}`);
  const vocabulary = makeVocabulary(words);
  const full = { ...tinyShape, ...shape };
  const any = signs(full.embedding, 0);
  const logits = new Map(
    Object.entries(weightByWord).map(([word, weight]) => [
      vocabulary.idOf(` ${word}`),
      Math.log(weight),
    ]),
  );
  const impossible = -40;
  const output = rows(vocabulary.size, full.embedding, (token) =>
    any.map((sign) => (sign * (logits.get(token) ?? impossible)) / full.embedding),
  );
  write(path, full, vocabulary, {
    input: rows(vocabulary.size, full.embedding, () => any),
    output,
    layers: () => 'q4_0 zeros',
  });
}

/**
 * A model with random weights: it writes word salad, but every part of the computation counts. The
 * same seed gives the same file.
 */
export function makeRandomModel(
  path: string,
  seed: number,
  shape: Partial<TinyModelShape> = {},
): void {
  const vocabulary = makeVocabulary(commonWords.map((word) => ` ${word}`));
  const full = { ...tinyShape, ...shape };
  const normal = gaussian(seed);
  const matrix = (columns: number, count: number, scale: number): Float32Array =>
    Float32Array.from({ length: columns * count }, () => normal() * scale);
  write(path, full, vocabulary, {
    input: matrix(full.embedding, vocabulary.size, 1),
    output: matrix(full.embedding, vocabulary.size, 0.2),
    layers: (columns, count) => matrix(columns, count, 0.09),
  });
}

const commonWords = (
  'the of and to in is that it for as was with be by on not he his but at are this have from ' +
  'or had an they which one you were all her she there would their we him been has when who ' +
  'will no more if out so up said what its about than into them can only other time new some ' +
  'could these two may first then do any like my now over such our man me even most made ' +
  'after also did many off before must well back through years much where your way down ' +
  'should because long each just state people those too mr how little good world make very ' +
  'year still see own work men day get here old'
).split(' ');

interface Weights {
  readonly input: Float32Array;
  readonly output: Float32Array;
  readonly layers: (columns: number, rows: number) => TensorToWrite['weights'];
}

function write(
  path: string,
  shape: TinyModelShape,
  vocabulary: Vocabulary,
  { input, output, layers: layerWeights }: Weights,
): void {
  const { embedding, feedForward, layers } = shape;
  const ones = new Float32Array(embedding).fill(1);
  const tensors: TensorToWrite[] = [
    { name: 'token_embd.weight', dimensions: [embedding, vocabulary.size], weights: input },
    { name: 'output_norm.weight', dimensions: [embedding], weights: ones },
    { name: 'output.weight', dimensions: [embedding, vocabulary.size], weights: output },
  ];
  for (let layer = 0; layer < layers; layer++) {
    const add = (name: string, columns: number, count: number): void => {
      tensors.push({
        name: `blk.${layer}.${name}.weight`,
        dimensions: [columns, count],
        weights: layerWeights(columns, count),
      });
    };
    for (const norm of ['attn_norm', 'ffn_norm'])
      tensors.push({ name: `blk.${layer}.${norm}.weight`, dimensions: [embedding], weights: ones });
    for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output'])
      add(name, embedding, embedding);
    for (const name of ['ffn_gate', 'ffn_up']) add(name, embedding, feedForward);
    add('ffn_down', feedForward, embedding);
  }
  const writeFiles = shape.inParts ? writeGgufParts : writeGguf;
  writeFiles(path, metadataOf(shape, vocabulary), tensors);
}

function metadataOf(shape: TinyModelShape, vocabulary: Vocabulary): Record<string, HeaderValue> {
  const { architecture, embedding } = shape;
  const heads = embedding / 32;
  const own: Record<string, HeaderValue> = {
    context_length: { u32: shape.contextLength },
    embedding_length: { u32: embedding },
    block_count: { u32: shape.layers },
    feed_forward_length: { u32: shape.feedForward },
    'attention.head_count': { u32: heads },
    'attention.head_count_kv': { u32: heads },
    'attention.layer_norm_rms_epsilon': { f32: 1e-5 },
    'rope.dimension_count': { u32: embedding / heads },
    vocab_size: { u32: vocabulary.size },
  };
  return {
    'general.architecture': { text: architecture },
    'general.name': { text: 'tiny' },
    'general.file_type': { u32: 0 },
    ...Object.fromEntries(
      Object.entries(own).map(([key, value]) => [`${architecture}.${key}`, value]),
    ),
    'tokenizer.ggml.model': { text: 'llama' },
    'tokenizer.ggml.tokens': { texts: vocabulary.tokens },
    'tokenizer.ggml.scores': { floats: vocabulary.scores },
    'tokenizer.ggml.token_type': { ints: vocabulary.types },
    'tokenizer.ggml.bos_token_id': { u32: vocabulary.begin },
    'tokenizer.ggml.eos_token_id': { u32: vocabulary.end },
    'tokenizer.ggml.unknown_token_id': { u32: 0 },
    'tokenizer.ggml.add_bos_token': { bool: true },
    'tokenizer.ggml.add_eos_token': { bool: false },
    ...(shape.chatTemplate === ''
      ? {}
      : { 'tokenizer.chat_template': { text: shape.chatTemplate } }),
    ...shape.moreMetadata,
  };
}

/**
 * The reply in pieces that are all different, so that each has one successor. A repeated word is
 * joined with the next one.
 */
function distinctPieces(reply: string): readonly string[] {
  const words = ` ${reply}`
    .split(/(?=[ \n])/)
    .flatMap((word) => word.split(/(?<=[\u{80}-\u{10ffff}])|(?=[\u{80}-\u{10ffff}])/u));
  const pieces: string[] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    if (isBeyondAscii(word)) pieces.push(...[...Buffer.from(word)].map(byteToken));
    else if (last !== undefined && word === ' ')
      pieces[pieces.length - 1] = last + word; // alone it may end a prompt
    else if (
      last !== undefined &&
      !last.startsWith('<0x') &&
      pieces.indexOf(last) < pieces.length - 1
    )
      pieces[pieces.length - 1] = last + word;
    else pieces.push(word);
  }
  while (pieces.length > 1 && pieces.indexOf(pieces.at(-1)!) < pieces.length - 1)
    pieces.splice(-2, 2, pieces.slice(-2).join(''));
  return pieces;
}

function isBeyondAscii(text: string): boolean {
  return /[\u{80}-\u{10ffff}]/u.test(text);
}

function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

function rows(count: number, columns: number, row: (index: number) => Float32Array): Float32Array {
  const all = new Float32Array(count * columns);
  for (let i = 0; i < count; i++) all.set(row(i), i * columns);
  return all;
}

/** A random vector of 1 and -1; any two are nearly at right angles. */
function signs(length: number, seed: number): Float32Array {
  const random = randomBits(seed + 1);
  return Float32Array.from({ length }, () => (random() & 0x10000 ? 1 : -1));
}

function gaussian(seed: number): () => number {
  const random = randomBits(seed + 1);
  const unit = (): number => random() / 2 ** 32;
  return () => 2 * (unit() + unit() + unit() - 1.5); // three uniform numbers: variance 1
}

/** xorshift32 (Marsaglia, 2003). */
function randomBits(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
}
