import { embeddedText } from '../../chunking/embeddedText.ts';
import type { StoredChunk } from '../../domain.ts';
import { Failure } from '../../errors.ts';
import type { Cancellation } from '../../ports/cancellation.ts';
import type { IndexedFolder } from '../../ports/folderIndex.ts';
import type { Embedder, TextRole } from '../../ports/textModels.ts';
import { knownItems } from './knownItems.ts';

export interface NamedEmbedder {
  readonly name: string;
  readonly embedder: Embedder;
}

/** How one embedding model finds known places by meaning alone. Shares are from 0 to 1. */
export interface EmbedderScore {
  readonly name: string;
  readonly hitAt1: number;
  readonly hitAt5: number;
  readonly mrr: number;
}

/** Several models on the same questions and chunks, the one in use first. */
export interface EmbedderComparison {
  readonly questions: number;
  /** Number of chunks that the right one is among. */
  readonly chunks: number;
  /** Whether these are all chunks of the folder. Otherwise they are a sample. */
  readonly isWholeFolder: boolean;
  readonly models: readonly EmbedderScore[];
}

/** Questions with one right text each, the same for every model that is compared. */
export interface EmbedderQuiz {
  readonly texts: readonly string[];
  readonly isWholeFolder: boolean;
  /** `right` is an index of `texts`. */
  readonly questions: readonly { readonly text: string; readonly right: number }[];
}

/** Number of chunks from which questions are taken. Many have no comment that makes one. */
const sampledChunks = 1000;
const maxQuestions = 100;
/**
 * Embedding a text takes about 15 ms with all-MiniLM-L6-v2, and at least twice that with 12
 * layers. At 300 texts and 100 questions, a model takes 6 to 12 s. Embedding the whole index would
 * take minutes.
 */
const maxTexts = 300;

/** Null if the folder has no comments or prose to take questions from. */
export async function embedderQuiz(folder: IndexedFolder): Promise<EmbedderQuiz | null> {
  const chunks = await folder.read((index) => index.sampleChunks(sampledChunks));
  const items = knownItems(chunks, maxQuestions);
  if (items.length === 0) return null;
  const asked = new Set<StoredChunk>(items.map(({ chunk }) => chunk));
  const others = chunks.filter((chunk) => !asked.has(chunk)).slice(0, maxTexts - asked.size);
  return {
    texts: [...asked, ...others].map(embeddedText),
    isWholeFolder: chunks.length < sampledChunks && asked.size + others.length === chunks.length,
    questions: items.map(({ question }, right) => ({ text: question, right })),
  };
}

/** @throws Failure `cancelled`. */
export async function scoreEmbedder(
  { texts, questions }: EmbedderQuiz,
  { name, embedder }: NamedEmbedder,
  cancellation: Cancellation,
): Promise<EmbedderScore> {
  const embed = (text: string, role: TextRole): Promise<Float32Array> => {
    if (cancellation.aborted) throw new Failure('cancelled', 'Comparing models was stopped.');
    return embedder.embed(text, role);
  };
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await embed(text, 'chunk'));
  const ranks: number[] = [];
  for (const { text, right } of questions) {
    const asked = await embed(text, 'question');
    const scores = vectors.map((vector) => product(vector, asked));
    const own = scores[right] ?? -Infinity;
    // The right text is itself among them. Equal ones count against it: a model that cannot tell
    // texts apart must not look good.
    ranks.push(scores.filter((score) => score >= own).length);
  }
  const mean = (score: (rank: number) => number): number =>
    ranks.reduce((sum, rank) => sum + score(rank), 0) / Math.max(1, ranks.length);
  return {
    name,
    hitAt1: mean((rank) => Number(rank === 1)),
    hitAt5: mean((rank) => Number(rank <= 5)),
    mrr: mean((rank) => 1 / rank),
  };
}

/** The cosine of two unit vectors. */
function product(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}
