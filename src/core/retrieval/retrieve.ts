import { Failure } from '../errors.ts';
import type { Cancellation, Clock, FolderIndex, MeaningSearch, SearchRequest, SearchResult } from '../ports.ts';
import { analyzeQuestion } from './analyzeQuestion.ts';
import { fuseScores } from './fuseScores.ts';
import { gatherCandidates, searchMeaning, searchWords } from './gatherCandidates.ts';
import { presentHits } from './presentHits.ts';
import { weighTerms } from './rankLines.ts';
import { retrievalMethods } from './retrievalWeights.ts';
import type { RetrievalWeights } from './retrievalWeights.ts';

/**
 * The source ranges that answer a question best, at most `request.topK`, best first. Words are searched while the question is embedded.
 * @param folders the indexes of `request.roots`.
 * @param embedQuestion null where there is no embedding model: the search is then by words alone.
 * @throws Failure `cancelled`.
 */
export async function retrieve(
  folders: readonly FolderIndex[], request: SearchRequest, embedQuestion: ((text: string) => Promise<Float32Array>) | null, clock: Clock,
  cancellation: Cancellation, weights: RetrievalWeights = retrievalMethods.full,
): Promise<SearchResult> {
  const start = clock.nowMs();
  const question = analyzeQuestion(request.question);
  const embedding = embedQuestion?.(question.text) ?? Promise.resolve(null);
  embedding.catch(() => undefined); // Awaited below; a failure while words are searched must not count as unhandled.
  const byWords = folders.map((folder) => searchWords(folder, question.terms, request.filter));
  const afterWords = clock.nowMs();
  const vector = await embedding;
  stopIfCancelled(cancellation);
  const afterEmbedding = clock.nowMs();
  const byMeaning = folders.map((folder) => searchMeaning(folder, vector, request.filter));
  const afterMeaning = clock.nowMs();
  const candidates = folders.flatMap((folder, index) => gatherCandidates({
    folder, lexical: byWords[index]?.lexical ?? [], files: byWords[index]?.files ?? [], dense: byMeaning[index] ?? [],
  }));
  const hits = presentHits(fuseScores(candidates, weights), weighTerms(folders, question.terms), request.topK);
  const end = clock.nowMs();
  return {
    hits,
    meaningSearch: vector === null ? 'absent' : meaningSearch(folders),
    timings: {
      lexicalMs: afterWords - start, embedMs: afterEmbedding - afterWords, denseMs: afterMeaning - afterEmbedding, fusionMs: end - afterMeaning, totalMs: end - start,
    },
  };
}

function meaningSearch(folders: readonly FolderIndex[]): MeaningSearch {
  if (folders.every((folder) => folder.embeddedChunkCount === 0)) return 'absent';
  return folders.every((folder) => folder.embeddedChunkCount >= folder.chunkCount) ? 'ready' : 'partial';
}

function stopIfCancelled(cancellation: Cancellation): void {
  if (cancellation.aborted) throw new Failure('cancelled', 'The search was stopped.');
}
