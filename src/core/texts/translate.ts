import { spoken, wording } from './wording.ts';
import type { ValuesFor, Wording } from './wording.ts';

/** Texts of one language by their English text. */
export type Bundle = Readonly<Record<string, string>>;

/** A language, as the editor names it, and its texts. */
export interface Language {
  readonly language: string;
  readonly bundle: Bundle;
}

let current: Language = { language: 'en', bundle: {} };

/**
 * Sets the language of this window or page, once, before it says anything. What its bundle lacks
 * is said in English. Terminals and child processes never call this: they speak English.
 */
export function useLanguage(language: string, bundle: Bundle): void {
  current = { language, bundle };
}

export function languageInUse(): Language {
  return current;
}

/** A text in the language in use. Its key is the English text, with placeholders in braces. */
export function t<const Key extends string>(key: Key, ...values: ValuesFor<Key>): string {
  return translated(wording(key, ...values));
}

/** The same for a wording that was made elsewhere. */
export function translated(said: Wording): string {
  return spoken(
    said,
    (key) => (Object.hasOwn(current.bundle, key) ? current.bundle[key] : key) ?? key,
  );
}

/** A number as the language in use writes it: `1,040`. */
export function localNumber(count: number): string {
  return count.toLocaleString(current.language);
}

/**
 * A text about a number of things, which both forms call `{count}`.
 * @param one for a single one; languages without a plural have the same text for both.
 */
export function plural(count: number, one: string, many: string): string {
  const key = count === 1 ? one : many;
  return translated({ key, values: { count: localNumber(count) } });
}
