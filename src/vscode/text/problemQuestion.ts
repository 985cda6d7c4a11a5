import { t } from '../../core/texts/translate.ts';

/** A longer message says no more. */
const maxMessage = 300;

/**
 * A question about a message of a tool. Signs that would be mentions or quotations in a question
 * are taken out of it.
 * @param place `src/app.py:12`; null where that is not known.
 */
export function problemQuestion(message: string, place: string | null): string {
  const words = withoutSigns(message);
  return place === null
    ? t('Where does this come from: {words}', { words })
    : t('Where does this come from, at {place}: {words}', { place, words });
}

/**
 * A question about a test that failed, in the same way.
 * @param name what the runner calls the test.
 */
export function failedTestQuestion(name: string, place: string | null): string {
  const words = withoutSigns(name);
  return place === null
    ? t('Why does this test fail: {words}', { words })
    : t('Why does this test fail, at {place}: {words}', { place, words });
}

function withoutSigns(message: string): string {
  return message
    .replace(/["“”`@#]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxMessage)
    .trim();
}
