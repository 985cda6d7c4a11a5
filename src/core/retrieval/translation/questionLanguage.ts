/** Languages without Latin letters whose questions are translated for English code. */
export type QuestionLanguage = 'ko' | 'ja' | 'zh';

/** The language of the Korean, Japanese or Chinese words of a text; null if it has none. */
export function questionLanguage(text: string): QuestionLanguage | null {
  if (/\p{sc=Hangul}/u.test(text)) return 'ko';
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) return 'ja';
  return /\p{sc=Han}/u.test(text) ? 'zh' : null;
}
