import { questionsAbout } from '../../../core/conversation/questionsAbout.ts';
import type { Hit } from '../../../core/domain.ts';
import { translated } from '../../../core/texts/translate.ts';

const maxExamples = 3;

/** The search that finds things worth asking about. */
export function exampleSearch(folderName: string): string {
  return `${folderName} main class`;
}

/** Questions about things that really exist, one per file, so they can be answered. */
export function exampleQuestions(hits: readonly Hit[]): readonly string[] {
  return questionsAbout(hits, maxExamples).map(translated);
}
