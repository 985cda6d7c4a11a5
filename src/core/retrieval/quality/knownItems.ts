import type { StoredChunk } from '../../domain.ts';
import { tellingWords } from '../question/analyzeQuestion.ts';

/** A question whose answer is known because it was taken from the chunk. */
export interface KnownItem {
  readonly chunk: StoredChunk;
  readonly question: string;
}

/** Fewer meaningful words say too little; more do not look like a question. */
const minWords = 4;
const maxWords = 20;

/**
 * At most `limit` known items from as many files as possible, so that a changelog, for example,
 * does not outweigh the rest.
 */
export function knownItems(chunks: readonly StoredChunk[], limit: number): KnownItem[] {
  const perFile = new Map<number, number>();
  const items = chunks
    .flatMap((chunk) => knownItem(chunk) ?? [])
    .map((item) => {
      const round = perFile.get(item.chunk.fileId) ?? 0;
      perFile.set(item.chunk.fileId, round + 1);
      return { item, round };
    });
  return items
    .sort((a, b) => a.round - b.round)
    .slice(0, limit)
    .map(({ item }) => item);
}

/**
 * The first sentence of a chunk's comment, docstring or prose, as a question. Null if no sentence
 * says enough.
 */
export function knownItem(chunk: StoredChunk): KnownItem | null {
  const prose = chunk.role === 'prose' ? chunk.text : commentsOf(chunk.text);
  const sentence = prose
    .split(/(?<=[.!?。！？])\s|\n\s*\n/)
    .map(plain)
    .find(isSentence);
  if (sentence === undefined) return null;
  const words = sentence.split(' ');
  return { chunk, question: words.slice(0, maxWords).join(' ') };
}

/** Addresses, versions and people's names do not make a question. */
function isSentence(text: string): boolean {
  return (
    !/[@<>{}]|:\/\//.test(text) &&
    tellingWords(text).filter((word) =>
      /^\p{Lu}?\p{Ll}{3,}$|[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}]{2,}/u.test(word),
    ).length >= minWords
  );
}

/** Line comments, block comments and docstrings, without their markers. */
function commentsOf(text: string): string {
  return Array.from(text.matchAll(comment), (match) => match[0])
    .join('\n')
    .replace(/^[ \t]*(?:\/\/+!?|#+|\/\*+|\*+\/?|--)[ \t]?/gm, '');
}

const comment =
  /\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|'''[\s\S]*?'''|(?:^[ \t]*(?:\/\/|#|--)[^\n]*\n?)+/gm;

function plain(text: string): string {
  return text
    .replace(/"""|'''|\*\/|[`*_#=~-]{2,}|`/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
