import { isFailure } from '../core/errors.ts';
import type { Failure } from '../core/errors.ts';
import type { AskedServer } from '../core/ports/retriever.ts';
import type { Embedder } from '../core/ports/textModels.ts';
import type { RetrievePorts } from '../core/retrieval/retrieve.ts';
import type { EmbedderSource } from './embedderSource.ts';

/**
 * How questions are embedded. With a damaged model, or a server that fails, they are answered by
 * words alone; the next update reports the damage.
 */
export class QuestionMeaning {
  /** Null if there is none, or it cannot be used. */
  readonly embedder: Embedder | null;
  readonly #host: string | null;
  #problem: Failure | null;

  private constructor(host: string | null, embedder: Embedder | null, problem: Failure | null) {
    this.#host = host;
    this.embedder = embedder;
    this.#problem = problem;
  }

  static async from(source: EmbedderSource): Promise<QuestionMeaning> {
    try {
      return new QuestionMeaning(source.host, await source.get(), null);
    } catch (error) {
      if (!isFailure(error)) throw error;
      return new QuestionMeaning(source.host, null, error);
    }
  }

  /** What retrieving needs; it searches by words alone if there is no embedder. */
  get ports(): Pick<RetrievePorts, 'embedQuestion' | 'isMultilingual'> {
    const { embedder } = this;
    if (embedder === null) return { embedQuestion: null };
    return {
      embedQuestion: (text) => this.#embed(embedder, text),
      isMultilingual: embedder.isMultilingual,
    };
  }

  /** Which server embedded the questions so far, or why it did not; nothing if there is none. */
  get server(): { readonly meaningServer?: AskedServer } {
    const host = this.#host;
    if (host === null) return {};
    const problem = this.#problem;
    return { meaningServer: problem === null ? { host } : { host, problem: problem.wording } };
  }

  async #embed(embedder: Embedder, text: string): Promise<Float32Array | null> {
    try {
      return await embedder.embed(text, 'question');
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#problem = error;
      return null;
    }
  }
}
