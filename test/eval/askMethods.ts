import type { Hit } from '../../src/core/domain.ts';
import type { Retriever } from '../../src/core/ports/retriever.ts';
import type { RetrievalMethod } from '../../src/core/retrieval/ranking/retrievalWeights.ts';
import { measure, summarize } from './metrics.ts';
import type { KnownQuestion, Measures, ScoredHit } from './metrics.ts';

export const methods = [
  'lexical',
  'dense',
  'hybrid',
  'full',
] as const satisfies readonly RetrievalMethod[];

/** Hits per question. */
const hitsPerQuestion = 20;

/** Summaries by method, then by repository, including `all`. */
export type Scores = Partial<
  Record<RetrievalMethod, Record<string, Record<keyof Measures, number>>>
>;

/**
 * Asks every question with every method through the product's retriever.
 * @param roots absolute path of the folder of each repository that the questions name.
 * @throws Error for a question about a repository without a folder.
 */
export async function askMethods(
  retriever: Retriever,
  questions: readonly KnownQuestion[],
  roots: ReadonlyMap<string, string>,
  asked: readonly RetrievalMethod[] = methods,
): Promise<Scores> {
  const scores: Scores = {};
  for (const method of asked) {
    const measured: { repo: string; measures: Measures }[] = [];
    for (const question of questions) {
      const root = roots.get(question.repo);
      if (root === undefined)
        throw new Error(
          `${question.id} asks about ${question.repo}, and no folder of that name was given.`,
        );
      const request = {
        question: question.question,
        roots: [root],
        filter: { paths: [], languages: [] },
        topK: hitsPerQuestion,
        history: [],
        method,
      };
      const { hits } = await retriever.search(request, new AbortController().signal);
      measured.push({
        repo: question.repo,
        measures: measure(question, hits.slice(0, hitsPerQuestion).map(toScoredHit)),
      });
    }
    const repositories = [...new Set(measured.map(({ repo }) => repo))];
    scores[method] = Object.fromEntries(
      [...repositories, 'all'].map((name) => [
        name,
        summarize(
          measured
            .filter(({ repo }) => name === 'all' || repo === name)
            .map(({ measures }) => measures),
        ),
      ]),
    );
  }
  return scores;
}

function toScoredHit({ path, range, text }: Hit): ScoredHit {
  return { path, startLine: range.startLine, endLine: range.endLine, text };
}
