import { stat } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Failure } from '../../core/errors.ts';
import type { Embedder, TextRole } from '../../core/ports/textModels.ts';
import { wording } from '../../core/texts/wording.ts';
import { QuestionMap } from './questionMap.ts';
import { loadWordPiece } from './loadWordPiece.ts';
import { embeddingModelPath, isMultilingual, tokenizerPath } from './embeddingModels.ts';
import type { EmbeddingModel, EmbeddingTraits } from './embeddingModels.ts';
import { readUnigram } from './readUnigram.ts';
import { sessionOptions } from './sessionOptions.ts';
import { shippedFile } from '../files/shippedFiles.ts';
import { sha256OfFile } from '../files/sha256OfFile.ts';

/**
 * Runs an embedding model of the catalog on onnxruntime, pools its last hidden states as the model
 * was trained, and normalises the vector. Tokenizing and pooling are ours, because those of
 * `@xenova/transformers` take an eighth more time (docs/indexing.md), and all of that library takes
 * 14 MB. One run blocks the thread for about 15 ms.
 */
export class OnnxEmbedder implements Embedder {
  readonly modelSha256: string;
  readonly isMultilingual: boolean;
  readonly #traits: EmbeddingTraits;
  readonly #maxTokens: number;
  readonly #session: InferenceSession;
  readonly #encode: Encode;
  readonly #questionMap: QuestionMap | null;

  private constructor(
    { session, encode, questionMap }: LoadedParts,
    modelSha256: string,
    model: EmbeddingModel,
  ) {
    this.#session = session;
    this.#encode = encode;
    this.modelSha256 = model.traits.dropsCodePunctuation ? `${modelSha256}/prose` : modelSha256;
    this.isMultilingual = isMultilingual(model);
    this.#traits = model.traits;
    this.#maxTokens = model.contextLength;
    this.#questionMap = questionMap;
  }

  get dimensions(): number {
    return this.#traits.dimensions;
  }

  /**
   * @param threads threads per run, at least 1.
   * @returns null if the models folder lacks one of the model's files.
   * @throws Failure `model-corrupt` naming the file.
   */
  static async load(
    modelsFolder: string,
    model: EmbeddingModel,
    threads: number,
  ): Promise<OnnxEmbedder | null> {
    const file = embeddingModelPath(modelsFolder, model);
    const tokenizer = tokenizerPath(modelsFolder, model);
    if (!(await isFile(file)) || (tokenizer !== null && !(await isFile(tokenizer)))) return null;
    const encode = tokenizer === null ? shippedEncode() : await readTokenizer(tokenizer);
    const questionMap = shippedQuestionMap(model.traits);
    try {
      const session = await InferenceSession.create(file, sessionOptions(threads));
      const embedder = new OnnxEmbedder(
        { session, encode, questionMap },
        await sha256OfFile(file),
        model,
      );
      await embedder.embed('');
      return embedder;
    } catch (error) {
      throw new Failure(
        'model-corrupt',
        wording('The embedding model {file} is damaged or of another kind.', { file }),
        { cause: error },
      );
    }
  }

  async embed(text: string, role: TextRole = 'text'): Promise<Float32Array> {
    const { dimensions, pooling } = this.#traits;
    const ids = BigInt64Array.from(this.#tokens(this.#read(text, role)), BigInt);
    const input = (numbers: BigInt64Array): Tensor => new Tensor('int64', numbers, [1, ids.length]);
    const inputs = new Map([
      ['input_ids', input(ids)],
      ['attention_mask', input(new BigInt64Array(ids.length).fill(1n))],
      ['token_type_ids', input(new BigInt64Array(ids.length))],
    ]);
    // Not every model has the last one, and a session takes no input that its model lacks.
    for (const name of inputs.keys())
      if (!this.#session.inputNames.includes(name)) inputs.delete(name);
    const { last_hidden_state: states } = await this.#session.run(Object.fromEntries(inputs));
    const data = states?.data;
    if (!(data instanceof Float32Array) || data.length !== ids.length * dimensions)
      throw new TypeError(`The model gave no hidden states of ${dimensions} numbers.`);
    const vector = normalizedMean(
      pooling === 'first' ? data.subarray(0, dimensions) : data,
      dimensions,
    );
    return role === 'question' && this.#questionMap !== null
      ? this.#questionMap.apply(vector)
      : vector;
  }

  /** Frees the model's memory; it can no longer embed. */
  async close(): Promise<void> {
    await this.#session.release();
  }

  /** The text as the model is to read it. */
  #read(text: string, role: TextRole): string {
    const { queryPrefix, passagePrefix, dropsCodePunctuation } = this.#traits;
    if (role === 'question') return queryPrefix + text;
    return (
      passagePrefix +
      (role === 'chunk' && dropsCodePunctuation ? withoutCodePunctuation(text) : text)
    );
  }

  /** Chunks always fit. A very long question is truncated, as in the model's training. */
  #tokens(text: string): readonly number[] {
    const tokens = this.#encode(text);
    const separator = tokens.at(-1);
    return tokens.length <= this.#maxTokens || separator === undefined
      ? tokens
      : [...tokens.slice(0, this.#maxTokens - 1), separator];
  }
}

/**
 * ASCII punctuation, of which BERT's tokenizer makes each character a token of its own. The marks
 * of a sentence are kept where they end a word.
 */
const codePunctuation = /(?:(?![.,?!:](?:\s|$))[!-/:-@[-`{-~])+/g;

function withoutCodePunctuation(text: string): string {
  return text.replace(codePunctuation, ' ');
}

/** Token ids of a text, with the tokens that the model wants around it. */
type Encode = (text: string) => readonly number[];

function shippedEncode(): Encode {
  const wordPiece = loadWordPiece();
  return (text) => wordPiece.encode(text);
}

function shippedQuestionMap({ questionMap, dimensions }: EmbeddingTraits): QuestionMap | null {
  return questionMap === null ? null : QuestionMap.read(shippedFile(questionMap), dimensions);
}

/** @throws Failure `model-corrupt`. */
async function readTokenizer(path: string): Promise<Encode> {
  try {
    return await readUnigram(path);
  } catch (error) {
    throw new Failure(
      'model-corrupt',
      wording('The tokenizer {path} is damaged or of another kind.', { path }),
      {
        cause: error,
      },
    );
  }
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

interface LoadedParts {
  readonly session: InferenceSession;
  readonly encode: Encode;
  readonly questionMap: QuestionMap | null;
}

function normalizedMean(states: Float32Array, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (let start = 0; start < states.length; start += dimensions) {
    for (let i = 0; i < dimensions; i++) mean[i] = (mean[i] ?? 0) + (states[start + i] ?? 0);
  }
  const length = Math.hypot(...mean);
  if (!Number.isFinite(length) || length === 0) throw new TypeError('The model gave no numbers.');
  return mean.map((value) => value / length);
}
