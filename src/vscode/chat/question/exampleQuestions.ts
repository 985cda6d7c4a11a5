import { questionsAbout } from '../../../core/conversation/questionsAbout.ts';
import type { Hit } from '../../../core/domain.ts';
import { translated } from '../../../core/texts/translate.ts';

const maxExamples = 3;
/** Each one tried costs a search. */
const maxTried = 8;
/** A question is offered only if the source that it is about is among this many. */
export const foundAmong = 3;

/** The search that finds things worth asking about. */
export function exampleSearch(folderName: string): string {
  return `${folderName} main class`;
}

/**
 * Questions about things that really exist, one per file. Each is tried, and left out if the index
 * does not find the file that it is about first.
 * @param search the first `foundAmong` hits for a question.
 */
export async function exampleQuestions(
  hits: readonly Hit[],
  search: (question: string) => Promise<readonly Hit[]>,
): Promise<readonly string[]> {
  const offered: string[] = [];
  const tried = new Set<string>();
  for (const hit of hits) {
    if (offered.length === maxExamples || tried.size === maxTried) break;
    const [question] = tried.has(hit.path) ? [] : questionsAbout([hit], 1).map(translated);
    if (question === undefined || offered.includes(question)) continue;
    tried.add(hit.path);
    const found = await search(question);
    if (found.some(({ root, path }) => root === hit.root && path === hit.path))
      offered.push(question);
  }
  return offered;
}
