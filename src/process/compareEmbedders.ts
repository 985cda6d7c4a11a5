import type { Cancellation } from '../core/ports/cancellation.ts';
import type { IndexedFolder } from '../core/ports/folderIndex.ts';
import type { Embedder } from '../core/ports/textModels.ts';
import { embedderQuiz, scoreEmbedder } from '../core/retrieval/quality/compareEmbedders.ts';
import type {
  EmbedderComparison,
  EmbedderScore,
} from '../core/retrieval/quality/compareEmbedders.ts';
import type { EmbedderSource } from './embedderSource.ts';

/**
 * The embedding model in use beside the other installed ones, on questions from the folder.
 * @returns null if there is no other, or no text to take questions from.
 * @throws Failure `cancelled`.
 */
export async function compareEmbedders(
  folder: IndexedFolder,
  inUse: Embedder,
  source: EmbedderSource,
  cancellation: Cancellation,
): Promise<EmbedderComparison | null> {
  const quiz = await embedderQuiz(folder);
  if (quiz === null) return null;
  const others: EmbedderScore[] = [];
  await source.withOthers(async (model) => {
    others.push(await scoreEmbedder(quiz, model, cancellation));
  });
  if (others.length === 0) return null;
  const own = await scoreEmbedder(quiz, { name: source.name, embedder: inUse }, cancellation);
  return {
    questions: quiz.questions.length,
    chunks: quiz.texts.length,
    isWholeFolder: quiz.isWholeFolder,
    models: [own, ...others],
  };
}
