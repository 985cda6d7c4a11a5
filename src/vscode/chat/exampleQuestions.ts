import type { Hit } from '../../core/domain.ts';

const mostExamples = 3;
/** What a newcomer asks about less. */
const secondary = /(^|\/)(tests?|docs?|examples?|scripts?|conf)[./_]|(^|\/)[._]/i;

/** What is searched for to find things worth asking about. */
export function exampleSearch(folderName: string): string {
  return `${folderName} main class`;
}

/** Questions about things that are really there, one a file: they can be answered. */
export function exampleQuestions(hits: readonly Hit[]): readonly string[] {
  const paths = new Set<string>();
  const questions = new Set<string>();
  for (const hit of hits) {
    const question =
      secondary.test(hit.path) || paths.has(hit.path) ? null : questionAbout(hit.symbol);
    if (question === null) continue;
    paths.add(hit.path);
    questions.add(question);
    if (questions.size === mostExamples) break;
  }
  return [...questions];
}

/** Private names and names that say nothing make no question. */
function questionAbout(symbols: string): string | null {
  const [symbol = ''] = symbols.split(', ');
  if (symbol.includes(' > '))
    return `What is there to know about ${symbol.split(' > ').at(-1) ?? ''}?`;
  const name = symbol.split('.').at(-1) ?? '';
  if (!/^[\p{L}$][\p{L}\p{N}_$]{3,}$/u.test(name) || name === 'main' || name === 'constructor')
    return null;
  return /^\p{Lu}/u.test(name) ? `What is ${symbol} for?` : `What does ${symbol} do?`;
}
