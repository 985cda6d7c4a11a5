import type { Decoding } from '../domain.ts';
import type { QuoteMark } from '../decoding/quoteForm.ts';
import type { FileState } from './fileState.ts';

/**
 * Everything on the model's side that determined an answer, so that it can be computed again and
 * compared.
 */
export interface Receipt {
  /**
   * State of the model's file when it was loaded. With the path, it identifies the file's checksum.
   */
  readonly modelFile: FileState;
  /** Of the prompt's text, hex. */
  readonly promptSha256: string;
  readonly promptTokens: readonly number[];
  readonly outputTokens: readonly number[];
  readonly decoding: Decoding;
  readonly contextSize: number;
  /** Number of threads last used for reading and writing. */
  readonly readThreads: number;
  readonly writeThreads: number;
  /** Number of prompt tokens read at once, chunk by chunk; empty if all of it was in memory. */
  readonly readChunks: readonly number[];
  /**
   * Number of tokens computed at once, step by step: more than one if the next ones were guessed.
   */
  readonly batches: readonly number[];
  /**
   * Tokens that were guessed from the sources and checked in a batch, and how many of these were
   * right.
   */
  readonly guessedTokens: number;
  readonly acceptedTokens: number;
  /**
   * Greedy decisions, after a first guess, between two tokens whose logits differ by less than
   * `rounding`. They were made a second time, token by token.
   */
  readonly closeCalls: number;
  /**
   * How far computing tokens at once shifts the gap between two logits with this model on this
   * machine, as measured or, before that, assumed.
   */
  readonly rounding: number;
  /**
   * Tokens written in place of a more probable one that would have made a code name, a number or a
   * quotation that the prompt does not contain; 0 without `grounded` decoding.
   */
  readonly redirectedTokens: number;
  /**
   * The marks that an answer made of quotations could choose from, with the prompt's numbers; empty
   * for an answer in sentences.
   */
  readonly quotable: readonly QuoteMark[];
}

/**
 * The result of computing an answer again. `index` is the first token that differs; `logitGap` is
 * the distance between the two tokens' logits, null if it is large.
 */
export type ReplayOutcome =
  | { readonly same: true; readonly text: string }
  | {
      readonly same: false;
      readonly text: string;
      readonly index: number;
      readonly logitGap: number | null;
    };

/**
 * Whether an answer is computed again with the guesses that the receipt records, or token by token,
 * to compare guessing with not guessing.
 */
export type ReplayGuessing = 'as recorded' | 'none';
