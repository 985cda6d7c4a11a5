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
 * Full lines of a text file. `columns` is set only for part of a line that is too long for a chunk
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
 * Replaces each character of a secret. It is not a word character, so nothing of a masked secret is
 * indexed.
 */
export const maskCharacter = '█';

/**
 * A piece of a file that is retrieved as a unit. `text` is the exact text of its range, with
 * secrets masked character by character.
 */
export interface Chunk {
  readonly range: SourceRange;
  readonly text: string;
  /**
   * Dotted symbol path (`Class.method`) or heading path (`Guide > Install`); empty if there is
   * none.
   */
  readonly symbol: string;
}

/** What a file is for. Ranking priors and the indexing order depend on it. */
export const fileRoles = ['source', 'test', 'prose', 'data', 'generated'] as const;
export type FileRole = (typeof fileRoles)[number];

/** Why a file is not in the index; counted and shown. */
export const skipReasons = [
  'ignored',
  'excluded',
  'binary',
  'too-large',
  'minified',
  'generated',
  'secret',
  'lock-file',
  'unreadable',
  'outside-link',
  /** A link to a file or folder that is left out. */
  'link',
  /** A linked worktree: a second copy of the files of the repository around it. */
  'worktree',
  /** A repository within the folder that git cannot read, or a submodule that was not fetched. */
  'repository',
  'parse-failed',
  /** A document with only pictures, or an empty one. */
  'no-text',
  /** A document that needs a password. */
  'locked',
  /** The file that Office keeps beside an open document. */
  'owner-file',
  /** The metadata file that macOS keeps beside a file on a foreign disk. */
  'apple-double',
  /** A Git LFS pointer in place of an unfetched file. */
  'lfs-pointer',
] as const;
export type SkipReason = (typeof skipReasons)[number];

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
  /** The encoding that the file was read in, if not UTF-8. */
  readonly encoding?: EncodingId;
  /** Position among the chunks of its file, from 0. */
  readonly ordinal: number;
}

/**
 * Why a hit has its rank. Values are from 0 to 1; the best candidate of the question has 1
 * (`phrases`: 1 for three or more).
 */
export interface ScoreBreakdown {
  readonly lexical: number;
  /**
   * Weighted by how far similarities can be trusted for this question: half if the embedder hardly
   * understands it.
   */
  readonly dense: number;
  /** Adjacent words of the question that are adjacent in the text, or a quotation. */
  readonly phrases: number;
  /** The better of the chunks before and after. */
  readonly neighbours: number;
  readonly file: number;
  /**
   * The factor applied to their sum, for the file's role and for where the user is in the editor.
   */
  readonly prior: number;
  readonly final: number;
  readonly matchedWords: readonly string[];
}

/**
 * A finished source for a question, which needs no index. `root` is the absolute path of its
 * workspace folder.
 */
export interface Hit {
  readonly root: string;
  readonly path: string;
  readonly language: string;
  /**
   * The encoding that the file was read in, if not UTF-8. An editor must open it in the same one.
   */
  readonly encoding?: EncodingId;
  readonly range: SourceRange;
  readonly text: string;
  readonly symbol: string;
  readonly score: number;
  readonly breakdown: ScoreBreakdown;
  /** The lines within the range that answer best, ascending. The view quotes and marks them. */
  readonly bestLines: readonly number[];
  /**
   * Number (from 1) of the source that it nearly repeats; its text is then only the part that
   * differs. Left out if it repeats none.
   */
  readonly copyOf?: number;
  /** Other places with nearly the same text; left out if there are none. */
  readonly copies?: readonly HitCopy[];
  /** How many more such places were found but are not listed; left out if none. */
  readonly unlistedCopies?: number;
}

/** A near copy of a hit that is listed with it, without a number of its own. */
export interface HitCopy extends Pick<Hit, 'root' | 'path' | 'encoding' | 'range'> {
  /** Its lines that differ; often none. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/** A mark in the answer's text that points to a source. `marker` is the source's number, from 1. */
export interface Citation {
  readonly marker: number;
  /** Whether the model wrote the mark itself or it was attributed by overlap of rare words. */
  readonly origin: 'model' | 'attributed';
  /**
   * The mark's place in the answer's text: UTF-16 offset right after the cited sentence, or of the
   * mark itself.
   */
  readonly offset: number;
  /** Those that bear the sentence; left out where that is the whole source. */
  readonly lines?: SourceLines;
  /** The text of `lines`, if the model chose them to be shown: `[2:14-19]`. */
  readonly quote?: string;
}

/** Lines of a source's text, from 1, both included. */
export interface SourceLines {
  readonly first: number;
  readonly last: number;
}

/** A finished question and answer, as later turns of the conversation see it. */
export interface Turn {
  readonly question: string;
  readonly answer: string;
  /** The files of its sources, best first. A follow-up prefers them. */
  readonly sources?: readonly { readonly root: string; readonly path: string }[];
}

/** How tokens are chosen. With the strategy `greedy`, only `maxTokens` matters. */
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
  /** `quotes`: short lead-ins, each followed by lines of a source (`QuoteForm`). */
  readonly wording: Wording;
}

export const wordings = ['sentences', 'quotes'] as const;
export type Wording = (typeof wordings)[number];
