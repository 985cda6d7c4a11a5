import { inEnglish, wording } from '../texts/wording.ts';
import type { Wording } from '../texts/wording.ts';

/** What a newcomer asks about less. */
const secondary = /(^|\/)(tests?|docs?|examples?|scripts?|conf)[./_]|(^|\/)[._]/i;

/** What a question can be about. */
export interface NamedPlace {
  /** Relative, with forward slashes. */
  readonly path: string;
  /** As a source has it: `Session.mount`, `Guide > Install`, or several of these. */
  readonly symbol: string;
}

/**
 * Questions about things that are really there, one a file: they can be answered.
 * @param asked a question that was asked already: what it names makes no other.
 */
export function questionsAbout(
  places: readonly NamedPlace[],
  limit: number,
  asked = '',
): readonly Wording[] {
  const paths = new Set<string>();
  const questions = new Map<string, Wording>();
  for (const { path, symbol } of places) {
    const question =
      secondary.test(path) || paths.has(path) ? null : questionAbout(symbol, asked.toLowerCase());
    if (question === null) continue;
    paths.add(path);
    questions.set(inEnglish(question), question);
    if (questions.size === limit) break;
  }
  return [...questions.values()];
}

/** Private names and names that say nothing make no question. */
function questionAbout(symbols: string, asked: string): Wording | null {
  const [symbol = ''] = symbols.split(', ');
  const isHeading = symbol.includes(' > ');
  const name = symbol.split(isHeading ? ' > ' : '.').at(-1) ?? '';
  if (name === '' || asked.includes(name.toLowerCase())) return null;
  if (isHeading) return wording('What is there to know about {name}?', { name });
  if (!/^[\p{L}$][\p{L}\p{N}_$]{3,}$/u.test(name) || name === 'main' || name === 'constructor')
    return null;
  return /^\p{Lu}/u.test(name)
    ? wording('What is {symbol} for?', { symbol })
    : wording('What does {symbol} do?', { symbol });
}
