import type { EncodingId } from './encoding/encodingNames.ts';

/**
 * The nouns of the product. Lines, pages, cells and columns are 1-based and inclusive everywhere.
 *
 * On its way from a file to an answer a source has these forms:
 * - `Chunk`: a piece cut from a file, before the catalog knows it.
 * - `StoredChunk`: a chunk in the catalog, with its ids and its file.
 * - `Candidate`: a stored chunk that one question found, with the raw scores of the indexes.
 * - `RankedCandidate`: a candidate with the fused score that decides its place.
 * - `Passage`: the lines of one or more candidates that are shown; may still be joined to others.
 * - `Hit`: a finished source of a question. It needs no index, so it crosses processes and is kept.
 * - `PromptSource`: a hit as the model gets it: number, label and text.
 * - `SeenSource`: what the model did read of it; citations are held against that.
 * - `SourceView`: a hit as the page shows it: labels and quoted lines, no absolute path.
 */

/**
 * Whole lines of a text file. `columns` is set only for a piece of a line too long for one chunk
 * (UTF-16 code units, 1-based, inclusive).
 */
export interface LineRange {
  readonly kind: 'lines';
  readonly startLine: number;
  readonly endLine: number;
  readonly columns?: readonly [start: number, end: number];
}

/** Lines of the text extracted from one page of a PDF. */
export interface PageRange {
  readonly kind: 'page';
  readonly page: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** Lines of one cell of a Jupyter notebook. */
export interface CellRange {
  readonly kind: 'cell';
  readonly cell: number;
  readonly startLine: number;
  readonly endLine: number;
}

export type SourceRange = LineRange | PageRange | CellRange;

/**
 * Stands for one character of a secret. It is no word character, so that nothing of a masked secret
 * is indexed.
 */
export const maskCharacter = '█';

/**
 * A piece of a source file that is retrieved as one. `text` is exactly the text of its range
 * (secrets masked by as many characters).
 */
export interface Chunk {
  readonly range: SourceRange;
  readonly text: string;
  /**
   * Dotted symbol path (`Class.method`) or heading path (`Guide > Install`); empty where there is
   * none.
   */
  readonly symbol: string;
}

/** What a file is for; priors and the indexing order depend on it. */
export type FileRole = 'source' | 'test' | 'prose' | 'data' | 'generated';

/** Why a file is not in the index; counted and shown. */
export type SkipReason =
  | 'ignored'
  | 'excluded'
  | 'binary'
  | 'too-large'
  | 'minified'
  | 'generated'
  | 'secret'
  | 'lock-file'
  | 'unreadable'
  | 'outside-link'
  /** A link to a file or folder that is left out itself. */
  | 'link'
  /** A linked worktree: a second copy of the files of the repository it lies in. */
  | 'worktree'
  /** A repository within the folder that git cannot read, or a submodule that was not fetched. */
  | 'repository'
  | 'parse-failed'
  /** A document of pictures alone, or an empty one. */
  | 'no-text'
  /** A document that opens only with a password. */
  | 'locked'
  /** What Office keeps beside a document while it is open. */
  | 'owner-file'
  /** What macOS keeps beside a file on a foreign disk. */
  | 'apple-double'
  /** What Git LFS leaves in place of a file that was not fetched. */
  | 'lfs-pointer';

/**
 * A chunk in the catalog, with its ids and its file. `path` is relative to the workspace folder,
 * with forward slashes.
 */
export interface StoredChunk extends Chunk {
  readonly id: number;
  readonly fileId: number;
  readonly path: string;
  readonly language: string;
  readonly role: FileRole;
  /** What the file was read in, where that is not UTF-8. */
  readonly encoding?: EncodingId;
  /** Position among the chunks of its file, from 0. */
  readonly ordinal: number;
}

/**
 * Why a hit stands where it stands; from 0 to 1, where the best candidate of the query has 1
 * (`phrases`: where three or more stand in it).
 */
export interface ScoreBreakdown {
  readonly lexical: number;
  /**
   * As far as similarities can be trusted for this question: half of it where the embedder hardly
   * understands it.
   */
  readonly dense: number;
  /** Neighbouring words of the question that stand side by side, or a quotation. */
  readonly phrases: number;
  /** The better of the chunks before and behind. */
  readonly neighbours: number;
  readonly file: number;
  /**
   * What the sum of all those is multiplied by, for the kind of the file and where the person is.
   */
  readonly prior: number;
  readonly final: number;
  readonly matchedWords: readonly string[];
}

/**
 * A finished source of a question that needs no index. `root` is the absolute path of its workspace
 * folder.
 */
export interface Hit {
  readonly root: string;
  readonly path: string;
  readonly language: string;
  /** What the file was read in, where that is not UTF-8; an editor must open it in the same. */
  readonly encoding?: EncodingId;
  readonly range: SourceRange;
  readonly text: string;
  readonly symbol: string;
  readonly score: number;
  readonly breakdown: ScoreBreakdown;
  /** Lines within the range that answer best, ascending; the view quotes and marks them. */
  readonly bestLines: readonly number[];
}

/** A mark in the answer's text that points to a source. `marker` is the source's number, from 1. */
export interface Citation {
  readonly marker: number;
  /** Whether the model wrote the mark itself or it was attributed by overlap of rare words. */
  readonly origin: 'model' | 'attributed';
  /**
   * Where in the answer's text the mark belongs: UTF-16 offset right behind the cited sentence or
   * at the mark.
   */
  readonly offset: number;
}

/** One finished question and answer as later turns of a conversation see it. */
export interface Turn {
  readonly question: string;
  readonly answer: string;
  /** The files its sources came from, best first; a follow-up prefers them. */
  readonly sources?: readonly { readonly root: string; readonly path: string }[];
}

/** How tokens are chosen. `strategy` greedy ignores all but `maxTokens`. */
export interface Decoding {
  readonly strategy: 'greedy' | 'sampling';
  /** 0 to 2; 0 is greedy. */
  readonly temperature: number;
  /** 1 to 100. */
  readonly topK: number;
  /** 0 to 1. */
  readonly topP: number;
  /** 0 to 1. */
  readonly minP: number;
  /** 1 (none) to 2. */
  readonly repeatPenalty: number;
  readonly seed: number;
  readonly maxTokens: number;
  /** Whether code names, numbers and quotations must come from the prompt (`Grounding`). */
  readonly grounded: boolean;
}
