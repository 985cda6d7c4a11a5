import { parseMentions } from './parseMentions.ts';

/**
 * A name as a question mentions it. It is quoted if otherwise only the index could tell where it
 * ends: `@src/app.ts`, `@"My notes.md"`, `@"app/[slug]/page.tsx"`.
 * @param name of a file, a folder (ending in `/`) or a symbol.
 * @returns null for a name that cannot be mentioned: one with a line end or both kinds of quotes.
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
