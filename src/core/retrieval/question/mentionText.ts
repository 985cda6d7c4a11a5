import { parseMentions } from './parseMentions.ts';

/**
 * A name as a question mentions it, in quotes where its end would otherwise depend on the index:
 * `@src/app.ts`, `@"My notes.md"`, `@"app/[slug]/page.tsx"`.
 * @param name of a file, a folder (ending in `/`) or a symbol.
 * @returns null for a name that no mention can have: one with a line end or both kinds of quotes.
 */
export function mentionText(name: string): string | null {
  const plain = /^[\p{L}\p{N}_$./-]+$/u.test(name) ? [`@${name}`] : [];
  const forms = [...plain, `@"${name}"`, `@“${name}”`];
  return forms.find((form) => isReadAs(form, name)) ?? null;
}

function isReadAs(form: string, name: string): boolean {
  const { names, text } = parseMentions(`${form} end`);
  return names.length === 1 && names[0] === name && text.endsWith('end');
}
