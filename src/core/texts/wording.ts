/** The names in braces of a text: `file` and `count` in `{file} has {count} lines`. */
export type Placeholder<Key extends string> = Key extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What a placeholder can stand for; another wording is translated with the text around it. */
export type WordingValue = string | number | Wording;

/** A value for each placeholder of a text, or nothing if it has none. */
export type ValuesFor<Key extends string> = [Placeholder<Key>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholder<Key>, WordingValue>>];

/**
 * A text for the user, before translation: the key is the English text, with placeholders in
 * braces. It is plain data, so it can cross the wire; whoever shows it chooses the language.
 */
export interface Wording {
  readonly key: string;
  readonly values: Readonly<Record<string, WordingValue>>;
}

/** @param key a literal: a test looks it up in the bundles of `l10n`. */
export function wording<const Key extends string>(key: Key, ...values: ValuesFor<Key>): Wording {
  return { key, values: values[0] ?? {} };
}

/** The English sentence, for terminals and logs. */
export function inEnglish(said: Wording): string {
  return spoken(said, (key) => key);
}

/**
 * Fills in the values. What they contain is not read as placeholders.
 * @param textOf the text of a key in the wanted language.
 */
export function spoken({ key, values }: Wording, textOf: (key: string) => string): string {
  return textOf(key).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return placeholder;
    return typeof value === 'object' ? spoken(value, textOf) : String(value);
  });
}

/** Whether data from another process is a wording. */
export function isWording(data: unknown): data is Wording {
  if (typeof data !== 'object' || data === null || !('key' in data) || !('values' in data))
    return false;
  const { key, values } = data;
  return (
    typeof key === 'string' &&
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every(
      (value: unknown) =>
        typeof value === 'string' || typeof value === 'number' || isWording(value),
    )
  );
}
