import { useLanguage } from '../src/core/texts/translate.ts';

/** The page speaks the language that its HTML is in, with the texts that the host put there. */
export function adoptLanguage({ documentElement, body }: Document): void {
  const texts: unknown = JSON.parse(body.querySelector('#texts')?.textContent ?? '{}');
  if (typeof texts !== 'object' || texts === null) return;
  const known = Object.entries(texts).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  useLanguage(documentElement.lang, Object.fromEntries(known));
}
