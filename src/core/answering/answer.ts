import type {
  ChunkFilter,
  EditorContext,
  GenerateEvent,
  Generation,
  SearchResult,
} from '../ports.ts';
import type { Citation, Decoding, Turn } from '../domain.ts';
import type { Verdict } from './checking/judgeSentence.ts';
import type { DoubtedRange } from './checking/signs.ts';
import type { TextRange } from './markdownBlocks.ts';

/** A question with all that decides its answer. */
export interface AnswerRequest {
  readonly question: string;
  /** Absolute paths of the workspace folders to ask. */
  readonly roots: readonly string[];
  readonly filter: ChunkFilter;
  readonly topK: number;
  /**
   * Of the sources found, at most so many are given to the model, from the best on; all where it is
   * left out.
   */
  readonly maxSources?: number;
  readonly history: readonly Turn[];
  readonly promptTokens: number;
  /** How long reading the prompt may take; 0 or none: no bound. */
  readonly budgetSeconds?: number;
  readonly decoding: Decoding;
  /** What the person has in the editor; nothing in a terminal. */
  readonly editor?: EditorContext;
}

/** What happens on the way, in this order: one `sources`, then what the model does. */
export type AnswerEvent =
  { readonly type: 'sources'; readonly result: SearchResult } | GenerateEvent;

/** A sentence of the answer as a UTF-16 range of its text, with what was established of it. */
export interface CheckedSentence extends TextRange {
  readonly verdict: Verdict;
  /** Words of it that its lines do not bear out, as ranges of the answer's text. */
  readonly doubted: readonly DoubtedRange[];
}

export interface Answer {
  readonly result: SearchResult;
  /** The model's words; null where no model was asked (none present, or nothing relevant found). */
  readonly text: string | null;
  readonly citations: readonly Citation[];
  readonly sentences: readonly CheckedSentence[];
  readonly generation: Generation | null;
}
