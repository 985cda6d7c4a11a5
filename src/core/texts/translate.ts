import { spoken, wording } from './wording.ts';
import type { ValuesFor, Wording } from './wording.ts';

/** Texts of one language by their English text. */
export type Bundle = Readonly<Record<string, string>>;

let current: { readonly language: string; readonly texts: Bundle } = { language: 'en', texts: {} };

/**
 * Sets the language of this window or page, once, before it says anything. Terminals and child
 * processes never call this: they speak English.
 * @param language as the editor names it, such as `ko`.
 * @param texts what they lack is said in English.
 */
export function useLanguage(language: string, texts: Bundle): void {
  current = { language, texts };
}

/** The language in use, for dates and numbers. */
export function language(): string {
  return current.language;
}

/** A text in the language in use. Its key is the English text, with placeholders in braces. */
export function t<const Key extends string>(key: Key, ...values: ValuesFor<Key>): string {
  return translated(wording(key, ...values));
}

/** The same for a wording that was made elsewhere. */
export function translated(said: Wording): string {
  return spoken(
    said,
    (key) => (Object.hasOwn(current.texts, key) ? current.texts[key] : key) ?? key,
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
