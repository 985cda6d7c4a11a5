import type { FolderIndex } from '../../ports/folderIndex.ts';
import { analyzeQuestion } from '../question/analyzeQuestion.ts';
import { analyzeText } from '../question/analyzeText.ts';
import type { ResolvedQuestion } from '../question/resolveFollowUp.ts';
import { ChineseReader } from './chineseReader.ts';
import { JapaneseReader } from './japaneseReader.ts';
import { KoreanReader } from './koreanReader.ts';
import { questionLanguage } from './questionLanguage.ts';
import type { QuestionLanguage } from './questionLanguage.ts';
import type { WordReader } from './segment.ts';
import { soundTableOf } from './soundTables.ts';
import type { SoundTable } from './soundTable.ts';
import { translateQuestion } from './translateQuestion.ts';
import type { Translation } from './translateQuestion.ts';

/** A question, with what it says in English, for sources and an embedder that know only English. */
export interface ExpandedQuestion extends ResolvedQuestion {
  /** The text for an English embedding model. */
  readonly english: string;
}

/** How often a term is repeated in the search, because BM25 has no other weights. */
const times = { said: 2, likeliest: 2, alternative: 1 };
/**
 * Share of a question's own terms in the index from which it is in the language of the sources and
 * is embedded as it is.
 */
const spokenHere = 0.5;

/**
 * Adds what a Korean, Japanese or Chinese question says in English, using a glossary and the sound
 * of loanwords, which are spelled like the folders' terms. Any other question is returned
 * unchanged.
 */
export async function expandQuestion(
  question: ResolvedQuestion,
  folders: readonly FolderIndex[],
): Promise<ExpandedQuestion> {
  const language = questionLanguage(question.text);
  if (language === null) return { ...question, english: question.text };
  const tables = await Promise.all(folders.map(soundTableOf));
  const translation = translateQuestion(question.text, readerOf(language, tables));
  if (translation.pieces.length === 0) return { ...question, english: question.text };
  const own = await ownTerms(question, translation, folders);
  return {
    ...question,
    text: `${question.text}\n${translation.gloss}`,
    terms: [...own.terms.flatMap((term) => repeat(term, times.said)), ...addedTerms(translation)],
    english: own.known >= spokenHere ? question.text : translation.gloss,
  };
}

function readerOf(language: QuestionLanguage, tables: readonly SoundTable[]): WordReader {
  if (language === 'zh') return new ChineseReader();
  return language === 'ko' ? new KoreanReader(tables) : new JapaneseReader(tables);
}

/** The question's own terms, except those that were understood and occur in no source. */
async function ownTerms(
  question: ResolvedQuestion,
  { unknown }: Translation,
  folders: readonly FolderIndex[],
): Promise<{ readonly terms: readonly string[]; readonly known: number }> {
  const found = await Promise.all(
    folders.map((folder) => folder.documentFrequencies(question.terms)),
  );
  const isKnown = question.terms.map((_, index) =>
    found.some((counts) => (counts[index] ?? 0) > 0),
  );
  const notUnderstood = new Set(unknown.flatMap(analyzeText));
  const foreign = question.terms.flatMap((term, index) =>
    questionLanguage(term) === null ? [] : [isKnown[index] === true],
  );
  return {
    terms: question.terms.filter(
      (term, index) =>
        isKnown[index] === true || notUnderstood.has(term) || questionLanguage(term) === null,
    ),
    known: foreign.filter(Boolean).length / Math.max(1, foreign.length),
  };
}

function addedTerms({ pieces }: Translation): string[] {
  return pieces.flatMap((equivalents) =>
    equivalents.flatMap((equivalent, index) =>
      analyzeQuestion(equivalent).terms.flatMap((term) =>
        repeat(term, index === 0 ? times.likeliest : times.alternative),
      ),
    ),
  );
}

function repeat(term: string, count: number): string[] {
  return Array.from({ length: count }, () => term);
}
