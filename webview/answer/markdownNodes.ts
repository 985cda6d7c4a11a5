import type { DoubtedRange } from '../../src/core/answering/checking/signs.ts';
import type { SourceLines } from '../../src/core/domain.ts';

/**
 * An answer's text as the page shows it: plain data, so that views build elements from it, never
 * markup from text.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly children: readonly Inline[] }
  | {
      readonly kind: 'list';
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly Inline[][])[] }
  | { readonly kind: 'rule' };

export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string; readonly doubt: Doubt | null }
  | { readonly kind: 'strong' | 'emphasis' | 'strike'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | CitationNode
  | { readonly kind: 'break' };

/**
 * `lines` are the lines of its source that it is narrowed to; null for all of them. `quote` is
 * their text, if it is shown in the answer.
 */
export interface CitationNode {
  readonly kind: 'citation';
  readonly marker: number;
  readonly attributed: boolean;
  readonly lines: SourceLines | null;
  readonly quote: string | null;
}

/** Marks a piece of text as part of a sentence that the cited lines do not support. */
export interface Doubt {
  readonly verdict: 'partly' | 'not-in-lines';
  /** Whether it is the sentence's first piece. */
  readonly isFirst: boolean;
  /** The doubted words that the piece belongs to, if they show what is not in the lines. */
  readonly words: DoubtedRange | null;
}
