import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { isFailure } from '../../core/errors.ts';
import type { Detector, DetectorInput, PieceProbability } from '../../core/ports/textModels.ts';
import { wording } from '../../core/texts/wording.ts';
import { DetectorFailure, unusableDetector } from './detectorFailure.ts';
import { readDetectorFiles } from './detectorFiles.ts';
import type { DetectorFiles } from './detectorFiles.ts';
import { PairTokenizer } from './pairTokenizer.ts';
import type { TokenizedPair } from './pairTokenizer.ts';
import { sessionOptions } from './sessionOptions.ts';

/**
 * Runs a token classifier on onnxruntime that reads sources and an answer and has two labels for
 * each token, as LettuceDetect's encoders do: supported or not. The probability of a word is that
 * of its least supported token.
 */
export class OnnxDetector implements Detector {
  readonly #session: InferenceSession;
  readonly #tokenizer: PairTokenizer;
  readonly #files: DetectorFiles;
  #msPerToken = 0;

  private constructor(session: InferenceSession, tokenizer: PairTokenizer, files: DetectorFiles) {
    this.#session = session;
    this.#tokenizer = tokenizer;
    this.#files = files;
  }

  /**
   * @param path absolute, of the .onnx file or its folder.
   * @param threads threads per run, at least 1.
   * @throws Failure `model-missing`, `model-corrupt` or `model-unsupported`, naming the setting.
   */
  static async load(path: string, threads: number): Promise<OnnxDetector> {
    const files = await readDetectorFiles(path);
    const tokenizer = await readTokenizer(files.tokenizer);
    const session = await openSession(files.model, threads);
    const detector = new OnnxDetector(session, tokenizer, files);
    try {
      await detector.#measure();
    } catch (error) {
      await detector.close();
      throw error;
    }
    return detector;
  }

  get name(): string {
    return this.#files.name;
  }

  get msPerToken(): number {
    return this.#msPerToken;
  }

  layOut(sources: string, text: string): DetectorInput | null {
    const pair = this.#tokenizer.encodePair(sources, text, this.#files.window);
    return pair === null
      ? null
      : { tokens: pair.ids.length, isCut: pair.isCut, read: () => this.#read(pair) };
  }

  /** Frees the model's memory; it can no longer read. */
  async close(): Promise<void> {
    await this.#session.release();
  }

  /** The first run also allocates memory, so the second one is measured. */
  async #measure(): Promise<void> {
    const input = this.layOut('a '.repeat(measuredTokens), 'a');
    await input?.read();
    const startMs = performance.now();
    await input?.read();
    this.#msPerToken = (performance.now() - startMs) / (input?.tokens ?? 1);
  }

  async #read({ ids, secondStart, pieces }: TokenizedPair): Promise<PieceProbability[]> {
    const logits = await this.#run(ids, secondStart);
    const unsupported = this.#files.unsupportedLabel;
    const probabilityOf = (token: number): number => {
      const [own = NaN, other = NaN] = [unsupported, 1 - unsupported].map(
        (label) => logits[2 * token + label],
      );
      return 1 / (1 + Math.exp(other - own));
    };
    return pieces.map(({ start, end, firstToken, endToken }) => ({
      start,
      end,
      probability: Math.max(
        0,
        ...Array.from({ length: endToken - firstToken }, (_, i) => probabilityOf(firstToken + i)),
      ),
    }));
  }

  /** @returns two logits for each token. */
  async #run(ids: readonly number[], secondStart: number): Promise<Float32Array> {
    const { model } = this.#files;
    const inputs: Readonly<Record<string, bigint[]>> = {
      input_ids: ids.map(BigInt),
      attention_mask: ids.map(() => 1n),
      token_type_ids: ids.map((_, place) => (place < secondStart ? 0n : 1n)),
    };
    const feeds: Record<string, Tensor> = {};
    for (const name of this.#session.inputNames) {
      const values = inputs[name];
      if (values === undefined)
        throw unusableDetector(model, wording('it needs the input {name}', { name }));
      feeds[name] = new Tensor('int64', BigInt64Array.from(values), [1, ids.length]);
    }
    try {
      const outputs = await this.#session.run(feeds);
      const logits = outputs['logits'];
      const isRight = logits?.dims.join() === `1,${ids.length},2`;
      if (isRight && logits.data instanceof Float32Array && logits.data.every(Number.isFinite))
        return logits.data;
      throw unusableDetector(
        model,
        wording('it does not give two numbers (logits) for each token'),
      );
    } catch (error) {
      throw isFailure(error) ? error : unusableDetector(model, wording('running it fails'), error);
    }
  }
}

/** About as long as a small function: enough for a rate that does not consist of overhead. */
const measuredTokens = 64;

async function openSession(file: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, sessionOptions(threads));
  } catch (error) {
    throw new DetectorFailure(
      'model-corrupt',
      wording('{file} is damaged or of another kind', { file }),
      error,
    );
  }
}

async function readTokenizer(file: string): Promise<PairTokenizer> {
  try {
    const content: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof content !== 'object' || content === null) throw new TypeError('Not an object.');
    return new PairTokenizer(content);
  } catch (error) {
    throw new DetectorFailure(
      'model-corrupt',
      wording('{file} is damaged or of another kind', { file }),
      error,
    );
  }
}
