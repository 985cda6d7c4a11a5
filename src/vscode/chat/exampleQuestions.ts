import { questionsAbout } from '../../core/conversation/questionsAbout.ts';
import type { Hit } from '../../core/domain.ts';

const maxExamples = 3;

/** What is searched for to find things worth asking about. */
export function exampleSearch(folderName: string): string {
  return `${folderName} main class`;
}

/** Questions about things that are really there, one a file: they can be answered. */
export function exampleQuestions(hits: readonly Hit[]): readonly string[] {
  return questionsAbout(hits, maxExamples);
}
