import { t } from '../../core/texts/translate.ts';

/** A longer message says no more. */
const maxMessage = 300;

/**
 * A question about a message of a tool. Signs that would be mentions or quotations in a question
 * are taken out of it.
 * @param place `src/app.py:12`; null where that is not known.
 */
export function problemQuestion(message: string, place: string | null): string {
  const words = message
    .replace(/["“”`@#]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxMessage)
    .trim();
  return place === null
    ? t('Where does this come from: {words}', { words })
    : t('Where does this come from, at {place}: {words}', { place, words });
}
