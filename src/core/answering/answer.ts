import type { ChunkFilter } from '../ports/searchIndexes.ts';
import type { EditorContext, NotUsefulSource, SearchResult } from '../ports/retriever.ts';
import type { GenerateEvent, Generation } from '../ports/generation.ts';
import type { Citation, Decoding, Turn } from '../domain.ts';
import type { Verdict } from './checking/verdicts.ts';
import type { DoubtedRange } from './checking/signs.ts';
import type { DetectorReport } from './detecting/readByDetector.ts';
import type { TextRange } from './text/markdownBlocks.ts';

/** A question, with everything that determines its answer. */
export interface AnswerRequest {
  readonly question: string;
  /** Absolute paths of the workspace folders to ask. */
  readonly roots: readonly string[];
  readonly filter: ChunkFilter;
  readonly topK: number;
  /** Maximum number of sources to give to the model, best first. Omitted: all of them. */
  readonly maxSources?: number;
  readonly history: readonly Turn[];
  readonly promptTokens: number;
  /** Maximum time for reading the prompt; 0 or omitted: no limit. */
  readonly budgetSeconds?: number;
  readonly decoding: Decoding;
  /** What the user has open in the editor. Omitted in a terminal. */
  readonly editor?: EditorContext;
  readonly notUseful?: readonly NotUsefulSource[];
}

/** Progress, in this order: one `sources` event, then the model's events. */
export type AnswerEvent =
  { readonly type: 'sources'; readonly result: SearchResult } | GenerateEvent;

/** A sentence of the answer as a UTF-16 range of its text, with the outcome of its check. */
export interface CheckedSentence extends TextRange {
  readonly verdict: Verdict;
  /** Words that the cited lines do not support, as ranges of the answer's text. */
  readonly doubted: readonly DoubtedRange[];
}

export interface Answer {
  readonly result: SearchResult;
  /**
   * The model's words; null if no model was asked (none is available, or nothing relevant was
   * found).
   */
  readonly text: string | null;
  readonly citations: readonly Citation[];
  readonly sentences: readonly CheckedSentence[];
  /** Left out if no detector is chosen, or no sentence could be held against a source. */
  readonly detector?: DetectorReport;
  readonly generation: Generation | null;
}

/** An answer that was cut, to be written on. */
export interface AnswerContinuation {
  readonly answer: Answer;
  readonly question: string;
  /** Maximum number of further tokens. */
  readonly maxTokens: number;
}
